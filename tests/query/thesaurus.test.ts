import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stemWord, hashTerm } from '../../src/text/terms.js';
import { encodeThesaurus, loadThesaurus, ThesaurusFile } from '../../src/query/thesaurus.js';
import { tokenize } from '../../src/text/tokenize.js';

function termOf(word: string): number {
  return hashTerm(stemWord(tokenize(word)[0]!.folded));
}

describe('ThesaurusFile', () => {
  const entries = fc.uniqueArray(fc.nat(2 ** 53 - 1), { maxLength: 30 }).chain((terms) =>
    fc.tuple(
      ...terms.map((term) =>
        fc.tuple(
          fc.constant(term),
          fc.uniqueArray(
            fc.record({
              term: fc.constantFrom(...terms),
              similarity: fc.double({ min: 0, max: 1, noNaN: true }),
            }),
            { maxLength: 5, selector: (each) => each.term },
          ),
        ),
      ),
    ),
  );

  it('gives back what was encoded, similarities to a 255th', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const thesaurus = ThesaurusFile.decode(encodeThesaurus(new Map(list)));
        expect(thesaurus.size).toBe(list.length);
        for (const [term, neighbours] of list) {
          const found = thesaurus.neighboursOf(term);
          expect(new Set(found.keys())).toEqual(new Set(neighbours.map((each) => each.term)));
          for (const each of neighbours) expect(found.get(each.term)).toBeCloseTo(each.similarity, 2);
        }
      }),
    );
  });

  it('leaves out neighbours that are no stems of it, and knows nothing of other stems', () => {
    const file = encodeThesaurus(new Map([[1, [{ term: 2, similarity: 0.5 }]]]));
    const thesaurus = ThesaurusFile.decode(file);
    expect(thesaurus.neighboursOf(1).size).toBe(0);
    expect(thesaurus.neighboursOf(2).size).toBe(0);
  });

  it('refuses a file that is none, and one cut short', () => {
    const file = encodeThesaurus(new Map([[1, []]]));
    expect(() => ThesaurusFile.decode(Buffer.from('something else entirely'))).toThrow(RangeError);
    for (let length = 16; length < file.length; length++) {
      expect(() => ThesaurusFile.decode(file.subarray(0, length))).toThrow(RangeError);
    }
  });
});

describe('the thesaurus that ships', () => {
  // Were the stemmer changed without learning it anew, these would be the stems of nothing.
  it.each([
    ['خيول', 'الخيل'],
    ['دواء', 'الأدوية'],
    ['العاصمة', 'المدينة'],
    ['minister', 'وزير'],
    ['موسكو', 'Moscow'],
    ['embargo', undefined],
  ])('has %s beside %s', (word, other) => {
    const neighbours = loadThesaurus().neighboursOf(termOf(word));
    if (other === undefined) expect(neighbours.size).toBe(0);
    else expect(neighbours.get(termOf(other))).toBeGreaterThan(0.3);
  });
});
