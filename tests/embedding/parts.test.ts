import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { makeBatches, toBatchInput } from '../../src/embedding/batches.js';
import { DEFAULT_MODEL, findModel, MODEL_NAMES } from '../../src/embedding/model-table.js';
import { compilePatterns } from '../../src/embedding/compiled-patterns.js';
import { createModelTokenizer } from '../../src/embedding/model-tokenizer.js';
import { isFiniteVector, normalize, pooledRow, poolFirst, poolMean } from '../../src/embedding/pooling.js';

describe('the table of models', () => {
  it('has each name once, the default first, and finds each', () => {
    expect(new Set(MODEL_NAMES).size).toBe(MODEL_NAMES.length);
    expect(MODEL_NAMES[0]).toBe(DEFAULT_MODEL);
    for (const name of MODEL_NAMES) expect(findModel(name)?.name).toBe(name);
    expect(findModel('toString')).toBeUndefined();
  });

  it.each(MODEL_NAMES)('%s has prefixes that end in a space, and room for a text', (name) => {
    const entry = findModel(name)!;
    // A prefix is tokenized apart from its text, which is the same only where a space parts them.
    for (const prefix of [entry.questionPrefix, entry.passagePrefix]) expect(prefix).toMatch(/^$|\S $/u);
    expect(entry.maxTokens).toBeGreaterThanOrEqual(64);
    expect(entry.source === 'embedded' || entry.dimension !== undefined).toBe(true);
  });
});

describe('batches', () => {
  const encode = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));

  it('hold every text once, in limits, the short ones first', () => {
    const limits = { texts: 4, paddedTokens: 30 };
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 })), (texts) => {
        const batches = [...makeBatches(texts, encode, limits)];
        const positions = batches.flat().map(({ position }) => position);
        expect(positions.toSorted((left, right) => left - right)).toEqual(texts.map((_, index) => index));
        for (const { position, ids } of batches.flat()) expect(ids).toEqual(encode(texts[position]!));
        for (const batch of batches) {
          const padded = batch.length * Math.max(...batch.map(({ ids }) => ids.length));
          expect(batch.length).toBeLessThanOrEqual(4);
          expect(batch.length === 1 || padded <= 30).toBe(true);
        }
      }),
    );
  });

  it('are filled up at the end of each row, under the mask', () => {
    const batch = [
      { position: 0, ids: [7, 8] },
      { position: 1, ids: [9] },
    ];
    expect(toBatchInput(batch, 1)).toEqual({
      inputIds: BigInt64Array.of(7n, 8n, 9n, 1n),
      attentionMask: BigInt64Array.of(1n, 1n, 1n, 0n),
      dims: [2, 2],
    });
  });
});

describe('pooling', () => {
  // Two texts of up to two tokens, of two components; the last token is padding.
  const output = { data: Float32Array.of(1, 2, 3, 6, 5, 5, 99, 99), dims: [2, 2, 2] };

  it('takes the mean of the tokens without the padding', () => {
    expect(poolMean(output, 0, 2)).toEqual(Float32Array.of(2, 4));
    expect(poolMean(output, 1, 1)).toEqual(Float32Array.of(5, 5));
  });

  it('takes the first token', () => {
    expect(poolFirst(output, 0)).toEqual(Float32Array.of(1, 2));
    expect(poolFirst(output, 1)).toEqual(Float32Array.of(5, 5));
  });

  it('takes a copy of a row that the graph pooled', () => {
    const row = pooledRow({ data: output.data, dims: [4, 2] }, 1);
    expect(row).toEqual(Float32Array.of(3, 6));
    expect(row.buffer.byteLength).toBe(8);
  });

  it('makes vectors of length 1 and leaves zeros alone', () => {
    expect(normalize(Float32Array.of(3, -4))).toEqual(Float32Array.of(0.6, -0.8));
    expect(normalize(new Float32Array(2))).toEqual(new Float32Array(2));
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY]])('sees %d', (component) => {
    expect(isFiniteVector(Float32Array.of(0, component))).toBe(false);
    expect(isFiniteVector(Float32Array.of(0, 1))).toBe(true);
  });
});

