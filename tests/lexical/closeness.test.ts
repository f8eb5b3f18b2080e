import { describe, expect, it } from 'vitest';
import { measureCloseness } from '../../src/lexical/closeness.js';
import { digestWords } from '../../src/lexical/passage-digest.js';
import { StandIns } from '../../src/lexical/stand-ins.js';
import { stemWord, hashTerm } from '../../src/lexical/terms.js';
import { encodeThesaurus, Thesaurus } from '../../src/lexical/thesaurus.js';

const term = (word: string): number => hashTerm(stemWord(word));
const horses = Thesaurus.decode(
  encodeThesaurus(
    new Map([
      [term('horse'), [{ term: term('pony'), similarity: 0.6 }]],
      [term('pony'), [{ term: term('horse'), similarity: 0.6 }]],
    ]),
  ),
);

/** Each line is a sentence. */
function digest(body: string, context = '') {
  let start = 0;
  const sentences = body.split('\n').map((line) => {
    const span = { start, end: start + line.length };
    start = span.end + 1;
    return span;
  });
  return digestWords({ context, body, sentences });
}

function rarityOf(stem: (term: number) => number) {
  return { stem, gram: () => 1 };
}

function measure(question: string, ...texts: string[]) {
  const standIns = new StandIns(
    question,
    rarityOf(() => 1),
    horses,
  );
  return measureCloseness(
    standIns,
    texts.map((text) => digest(text)),
  );
}

function filler(words: number): string {
  return Array.from({ length: words }, (_, index) => `w${index}`).join(' ');
}

describe('measureCloseness', () => {
  it('is 1 for a text that begins with the question, and 0 for one without any of it', () => {
    const [same, other] = measure('red horse', 'red horse', 'blue sea');
    expect(same!.near).toBe(1);
    expect(same!.early).toBeCloseTo((1 + 1 / (1 + 1 / 5)) / 2, 9);
    expect(other).toEqual({ near: 0, sentence: 0, early: 0, words: 2 });
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
    );
    expect([red!.near, horse!.near]).toEqual([0.75, 0.25]);
    const [asking] = measure('where horse', 'horse');
    expect(asking!.near).toBeCloseTo(1 / 1.2, 9);
  });

  it('looks for the words in title and heading too, but for their place in the text alone', () => {
    const standIns = new StandIns(
      'red horse',
      rarityOf(() => 1),
      horses,
    );
    const [both] = measureCloseness(standIns, [digest('horse and red', 'red ships')]);
    expect(both!.near).toBe(1);
    expect(both!.early).toBeCloseTo((1 + 1 / (1 + 2 / 5)) / 2, 9);
  });

  it('looks into each sentence by itself', () => {
    const [together, apart] = measure('red horse', 'blue sea\nred horse', 'red sea\nblue horse');
    expect([together!.near, together!.sentence]).toEqual([1, 1]);
    expect([apart!.near, apart!.sentence]).toEqual([1, 0.5]);
  });

  it('has nothing to say of an empty question or an empty text', () => {
    expect(measure('', 'red horse')).toEqual([{ near: 0, sentence: 0, early: 0, words: 2 }]);
    expect(measure('red horse', '')).toEqual([{ near: 0, sentence: 0, early: 0, words: 0 }]);
  });
});
