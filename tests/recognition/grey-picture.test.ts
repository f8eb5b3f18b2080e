import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodePgm, encodePgm, shrink, turn, type GreyPicture } from '../../src/recognition/grey-picture.js';

const pictures: fc.Arbitrary<GreyPicture> = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((shades) => ({ width, height, shades })),
  );

it('writes and reads pictures', () => {
  fc.assert(
    fc.property(pictures, (picture) => {
      expect(decodePgm(encodePgm(picture))).toEqual(picture);
    }),
  );
});

it.each(['', 'P6\n1 1\n255\nabc', 'P5\n2 2\n255\nabc', 'P5\n99999 99999\n255\n', 'P5\n0 0\n255\n'])(
  'refuses %j',
  (bytes) => {
    expect(decodePgm(Buffer.from(bytes))).toBeUndefined();
  },
);

it('turns clockwise', () => {
  const picture = { width: 3, height: 2, shades: Uint8Array.from([1, 2, 3, 4, 5, 6]) };
  expect(turn(picture, 1)).toEqual({ width: 2, height: 3, shades: Uint8Array.from([4, 1, 5, 2, 6, 3]) });
  expect(turn(picture, 2)).toEqual({ width: 3, height: 2, shades: Uint8Array.from([6, 5, 4, 3, 2, 1]) });
});

it('comes back after four quarters, in whichever way they are made', () => {
  fc.assert(
    fc.property(pictures, fc.integer({ min: 0, max: 3 }), (picture, quarters) => {
      expect(turn(turn(picture, quarters), (4 - quarters) % 4)).toEqual(picture);
    }),
  );
});

it('shrinks to a length of the longer side, and no shade leaves the bounds of those that it is the mean of', () => {
  fc.assert(
    fc.property(pictures, fc.integer({ min: 1, max: 25 }), (picture, side) => {
      const smaller = shrink(picture, side);
      expect(Math.max(smaller.width, smaller.height)).toBe(
        Math.min(side, Math.max(picture.width, picture.height)),
      );
      expect(smaller.shades.length).toBe(smaller.width * smaller.height);
      const [least, most] = [Math.min(...picture.shades), Math.max(...picture.shades)];
      for (const shade of smaller.shades) expect(shade >= least && shade <= most).toBe(true);
    }),
  );
});