describe('the tokenizer’s guard', () => {
  /** A token a word, its length in characters, between 1000 and 2000; fails as the library does. */
  const given: string[] = [];
  const tokenizer = createModelTokenizer((text, { specialTokens }) => {
    given.push(text);
    const own = (text.match(/\S+/gu) ?? []).map((word) => word.length);
    return specialTokens ? [1000, ...own, 2000, 2001] : own;
  });

  it('finds the special tokens', () => {
    expect(tokenizer.before).toEqual([1000]);
    expect(tokenizer.after).toEqual([2000, 2001]);
  });

  it('refuses a tokenizer that changes the text’s own tokens', () => {
    const odd = (_: string, { specialTokens }: { specialTokens: boolean }): number[] =>
      specialTokens ? [1] : [2];
    expect(() => createModelTokenizer(odd)).toThrow('special ones');
  });

  it('gives the library at most 8,192 characters, cut at white space, and the same tokens', () => {
    const word = fc.string({ minLength: 1, maxLength: 9, unit: fc.constantFrom('a', 'ب', '👩', '\ud800') });
    fc.assert(
      fc.property(fc.array(word, { minLength: 2_000, maxLength: 4_000 }), (words) => {
        given.length = 0;
        expect(tokenizer.encode(words.join(' '))).toEqual(words.map((each) => each.length));
        for (const text of given) expect(text.length).toBeLessThanOrEqual(8_192);
      }),
      { numRuns: 10 },
    );
  });

  it('cuts an endless word, but no character of it', () => {
    given.length = 0;
    tokenizer.encode(`x${'👩'.repeat(10_000)}`);
    expect(given.join('')).toBe(`x${'👩'.repeat(10_000)}`);
    for (const text of given) expect(text.isWellFormed()).toBe(true);
  });

  it('gives the library no long run of spaces', () => {
    given.length = 0;
    tokenizer.encode(`a${'\u00a0\u2003'.repeat(4_000)}b${' '.repeat(8_000)}c`);
    expect(given).toEqual(['a b', 'c']);
  });

  it('stops soon after the limit', () => {
    given.length = 0;
    const words = Array.from({ length: 100_000 }, (_, index) => `word${index}`);
    expect(tokenizer.encode(words.join(' '), 10).length).toBeGreaterThan(10);
    expect(given.length).toBeLessThan(20);
  });

  it('asks the library once a word, and counts what it gives', () => {
    given.length = 0;
    const text = 'once  and\tonce\u00a0again\r\nand once';
    expect(tokenizer.encode(text)).toEqual([4, 3, 4, 5, 3, 4]);
    expect(tokenizer.count(text)).toBe(6);
    expect(given).toEqual(['once', 'and', 'once\u00a0again']);
  });
});

describe('the patterns of a normalizer', () => {
  /** Replaces as the library does: it compiles the pattern at every call. */
  class Replace {
    compiled = 0;
    constructor(
      readonly config: { readonly type: string; readonly pattern: string; readonly content: string },
    ) {}
    normalize(text: string): string {
      this.compiled += 1;
      return text.replaceAll(new RegExp(this.config.pattern, 'gu'), this.config.content);
    }
  }

  it('are compiled once, in a sequence too, and replace the same', () => {
    const left = new Replace({ type: 'Replace', pattern: 'a+', content: 'b' });
    const right = new Replace({ type: 'Replace', pattern: 'b(?=c)', content: '$$' });
    const lowercase = { config: { type: 'Lowercase' }, normalize: (text: string) => text.toLowerCase() };
    const normalizers = [lowercase, left, right];
    const sequence = {
      config: { type: 'Sequence' },
      normalizers,
      normalize: (text: string) => normalizers.reduce((so, each) => each.normalize(so), text),
    };
    const texts = ['aaxAC', '', 'bc', 'ABC abc aabc'];
    const expected = texts.map((text) => sequence.normalize(text));
    compilePatterns(sequence);
    const before = left.compiled;
    expect(texts.map((text) => sequence.normalize(text))).toEqual(expected);
    expect(left.compiled).toBe(before);
  });

  it.each([[null], [undefined], ['text'], [{}], [{ normalize: (text: string) => text }]])(
    'are not looked for in %o',
    (normalizer) => {
      expect(() => {
        compilePatterns(normalizer);
      }).not.toThrow();
    },
  );
});
