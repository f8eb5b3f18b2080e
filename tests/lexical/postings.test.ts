import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSorted, mergePostings, PostingsBuilder, type Postings } from '../../src/lexical/postings.js';

type TermLists = readonly (readonly number[])[];

function build(passages: TermLists): Postings {
  const builder = new PostingsBuilder();
  for (const terms of passages) builder.add(terms);
  return builder.build();
}

/** The same arrays, the plain way. */
function buildNaively(passages: TermLists): Postings {
  const terms = [...new Set(passages.flat())].sort((a, b) => a - b);
  const rows = terms.map((term) =>
    passages.flatMap((passage, position) => {
      const count = passage.filter((each) => each === term).length;
      return count > 0 ? [{ position, frequency: Math.min(255, count) }] : [];
    }),
  );
  const offsets = [0];
  for (const row of rows) offsets.push(offsets.at(-1)! + row.length);
  return {
    terms: Float64Array.from(terms),
    offsets: Uint32Array.from(offsets),
    positions: Uint32Array.from(rows.flat(), (entry) => entry.position),
    frequencies: Uint8Array.from(rows.flat(), (entry) => entry.frequency),
    lengths: Uint32Array.from(passages, (passage) => passage.length),
  };
}

const term = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.maxSafeNat());
const passages = fc.array(fc.array(term, { maxLength: 12 }), { maxLength: 15 });

describe('postings', () => {
  it('are what a plain computation gives', () => {
    fc.assert(
      fc.property(passages, (lists) => {
        expect(build(lists)).toEqual(buildNaively(lists));
      }),
    );
  });

  it('of nothing are empty', () => {
    expect(build([])).toEqual(buildNaively([]));
    expect(build([[], []]).lengths).toEqual(Uint32Array.of(0, 0));
  });

  it('count a term 255 times at most, and the length in full', () => {
    const { frequencies, lengths } = build([Array<number>(300).fill(7), Array<number>(255).fill(7), [7]]);
    expect([...frequencies]).toEqual([255, 255, 1]);
    expect([...lengths]).toEqual([300, 255, 1]);
  });

  it('grow past their first room', () => {
    const lists = Array.from({ length: 1500 }, (_, index) => [index % 7, index % 11, 20 + index]);
    expect(build(lists)).toEqual(buildNaively(lists));
  });

  it('merge into just what building from the start gives', () => {
    const old = fc.array(fc.tuple(fc.array(term, { maxLength: 12 }), fc.boolean()), { maxLength: 15 });
    fc.assert(
      fc.property(old, passages, (before, added) => {
        const keptLists = before.filter(([, keep]) => keep).map(([terms]) => terms);
        let next = 0;
        const newPositions = Int32Array.from(before, ([, keep]) => (keep ? next++ : -1));
        const merged = mergePostings(
          build(before.map(([terms]) => terms)),
          newPositions,
          keptLists.length,
          build(added),
        );
        expect(merged).toEqual(build([...keptLists, ...added]));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['all removed and none added', [[1, 2], [2]], [-1, -1], [], []],
    ['all removed and one added', [[1, 2], [2]], [-1, -1], [[3]], [[3]]],
    ['none removed and none added', [[1, 2], [2]], [0, 1], [], [[1, 2], [2]]],
    ['added to nothing', [], [], [[5, 5]], [[5, 5]]],
  ] as [string, number[][], number[], number[][], number[][]][])(
    'merge with %s',
    (_, before, places, added, whole) => {
      const kept = places.filter((place) => place >= 0).length;
      expect(mergePostings(build(before), Int32Array.from(places), kept, build(added))).toEqual(build(whole));
    },
  );
});

describe('findSorted', () => {
  it('is the index of a value, or -1', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(40)), fc.nat(40), (values, wanted) => {
        const sorted = Uint32Array.from(values).sort();
        expect(findSorted(sorted, wanted)).toBe(sorted.indexOf(wanted));
      }),
    );
  });
});
