import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/text/sentences.js';
import { tokenize } from '../../src/text/tokenize.js';

/** Reads of a text, counted: steps do not vary with the load of the machine as time does. */
class CountedText {
  reads = 0;

  constructor(private readonly text: string) {}

  get length(): number {
    return this.text.length;
  }

  charAt(index: number): string {
    this.reads++;
    return this.text.charAt(index);
  }

  charCodeAt(index: number): number {
    this.reads++;
    return this.text.charCodeAt(index);
  }

  codePointAt(index: number): number | undefined {
    this.reads++;
    return this.text.codePointAt(index);
  }

  slice(start: number, end: number): string {
    this.reads += end - start;
    return this.text.slice(start, end);
  }
}

function countReads(text: string, read: (text: string) => unknown): number {
  const counted = new CountedText(text);
  read(counted as unknown as string);
  return counted.reads;
}

const inOneBlock = (text: string): unknown => splitSentences(text, { start: 0, end: text.length });

/** Repeated, and then followed by what may be a letter. */
const hostile: readonly [name: string, unit: string, end?: string][] = [
  ['dots', '.'],
  ['letters', 'a'],
  ['Arabic letters', 'س'],
  ['spaces', ' '],
  ['newlines', '\n'],
  ['combining marks', '\u064e'],
  ['quotes', '"'],
  ['apostrophes after letters', "a'"],
  ['CJK', '東'],
  ['emoji', '😀'],
  ['dots and spaces', '. '],
  ['commas with marks', '،\u0301'],
  ['spaces with marks', ' \u0301'],
  ['ideographic stops with marks', '。\u0301'],
  ['flags', '🇸🇦'],
  ['joined emoji', '👩\u200d'],
  ['prepended signs', '\u0600'],
  ['dots and quotes', '.» '],
  ['a dot and its closers', '."\'»)'],
  ['abbreviations', 'e.g.'],
  ['numbers', '1.'],
  ['stops before small letters', '? a'],
  ['dots before a letter', '.', 'a'],
  ['spaces before a small letter behind stops', '.  ', 'a'],
  ['quotes before a letter', '".', 'a'],
];

describe.each(hostile)('text of nothing but %s', (_, unit, end = '') => {
  const ofLength = (length: number): string => unit.repeat(Math.ceil(length / unit.length)) + end;

  it.each([
    ['sentences', inOneBlock],
    ['words', tokenize],
  ] as const)('is read for its %s in steps that grow with its length', (_name, read) => {
    const short = countReads(ofLength(20_000), read);
    const long = countReads(ofLength(80_000), read);
    expect(long).toBeLessThanOrEqual(short * 4.1);
    expect(short).toBeLessThanOrEqual(20_000 * 12);
  });
});

describe('a megabyte in one block', () => {
  it.each([
    ['dots', '.'],
    ['letters', 'a'],
    ['spaces', ' '],
    ['combining marks', '\u064e'],
    ['quotes', '"'],
    ['CJK', '東'],
  ])('of nothing but %s are read', (_, unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / Buffer.byteLength(unit)));
    const sentences = splitSentences(text, { start: 0, end: text.length });
    const covered = sentences.reduce((sum, { start, end }) => sum + end - start, 0);
    expect(covered).toBe(text.trim().length);
    const isLetter = /\p{L}/u.test(unit);
    expect(tokenize(text).length > 0).toBe(isLetter);
  });
});
