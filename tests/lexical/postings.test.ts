import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePostings, PostingsBuilder } from '../../src/lexical/build-postings.js';
import { PostingsReader, type Postings } from '../../src/lexical/postings.js';

type TermLists = readonly (readonly number[])[];

function build(passages: TermLists): Postings {
  const builder = new PostingsBuilder();
  for (const terms of passages) builder.add(terms.map((term) => builder.numberOf(term)));
  return builder.build();
}

/** Term → [docId, frequency] of each passage that holds it. */
type Lists = Record<number, [docId: number, frequency: number][]>;

function readAll(postings: Postings): Lists {
  const reader = new PostingsReader(postings);
  const lists: Lists = {};
  postings.terms.forEach((term, index) => {
    const list: [number, number][] = (lists[term] = []);
    reader.open(index);
    while (reader.readNext()) {
      for (let i = 0; i < reader.count; i++) list.push([reader.docIds[i]!, reader.frequencies[i]!]);
    }
  });
  return lists;
}

/** The same, the plain way. */
function listNaively(passages: TermLists): Lists {
  const lists: Lists = {};
  passages.forEach((passage, docId) => {
    for (const term of new Set(passage)) {
      const count = passage.filter((each) => each === term).length;
      (lists[term] ??= []).push([docId, Math.min(255, count)]);
    }
  });
  return lists;
}

const term = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.maxSafeNat());
const passages = fc.array(fc.array(term, { maxLength: 12 }), { maxLength: 15 });

/** Passages of which some hold a term, with gaps of all sizes and frequencies up to the highest. */
const sparse = fc.array(
  fc.tuple(
    fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5000 })),
    fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 255 })),
  ),
  { maxLength: 300, size: 'max' },
);

function buildSparse(gaps: readonly [number, number][]): { postings: Postings; list: [number, number][] } {
  let docId = -1;
  const list = gaps.map(([gap, frequency]): [number, number] => [(docId += gap), frequency]);
  const dense = build(list.map(([, frequency]) => Array<number>(frequency).fill(7)));
  const newDocIds = Int32Array.from(list, ([at]) => at);
  return { postings: mergePostings([{ postings: dense, newDocIds }], docId + 1), list };
}

describe('postings', () => {
  it('are what a plain computation gives', () => {
    fc.assert(
      fc.property(passages, (lists) => {
        const postings = build(lists);
        expect(readAll(postings)).toEqual(listNaively(lists));
        expect([...postings.terms]).toEqual([...postings.terms].sort((a, b) => a - b));
        expect([...postings.lengths]).toEqual(lists.map((each) => each.length));
      }),
    );
  });

  it('come back from blocks of any widths, read in turn or looked up', () => {
    fc.assert(
      fc.property(sparse, fc.array(fc.nat(100_000), { maxLength: 20 }), (gaps, others) => {
        const { postings, list } = buildSparse(gaps);
        if (list.length === 0) return;
        expect(readAll(postings)).toEqual({ 7: list });
        const there = new Map(list);
        const wanted = [...new Set([...others, ...there.keys()])].sort((a, b) => a - b);
        const reader = new PostingsReader(postings);
        for (const docIds of [wanted, wanted.filter((_, i) => i % 7 === 0), wanted.slice(-1)]) {
          reader.open(0);
          expect(docIds.map((each) => reader.frequencyAt(each))).toEqual(
            docIds.map((each) => there.get(each) ?? 0),
          );
        }
      }),
    );
  });

  it('of nothing are empty', () => {
    expect(readAll(build([]))).toEqual({});
    expect(build([[], []]).lengths).toEqual(Uint32Array.of(0, 0));
  });

  it('count a term 255 times at most, and the length in full', () => {
    const postings = build([Array<number>(300).fill(7), Array<number>(255).fill(7), [7]]);
    expect(readAll(postings)[7]).toEqual([
      [0, 255],
      [1, 255],
      [2, 1],
    ]);
    expect([...postings.lengths]).toEqual([300, 255, 1]);
  });

  it('know the highest relative frequency of a term in a passage', () => {
    const postings = build([[1, 1, 2, 3], [2], [1, 2, 3, 3, 3, 3, 3, 3]]);
    expect([...postings.maxRelativeTfs]).toEqual([0.5, 1, 0.75]);
  });

  it('grow past their initial capacity', () => {
    const lists = Array.from({ length: 1500 }, (_, index) => [index % 7, index % 11, 20 + index]);
    expect(readAll(build(lists))).toEqual(listNaively(lists));
  });

  it('merge into just what building from the start gives', () => {
    const old = fc.array(fc.tuple(fc.array(term, { maxLength: 12 }), fc.boolean()), { maxLength: 15 });
    fc.assert(
      fc.property(fc.array(old, { maxLength: 4 }), (parts) => {
        let kept = 0;
        const merged = mergePostings(
          parts.map((part) => ({
            postings: build(part.map(([terms]) => terms)),
            newDocIds: Int32Array.from(part, ([, keep]) => (keep ? kept++ : -1)),
          })),
          kept,
        );
        const whole = parts.flatMap((part) => part.filter(([, keep]) => keep).map(([terms]) => terms));
        expect(merged).toEqual(build(whole));
      }),
      { numRuns: 500 },
    );
  });

  it('merge into blocks that are full, whatever was dropped', () => {
    const lists = Array.from({ length: 1000 }, (_, index) => [1, ...(index % 3 === 0 ? [2, 2] : [])]);
    let kept = 0;
    const isKept = (index: number): boolean => index % 5 !== 0;
    const newDocIds = Int32Array.from(lists, (_, index) => (isKept(index) ? kept++ : -1));
    const merged = mergePostings([{ postings: build(lists), newDocIds }], kept);
    expect(merged).toEqual(build(lists.filter((_, index) => isKept(index))));
  });
});
