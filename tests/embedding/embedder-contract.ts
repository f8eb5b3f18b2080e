import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import type { Embedder } from '../../src/contracts/embedder.js';

const TEXTS = [
  'متى انتهى الحظر؟',
  'The arms embargo on the country ended five years after the agreement.',
  'قال',
  'قال الوزير إن المجلس سيصوت على القرار مرة أخرى في الأيام المقبلة.',
  '2020',
  'Who said that? The minister said that the council will vote.',
  '',
  'Ünïcödé: 東京、ελληνικά, עברית and 👩‍👩‍👧 together',
];

const HOSTILE_TEXTS: readonly (readonly [name: string, text: string])[] = [
  ['white space only', ' \t\r\n\u00a0\u2028\ufeff'],
  ['control characters', '\u0000\u0007\u001b[31m\u007f'],
  ['bidi overrides', '\u202eabc\u2066def\u200f\u061c'],
  ['lone surrogates', 'a\ud800b\udfffc'],
  ['a script that the model may not know', 'ꦲꦏ꧀ꦱꦫꦗꦮ'],
  ['names of JavaScript’s own objects', '__proto__ constructor toString hasOwnProperty'],
  ['names of special tokens', '[CLS] [SEP] [PAD] [UNK] [MASK] <s> </s> <pad> <unk> <mask>'],
  ['an endless word', 'ب'.repeat(100_000)],
  ['endless spaces', `a${' '.repeat(100_000)}b`],
  ['endless other spaces', '\u00a0\u2003'.repeat(50_000)],
  ['endless combining marks', `ا${'\u064b'.repeat(100_000)}`],
  ['endless emoji', '👩‍👩‍👧'.repeat(12_500)],
  ['endless punctuation', '؟!.'.repeat(33_333)],
];

/** Every UTF-16 string, well formed or not. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units));

function lengthOf(vector: Float32Array): number {
  return Math.hypot(...vector);
}

function largestDifference(left: Float32Array, right: Float32Array): number {
  expect(left.length).toBe(right.length);
  return Math.max(...left.map((component, index) => Math.abs(component - right[index]!)));
}

/** What everything that is called an embedder does. */
export function embedderContract(name: string, create: () => Promise<Embedder>): void {
  describe(`${name} as an embedder`, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await create();
    });

    function expectVector(vector: Float32Array | undefined): void {
      expect(vector).toBeInstanceOf(Float32Array);
      expect(vector!.length).toBe(embedder.identity.dimension);
      const length = lengthOf(vector!);
      expect(length === 0 || Math.abs(length - 1) < 1e-4, `length ${length}`).toBe(true);
    }

    /** Words, as many as the budget holds. */
    function longestPassage(): string {
      const words: string[] = [];
      const vocabulary = TEXTS.join(' ').split(' ');
      while (embedder.countTokens(words.join(' ')) <= embedder.passageTokenBudget) {
        words.push(vocabulary[words.length % vocabulary.length]!);
      }
      return words.slice(0, -1).join(' ');
    }

    it('gives vectors of its dimension and of length 1, or of zeros', async () => {
      const vectors = await embedder.embedPassages(TEXTS);
      expect(vectors).toHaveLength(TEXTS.length);
      for (const vector of vectors) expectVector(vector);
      expect(lengthOf(vectors[1]!)).toBeCloseTo(1, 4);
      for (const text of TEXTS) expectVector(await embedder.embedQuestion(text));
    });

    it('gives nothing for nothing', async () => {
      expect(await embedder.embedPassages([])).toEqual([]);
    });

    it('gives the same vectors again', async () => {
      const [first, second] = [await embedder.embedPassages(TEXTS), await embedder.embedPassages(TEXTS)];
      expect(second).toEqual(first);
    });

    it('keeps the order of texts of any length, each as if it were alone', async () => {
      const texts = Array.from({ length: 150 }, (_, index) => {
        const text = TEXTS[index % TEXTS.length]!;
        return index % 3 === 0 ? `${text} ${index}` : text;
      });
      texts.splice(70, 0, longestPassage());
      const together = await embedder.embedPassages(texts);
      for (const [index, text] of texts.entries()) {
        const [alone] = await embedder.embedPassages([text]);
        expect(largestDifference(together[index]!, alone!), text).toBeLessThan(1e-5);
      }
    });

    it('tells different texts apart', async () => {
      const [one, other] = await embedder.embedPassages([TEXTS[1]!, TEXTS[3]!]);
      expect(largestDifference(one!, other!)).toBeGreaterThan(0.01);
    });

    it('answers several callers at once', async () => {
      const all = await Promise.all(TEXTS.map((text) => embedder.embedPassages([text])));
      const together = await embedder.embedPassages(TEXTS);
      all.forEach(([vector], index) => {
        expect(largestDifference(vector!, together[index]!)).toBeLessThan(1e-5);
      });
    });

    it('counts the tokens of words as the sum of each', () => {
      expect(embedder.countTokens('')).toBe(0);
      for (const text of TEXTS) {
        const words = text.split(' ').map((word) => embedder.countTokens(word));
        expect(embedder.countTokens(text), text).toBe(words.reduce((sum, count) => sum + count, 0));
      }
    });

    it('embeds a passage that fills the budget and refuses a longer one', async () => {
      const { passageTokenBudget, identity } = embedder;
      expect(passageTokenBudget).toBeGreaterThan(0);
      expect(passageTokenBudget).toBeLessThanOrEqual(identity.maxTokens);
      const text = longestPassage();
      expectVector((await embedder.embedPassages([text]))[0]);
      const tooLong = `${text} ${text}`;
      await expect(embedder.embedPassages(['قال', tooLong])).rejects.toThrow(RangeError);
    });

    it('asks a question that is too long by its beginning', async () => {
      const question = longestPassage();
      const longer = await embedder.embedQuestion(`${question} ${question}`);
      const longest = await embedder.embedQuestion(`${question} ${question}`.repeat(100));
      expectVector(longer);
      expect(longest).toEqual(longer);
    });

    it.each(HOSTILE_TEXTS)('survives %s', async (_, text) => {
      expectVector(await embedder.embedQuestion(text));
      const count = embedder.countTokens(text);
      expect(Number.isInteger(count)).toBe(true);
      const embedded = embedder.embedPassages([text]);
      if (count > embedder.passageTokenBudget) await expect(embedded).rejects.toThrow(RangeError);
      else expectVector((await embedded)[0]);
    });

    it('takes any string as a question, and as a passage where the count allows it', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyText, { maxLength: 5 }), async (texts) => {
          for (const text of texts) expectVector(await embedder.embedQuestion(text));
          const fitting = texts.filter((text) => embedder.countTokens(text) <= embedder.passageTokenBudget);
          const vectors = await embedder.embedPassages(fitting);
          expect(vectors).toHaveLength(fitting.length);
          vectors.forEach(expectVector);
        }),
        { numRuns: 60 },
      );
    });
  });
}
