import { describe, expect, it } from 'vitest';
import { findRegions } from '../../../src/documents/pdf/columns.js';
import { Cover } from '../../../src/documents/pdf/cover.js';
import { extentOf } from '../../../src/documents/pdf/extent.js';
import { joinSegments, type Segment } from '../../../src/documents/pdf/segments.js';
import { toRowGlyph } from '../../../src/documents/pdf/visual-rows.js';

const glyph = toRowGlyph({
  text: 'a',
  left: 0,
  right: 5,
  baseline: 0,
  size: 10,
  font: { id: 'f', name: 'f', isBold: false, isMapped: false },
  code: 1,
  order: 0,
});

function segment(left: number, right: number, baseline: number, letterCount: number): Segment {
  const letters = Array.from({ length: letterCount }, () => glyph);
  return { left, right, baseline, size: 10, letters, marks: [], spaces: [] };
}

describe('the extents that are covered', () => {
  it('are joined where they meet, and leave gaps', () => {
    const cover = new Cover();
    for (const [left, right] of [
      [50, 60],
      [0, 10],
      [90, 100],
      [8, 20],
      [55, 58],
    ] as const)
      cover.add(left, right);
    expect(cover.findGaps(1)).toEqual([35, 75]);
    expect(cover.findGaps(30)).toEqual([35, 75]);
    expect(cover.findGaps(31)).toEqual([]);
    expect(cover.hasGap(30)).toBe(true);
    expect(cover.hasGap(31)).toBe(false);
    // Left of the first gap are 20, right of the second 10.
    expect(cover.findGaps(1, 20)).toEqual([35]);
    cover.add(0, 100);
    expect(cover.findGaps(0)).toEqual([]);
  });

  it('are measured of more items than a function takes arguments', () => {
    const items = Array.from({ length: 150_000 }, (_, i) => ({ left: i, right: i + 1 }));
    expect(extentOf(items)).toEqual({ left: 0, right: 150_000 });
    const many = items.map(({ left, right }) => segment(left, right, 0, 1));
    expect(joinSegments(many)).toMatchObject({ left: 0, right: 150_000 });
  });
});

describe('the columns of a page', () => {
  const columns = Array.from({ length: 30 }, (_, row) => [
    segment(0, 200, 12 * row, 40),
    segment(220, 420, 12 * row, 40),
  ]).flat();

  it('are read one after the other', () => {
    const regions = findRegions(columns, false, 10);
    expect(regions.map((region) => [region.length, region[0]!.left])).toEqual([
      [30, 0],
      [30, 220],
    ]);
    expect(findRegions(columns, true, 10).map((region) => region[0]!.left)).toEqual([220, 0]);
  });

  it.each([
    ['letters', 1],
    ['words', 12],
    ['lines', 60],
  ])('are looked for in bounded time where %s are strewn over a field', (_, letterCount) => {
    const strewn = Array.from({ length: 300 }, (__, row) =>
      Array.from({ length: 20 }, (___, i) => {
        const left = i * 200_000 + ((row * 7919 + i * 104_729) % 150_000);
        return segment(left, left + 10 * letterCount, 5000 * row, letterCount);
      }),
    ).flat();
    const regions = findRegions(strewn, false, 10);
    expect(regions.flat()).toHaveLength(strewn.length);
  });
});
