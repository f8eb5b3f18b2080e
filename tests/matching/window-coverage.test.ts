import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortStemsOf, softCoverage, TermMatcher } from '../../src/matching/term-matches.js';
import { bestWindowCoverage } from '../../src/matching/window-coverage.js';
import { encodeThesaurus, ThesaurusFile } from '../../src/query/thesaurus.js';
import { buildForwardIndexEntry } from '../../src/reranking/forward-index.js';
import { findProximityFeatures } from '../../src/reranking/proximity-features.js';
import { hashTerm, stemWord } from '../../src/text/terms.js';
import { tokenize } from '../../src/text/tokenize.js';
import { makeQuery, makeStatistics } from '../query/make-query.js';

const term = (word: string): number => hashTerm(stemWord(word));
const thesaurus = ThesaurusFile.decode(
  encodeThesaurus(
    new Map([
      [term('horse'), [{ term: term('pony'), similarity: 0.6 }]],
      [term('pony'), [{ term: term('horse'), similarity: 0.6 }]],
    ]),
  ),
);
const matcher = new TermMatcher(await makeQuery('red horse', makeStatistics(), { thesaurus }));

function windowCoverageOf(text: string): number {
  const words = tokenize(text);
  return bestWindowCoverage(matcher.findMatches(shortStemsOf(words)), matcher.weights, words.length);
}

const filler = Array.from({ length: 40 }, (_, index) => `w${index}`).join(' ');

describe('bestWindowCoverage', () => {
  it('of a text is what the proximity features of a passage of that text alone have', () => {
    const texts = ['red pony', `red ${filler} horse`, `${filler} horse red`, ''];
    const ofPassages = texts.map((body) => {
      const entry = buildForwardIndexEntry({ context: '', body, sentences: [] });
      return findProximityFeatures(matcher, entry, 0).bestWindowCoverage;
    });
    expect(texts.map(windowCoverageOf)).toEqual(ofPassages);
    expect(ofPassages[2]).toBe(1);
  });

  it('lies between that of the best single term and the soft coverage of the whole text', () => {
    const word = fc.constantFrom('red', 'horse', 'pony', 'sea', 'ship', 'wind');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 120 }), (words) => {
        const text = words.join(' ');
        const matches = matcher.findMatches(shortStemsOf(tokenize(text)));
        const best = windowCoverageOf(text);
        expect(best).toBeLessThanOrEqual(softCoverage(matches, matcher.weights));
        for (const match of matches) {
          expect(best).toBeGreaterThanOrEqual(softCoverage([match], matcher.weights));
        }
      }),
    );
  });
});
