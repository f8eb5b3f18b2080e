import { describe, expect, it } from 'vitest';
import { expandTerms } from '../../src/query/expand-terms.js';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { encodeThesaurus, loadThesaurus, ThesaurusFile } from '../../src/query/thesaurus.js';
import { buildLexicalData } from '../lexical/make-collection.js';
import { makeLexicalTerms } from './make-query.js';

const [horse, pony, mule, sea] = [1, 2, 3, 4];
const thesaurus = ThesaurusFile.decode(
  encodeThesaurus(
    new Map([
      [
        horse,
        [
          { term: pony, similarity: 0.6 },
          { term: mule, similarity: 0.4 },
        ],
      ],
      [pony, [{ term: horse, similarity: 0.6 }]],
      [mule, [{ term: pony, similarity: 0.8 }]],
      [sea, []],
    ]),
  ),
);

describe('expandTerms', () => {
  it('leaves a question alone whose words are there', () => {
    expect(expandTerms([{ term: horse, weight: 1 }], () => true, thesaurus)).toEqual([]);
  });

  it('takes for a word that is not there those like it that are', () => {
    const held = (term: number): boolean => term === pony;
    const [only, ...others] = expandTerms([{ term: horse, weight: 0.5 }], held, thesaurus);
    expect(only!.term).toBe(pony);
    expect(only!.weight).toBeCloseTo(0.5 * 0.6 ** 2, 2);
    expect(others).toEqual([]);
  });

  it('counts a word that stands for two once, by the better', () => {
    const terms = [horse, mule].map((term) => ({ term, weight: 1 }));
    const found = expandTerms(terms, (term) => term === pony, thesaurus);
    expect(found).toHaveLength(1);
    expect(found[0]!.weight).toBeCloseTo(0.8 ** 2, 2);
  });

  it('has nothing for words without neighbours, or that the thesaurus does not know', () => {
    const terms = [sea, 99].map((term) => ({ term, weight: 1 }));
    expect(expandTerms(terms, (term) => term === pony, thesaurus)).toEqual([]);
  });
});

describe('LexicalIndex', () => {
  it('finds an Arabic passage for an English word by its translation', () => {
    const bodies = ['الكنيسة القديمة في المدينة', 'هذا هو الماء الذي نشربه', 'سافر الرجل إلى البحر'];
    const index = new LexicalIndex(buildLexicalData(bodies.map((body, id) => ({ id, context: '', body }))));
    const find = (word: string) => index.search(makeLexicalTerms(word, index, loadThesaurus()), 3);
    expect(find('church').map(({ passageId }) => passageId)).toEqual([0]);
    expect(find('water')[0]!.passageId).toBe(1);
    expect(find('xylophone')).toEqual([]);
  });
});
