import { readFile, writeFile } from 'node:fs/promises';

/** A picture in shades of grey, a byte each, row by row. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly shades: Uint8Array;
}

export function encodePgm({ width, height, shades }: GreyPicture): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), shades]);
}

/** Undefined where the bytes are none. */
export function decodePgm(bytes: Uint8Array): GreyPicture | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1');
  const match = /^P5\s+(?:#[^\n]{0,80}\s+)?(\d{1,5})\s+(\d{1,5})\s+255\s/.exec(head);
  if (!match) return undefined;
  const [width, height] = [Number(match[1]), Number(match[2])];
  const shades = new Uint8Array(bytes.subarray(match[0].length, match[0].length + width * height));
  return width > 0 && height > 0 && shades.length === width * height ? { width, height, shades } : undefined;
}

/** Turns a picture clockwise, by quarters. */
export function turn({ width, height, shades }: GreyPicture, quarters: number): GreyPicture {
  const turned = new Uint8Array(shades.length);
  const isAside = quarters % 2 === 1;
  const newWidth = isAside ? height : width;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [toX, toY] =
        quarters === 1
          ? [height - 1 - y, x]
          : quarters === 2
            ? [width - 1 - x, height - 1 - y]
            : quarters === 3
              ? [y, width - 1 - x]
              : [x, y];
      turned[toY * newWidth + toX] = shades[y * width + x]!;
    }
  }
  return { width: newWidth, height: isAside ? width : height, shades: turned };
}

/** Makes a picture smaller whose longer side is longer than `longestSide`; each shade is the mean of those that it stands for. */
export function shrink(picture: GreyPicture, longestSide: number): GreyPicture {
  const { width, height, shades } = picture;
  const share = longestSide / Math.max(width, height);
  if (share >= 1) return picture;
  const [newWidth, newHeight] = [
    Math.max(1, Math.round(width * share)),
    Math.max(1, Math.round(height * share)),
  ];
  const smaller = new Uint8Array(newWidth * newHeight);
  for (let y = 0; y < newHeight; y++) {
    const [fromY, toY] = [Math.floor((y * height) / newHeight), Math.ceil(((y + 1) * height) / newHeight)];
    for (let x = 0; x < newWidth; x++) {
      const [fromX, toX] = [Math.floor((x * width) / newWidth), Math.ceil(((x + 1) * width) / newWidth)];
      let sum = 0;
      for (let row = fromY; row < toY; row++) {
        for (let column = fromX; column < toX; column++) sum += shades[row * width + column]!;
      }
      smaller[y * newWidth + x] = sum / ((toY - fromY) * (toX - fromX));
    }
  }
  return { width: newWidth, height: newHeight, shades: smaller };
}

/** Turns the picture in a file as `findTurn` says, in degrees clockwise. @returns Whether it was turned. */
export async function turnPicture(path: string, findTurn: () => Promise<number>): Promise<boolean> {
  const quarters = Math.round((await findTurn()) / 90) % 4;
  const picture = quarters === 0 ? undefined : decodePgm(await readFile(path));
  if (!picture) return false;
  await writeFile(path, encodePgm(turn(picture, quarters)));
  return true;
}
