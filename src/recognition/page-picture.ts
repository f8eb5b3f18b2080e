import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as PdfJs from 'pdfjs-dist/legacy/build/pdf.mjs';
import { shrink, turn, type GreyPicture } from './grey-picture.js';

type Library = typeof PdfJs;

/** A picture as the library takes it out of a file. */
interface LibraryPicture {
  readonly width: number;
  readonly height: number;
  readonly kind: number;
  readonly data: Uint8Array;
}

interface PlacedPicture {
  readonly name: string;
  readonly area: number;
  /** Clockwise. */
  readonly quarters: number;
}

type Matrix = readonly [number, number, number, number];

/** A picture with more pixels is not taken. */
const maxPixels = 100_000_000;

function multiply([a, b, c, d]: Matrix, [e, f, g, h]: Matrix): Matrix {
  return [a * e + c * f, b * e + d * f, a * g + c * h, b * g + d * h];
}

/** The largest picture that is drawn on a page, and how it is turned; undefined where there is none. */
async function findLargest({ OPS }: Library, page: PdfJs.PDFPageProxy): Promise<PlacedPicture | undefined> {
  const { fnArray, argsArray } = await page.getOperatorList();
  let matrix: Matrix = [1, 0, 0, 1];
  const saved: Matrix[] = [];
  let largest: PlacedPicture | undefined;
  fnArray.forEach((operator, index) => {
    const values = argsArray[index] as readonly unknown[] | null;
    const transform = (given: unknown): void => {
      const [a, b, c, d] = Array.from(given as ArrayLike<number>);
      matrix = multiply(matrix, [a!, b!, c!, d!]);
    };
    if (operator === OPS.save) saved.push(matrix);
    else if (operator === OPS.transform) transform(values);
    else if (operator === OPS.paintFormXObjectBegin) {
      saved.push(matrix);
      if (values?.[0]) transform(values[0]);
    } else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd)
      matrix = saved.pop() ?? matrix;
    else if (operator === OPS.paintImageXObject && typeof values?.[0] === 'string') {
      const [a, b, c, d] = matrix;
      const area = Math.abs(a * d - b * c);
      const quarters = page.rotate / 90 - Math.round((Math.atan2(b, a) * 2) / Math.PI);
      if (area > (largest?.area ?? 0))
        largest = { name: values[0], area, quarters: ((quarters % 4) + 4) % 4 };
    }
  });
  return largest;
}

function toGrey({ ImageKind }: Library, { width, height, kind, data }: LibraryPicture): GreyPicture {
  const shades = new Uint8Array(width * height);
  const channels = kind === ImageKind.RGBA_32BPP ? 4 : 3;
  const rowBytes = (width + 7) >> 3;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (kind === ImageKind.GRAYSCALE_1BPP) {
        shades[at] = (data[y * rowBytes + (x >> 3)]! >> (7 - (x & 7))) & 1 ? 255 : 0;
      } else {
        const from = at * channels;
        shades[at] = (data[from]! * 77 + data[from + 1]! * 151 + data[from + 2]! * 28) >> 8;
      }
    }
  }
  return { width, height, shades };
}

/** The picture that a page consists of, as a scanner has made it; undefined where a page has no picture. */
export async function readPagePicture(
  bytes: Uint8Array,
  pageNumber: number,
  longestSide: number,
): Promise<GreyPicture | undefined> {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const missing = globalThis as Record<string, unknown>;
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) missing[name] ??= Object;
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = library.getDocument({
    data: bytes,
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    isOffscreenCanvasSupported: false,
    maxImageSize: maxPixels,
    wasmUrl: `${join(folder, 'wasm')}/`,
    cMapUrl: `${join(folder, 'cmaps')}/`,
    standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
  });
  const document = await task.promise;
  const page = await document.getPage(pageNumber);
  const placed = await findLargest(library, page);
  if (!placed) return undefined;
  const objects = placed.name.startsWith('g_') ? page.commonObjs : page.objs;
  const picture = await new Promise<LibraryPicture | null>((resolve) => {
    objects.get(placed.name, resolve);
  });
  if (!picture?.data) return undefined;
  return turn(shrink(toGrey(library, picture), longestSide), placed.quarters);
}
