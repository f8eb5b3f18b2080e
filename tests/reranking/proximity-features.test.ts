import { describe, expect, it } from 'vitest';
import type { ForwardIndexEntry } from '../../src/contracts/forward-index.js';
import type { ProximityFeatures } from '../../src/contracts/hit.js';
import { TermMatcher } from '../../src/matching/term-matches.js';
import { encodeThesaurus, ThesaurusFile } from '../../src/query/thesaurus.js';
import { buildForwardIndexEntry } from '../../src/reranking/forward-index.js';
import { findProximityFeatures } from '../../src/reranking/proximity-features.js';
import { answerTypeSignals } from '../../src/text/answer-type-signals.js';
import { hashTerm, stemWord } from '../../src/text/terms.js';
import { makeQuery, makeStatistics } from '../query/make-query.js';

const term = (word: string): number => hashTerm(stemWord(word));
const horses = ThesaurusFile.decode(
  encodeThesaurus(
    new Map([
      [term('horse'), [{ term: term('pony'), similarity: 0.6 }]],
      [term('pony'), [{ term: term('horse'), similarity: 0.6 }]],
    ]),
  ),
);

/** Each line is a sentence, and every digit of a line a year. */
function entryOf(body: string, context = ''): ForwardIndexEntry {
  let start = 0;
  const sentences = body.split('\n').map((line) => {
    const span = { start, end: start + line.length };
    start = span.end + 1;
    return span;
  });
  const signals = Uint8Array.from(body.split('\n'), (line) => (/\d/.test(line) ? answerTypeSignals.year : 0));
  return { ...buildForwardIndexEntry({ context, body, sentences }), signals };
}

/** All words weigh alike by default. */
async function createMatcher(question: string, stemIdf?: (stem: number) => number): Promise<TermMatcher> {
  return new TermMatcher(await makeQuery(question, makeStatistics(stemIdf), { thesaurus: horses }));
}

function featuresOf(question: string, ...texts: string[]): Promise<ProximityFeatures[]> {
  return featuresFor(0, question, ...texts);
}

async function featuresFor(
  signals: number,
  question: string,
  ...texts: string[]
): Promise<ProximityFeatures[]> {
  const matcher = await createMatcher(question);
  return texts.map((text) => findProximityFeatures(matcher, entryOf(text), signals));
}

function filler(words: number): string {
  return Array.from({ length: words }, (_, index) => `w${index}`).join(' ');
}

const nothing: ProximityFeatures = {
  bestWindowCoverage: 0,
  answerTypeSentenceCoverage: 0,
  softPassageCoverage: 0,
  positionScore: 0,
  queryTermFrequency: 0,
};

describe('findProximityFeatures', () => {
  it('is 1 for a text that begins with the question, and 0 for one without any of it', async () => {
    const [same, other] = await featuresOf('red horse', 'red horse', 'blue sea');
    expect(same!.bestWindowCoverage).toBe(1);
    expect(same!.positionScore).toBeCloseTo((1 + 1 / (1 + 1 / 5)) / 2, 9);
    expect(other).toEqual(nothing);
  });

  it('counts a related term by its similarity, and not towards the position score', async () => {
    const [related] = await featuresOf('red horse', 'red pony');
    expect(related!.bestWindowCoverage).toBeCloseTo((1 + 0.6) / 2, 2);
    expect(related!.positionScore).toBe(0.5);
  });

  it('takes the better of a term itself and one related to it', async () => {
    expect((await featuresOf('horse', 'pony horse'))[0]!.bestWindowCoverage).toBe(1);
  });

  it('wants the terms together: far apart they count by the better half', async () => {
    const texts = [`${filler(40)} red horse`, `red ${filler(40)} horse`];
    const [together, apart] = await featuresOf('red horse', ...texts);
    expect(together!.bestWindowCoverage).toBe(1);
    expect(apart!.bestWindowCoverage).toBe(0.5);
  });

  it('finds a window wherever it begins', async () => {
    for (let before = 0; before < 60; before++) {
      const text = `${filler(before)} red ${filler(10)} horse ${filler(30)}`;
      expect((await featuresOf('red horse', text))[0]!.bestWindowCoverage).toBe(1);
    }
  });

  it('weighs terms by their idf, and stopwords next to nothing', async () => {
    const matcher = await createMatcher('red horse', (stem) => (stem === term('red') ? 3 : 1));
    const coverages = ['red', 'horse'].map(
      (text) => findProximityFeatures(matcher, entryOf(text), 0).bestWindowCoverage,
    );
    expect(coverages).toEqual([0.75, 0.25]);
    const [withStopword] = await featuresOf('where horse', 'horse');
    expect(withStopword!.bestWindowCoverage).toBeCloseTo(1 / 1.2, 9);
  });

  it('looks for the terms in title and heading too, but for their position in the text alone', async () => {
    const both = findProximityFeatures(
      await createMatcher('red horse'),
      entryOf('horse and red', 'red ships'),
      0,
    );
    expect(both.bestWindowCoverage).toBe(1);
    expect(both.positionScore).toBeCloseTo((1 + 1 / (1 + 2 / 5)) / 2, 9);
  });

  it('looks for the best sentence that has what is asked for', async () => {
    const texts = ['red horse in 1956', 'red horse\nred sea of 1956', '1956\nred horse', 'red horse'];
    const coveragesFor = async (signals: number): Promise<number[]> =>
      (await featuresFor(signals, 'red horse', ...texts)).map(
        ({ answerTypeSentenceCoverage }) => answerTypeSentenceCoverage,
      );
    expect(await coveragesFor(answerTypeSignals.year)).toEqual([1, 0.5, 0, 0]);
    for (const signals of [0, answerTypeSignals.number]) {
      expect(await coveragesFor(signals)).toEqual([0, 0, 0, 0]);
    }
  });

  it('finds the terms in the whole text, title and heading counted, however far apart', async () => {
    const texts = [`red ${filler(60)}\npony`, `red ${filler(60)}`];
    const [apart, half] = await featuresOf('red horse', ...texts);
    expect(apart!.softPassageCoverage).toBeCloseTo((1 + 0.6) / 2, 2);
    expect(half!.softPassageCoverage).toBe(0.5);
    const matcher = await createMatcher('red horse');
    expect(findProximityFeatures(matcher, entryOf('horse', 'red ships'), 0).softPassageCoverage).toBe(1);
  });

  it('counts how often the terms stand in the text in their own form', async () => {
    const texts = ['red horse', 'red red horses', 'red pony', 'sea'];
    const frequencies = (await featuresOf('red horse', ...texts)).map(
      ({ queryTermFrequency }) => queryTermFrequency,
    );
    expect(frequencies).toEqual([1, 1.5, 0.5, 0]);
  });

  it('has nothing to say of an empty question or an empty text', async () => {
    expect(await featuresOf('', 'red horse')).toEqual([nothing]);
    expect(await featuresOf('red horse', '')).toEqual([nothing]);
  });
});
