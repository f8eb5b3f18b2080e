import { describe, expect, it } from 'vitest';
import { evidenceBits, type PassageDigest } from '../../src/contracts/passage.js';
import { measureCloseness, measureNear } from '../../src/matching/proximity.js';
import { digestWords } from '../../src/reranking/forward-index.js';
import { StandIns } from '../../src/matching/term-matches.js';
import { stemWord, hashTerm } from '../../src/text/terms.js';
import { encodeThesaurus, Thesaurus } from '../../src/query/thesaurus.js';

const term = (word: string): number => hashTerm(stemWord(word));
const horses = Thesaurus.decode(
  encodeThesaurus(
    new Map([
      [term('horse'), [{ term: term('pony'), similarity: 0.6 }]],
      [term('pony'), [{ term: term('horse'), similarity: 0.6 }]],
    ]),
  ),
);

/** Each line is a sentence, and every digit of a line a year. */
function digest(body: string, context = ''): PassageDigest {
  let start = 0;
  const sentences = body.split('\n').map((line) => {
    const span = { start, end: start + line.length };
    start = span.end + 1;
    return span;
  });
  const evidence = Uint8Array.from(body.split('\n'), (line) => (/\d/.test(line) ? evidenceBits.year : 0));
  return { ...digestWords({ context, body, sentences }), evidence };
}

function rarityOf(stem: (term: number) => number) {
  return { stem, gram: () => 1 };
}

/** All words weigh alike. */
function standInsOf(question: string): StandIns {
  return new StandIns(
    question,
    rarityOf(() => 1),
    horses,
  );
}

function measure(question: string, ...texts: string[]) {
  return measureFor(0, question, ...texts);
}

function measureFor(asked: number, question: string, ...texts: string[]) {
  return measureCloseness(
    standInsOf(question),
    texts.map((text) => digest(text)),
    asked,
  );
}

function filler(words: number): string {
  return Array.from({ length: words }, (_, index) => `w${index}`).join(' ');
}

const nothing = { near: 0, answering: 0, whole: 0, early: 0, mentions: 0 };

describe('measureCloseness', () => {
  it('is 1 for a text that begins with the question, and 0 for one without any of it', () => {
    const [same, other] = measure('red horse', 'red horse', 'blue sea');
    expect(same!.near).toBe(1);
    expect(same!.early).toBeCloseTo((1 + 1 / (1 + 1 / 5)) / 2, 9);
    expect(other).toEqual(nothing);
  });

  it('counts a word used like that of the question by its similarity, and not as early', () => {
    const [like] = measure('red horse', 'red pony');
    expect(like!.near).toBeCloseTo((1 + 0.6) / 2, 2);
    expect(like!.early).toBe(0.5);
  });

  it('takes the better of a word itself and one used like it', () => {
    expect(measure('horse', 'pony horse')[0]!.near).toBe(1);
  });

  it('wants the words together: far apart they count by the better half', () => {
    const [together, apart] = measure('red horse', `${filler(40)} red horse`, `red ${filler(40)} horse`);
    expect(together!.near).toBe(1);
    expect(apart!.near).toBe(0.5);
  });

  it('finds a window wherever it begins', () => {
    for (let before = 0; before < 60; before++) {
      const text = `${filler(before)} red ${filler(10)} horse ${filler(30)}`;
      expect(measure('red horse', text)[0]!.near).toBe(1);
    }
  });

  it('weighs words by their rarity, and words of asking next to nothing', () => {
    const rarity = (stem: number): number => (stem === term('red') ? 3 : 1);
    const [red, horse] = measureCloseness(
      new StandIns('red horse', rarityOf(rarity), horses),
      ['red', 'horse'].map((text) => digest(text)),
      0,
    );
    expect([red!.near, horse!.near]).toEqual([0.75, 0.25]);
    const [asking] = measure('where horse', 'horse');
    expect(asking!.near).toBeCloseTo(1 / 1.2, 9);
  });

  it('looks for the words in title and heading too, but for their place in the text alone', () => {
    const standIns = standInsOf('red horse');
    const [both] = measureCloseness(standIns, [digest('horse and red', 'red ships')], 0);
    expect(both!.near).toBe(1);
    expect(both!.early).toBeCloseTo((1 + 1 / (1 + 2 / 5)) / 2, 9);
  });

  it('looks for the best sentence that has what is asked for', () => {
    const texts = ['red horse in 1956', 'red horse\nred sea of 1956', '1956\nred horse', 'red horse'];
    expect(measureFor(evidenceBits.year, 'red horse', ...texts).map(({ answering }) => answering)).toEqual([
      1, 0.5, 0, 0,
    ]);
    for (const asked of [0, evidenceBits.number]) {
      expect(measureFor(asked, 'red horse', ...texts).map(({ answering }) => answering)).toEqual([
        0, 0, 0, 0,
      ]);
    }
  });

  it('finds the words in the whole text, title and heading counted, however far apart', () => {
    const [apart, half] = measure('red horse', `red ${filler(60)}\npony`, `red ${filler(60)}`);
    expect(apart!.whole).toBeCloseTo((1 + 0.6) / 2, 2);
    expect(half!.whole).toBe(0.5);
    const standIns = standInsOf('red horse');
    expect(measureCloseness(standIns, [digest('horse', 'red ships')], 0)[0]!.whole).toBe(1);
  });

  it('counts how often the words stand in the text in their own form', () => {
    const texts = ['red horse', 'red red horses', 'red pony', 'sea'];
    expect(measure('red horse', ...texts).map(({ mentions }) => mentions)).toEqual([1, 1.5, 0.5, 0]);
  });

  it('has nothing to say of an empty question or an empty text', () => {
    expect(measure('', 'red horse')).toEqual([nothing]);
    expect(measure('red horse', '')).toEqual([nothing]);
  });
});

describe('measureNear', () => {
  it('is how near a text comes without title and sentences', () => {
    const standIns = standInsOf('red horse');
    const texts = ['red pony', `red ${filler(40)} horse`, ''];
    const bodies = texts.map((text) => digest(text).body);
    expect(measureNear(standIns, bodies)).toEqual(measure('red horse', ...texts).map(({ near }) => near));
  });
});
