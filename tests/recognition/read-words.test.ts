import { describe, expect, it } from 'vitest';
import { combineLanguages, mayHoldLatin } from '../../src/recognition/combine-languages.js';
import { isLegible, toLines } from '../../src/recognition/page-lines.js';
import { meanConfidence, readWords, type RecognisedWord } from '../../src/recognition/read-words.js';
import { tableOf } from './fake-programs.js';

const wordOf = (text: string, confidence: number, left: number, width = 100): RecognisedWord => ({
  text,
  confidence,
  left,
  right: left + width,
  top: 0,
  bottom: 40,
  block: 1,
  line: '1.1.1',
});
const pageOf = (...words: RecognisedWord[]) => ({ width: 1000, height: 1000, words });
const textsOf = (page: { words: readonly RecognisedWord[] }): string[] => page.words.map(({ text }) => text);

describe('readWords', () => {
  it('reads the size of the page and its words with their places', () => {
    const page = readWords(tableOf(['بني الجسر'], 91.5));
    expect(page).toMatchObject({ width: 1700, height: 2400 });
    expect(page.words[1]).toEqual({
      text: 'الجسر',
      confidence: 91.5,
      left: 250,
      right: 370,
      top: 200,
      bottom: 240,
      block: 1,
      line: '1.1.1',
    });
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['no table', 'Error opening data file\n\u0000\t\t\t'],
    ['rows that are cut', '5\t1\t1\t1\t1\t1\t5\t5'],
    ['numbers that are none', '5\t1\t1\t1\t1\t1\tx\t5\t5\t5\t90\tword'],
    ['words of marks of direction', tableOf(['\u200f \u202a\u202c'])],
  ])('finds no words in %s', (_, table) => {
    expect(readWords(table).words).toEqual([]);
  });

  it('takes marks of direction and presentation forms out of words', () => {
    expect(textsOf(readWords(tableOf(['\u202bﻼ\u200f \u200f12.5%'])))).toEqual(['لا', '12.5%']);
  });

  it('is bounded', () => {
    expect(readWords(tableOf(Array.from({ length: 25_000 }, () => 'a'))).words.length).toBe(20_000);
  });
});

describe('combineLanguages', () => {
  it('puts several words in the place of one that is wider, from left to right, once', () => {
    const arabic = pageOf(
      wordOf('المتحدث', 95, 800),
      wordOf('لاعااه', 20, 300, 400),
      wordOf('بالأمس', 95, 100),
    );
    const english = pageOf(
      wordOf('ji', 5, 800),
      wordOf('Moscow', 95, 310),
      wordOf('Times', 92, 500),
      wordOf('y', 5, 100),
    );
    expect(textsOf(combineLanguages(arabic, english))).toEqual(['المتحدث', 'Moscow', 'Times', 'بالأمس']);
  });

  it('orders words of Latin letters that follow each other in a line of Arabic', () => {
    const arabic = pageOf(
      wordOf('في', 95, 800),
      wordOf('سث', 10, 500),
      wordOf('بغ', 10, 300),
      wordOf('من', 95, 100),
    );
    const english = pageOf(wordOf('X', 4, 800), wordOf('York', 95, 500), wordOf('New', 95, 300));
    expect(
      textsOf(combineLanguages({ ...arabic, words: [...arabic.words, wordOf('كتاب', 99, 0, 90)] }, english)),
    ).toEqual(['في', 'New', 'York', 'من', 'كتاب']);
  });

  it('keeps what is sure in Arabic, and what English only guesses at', () => {
    const arabic = pageOf(wordOf('الأمر', 95, 500), wordOf('الحبر', 30, 300), wordOf('المنشور', 95, 100));
    const english = pageOf(wordOf('Order', 99, 500), wordOf('pul', 40, 300), wordOf('zz', 0, 100, 400));
    expect(textsOf(combineLanguages(arabic, english))).toEqual(['الأمر', 'الحبر', 'المنشور']);
  });

  it('believes surer figures', () => {
    const arabic = pageOf(wordOf('يوم', 95, 500), wordOf('1', 81, 300), wordOf('نشرت', 95, 100));
    const english = pageOf(wordOf('17/10/2021', 96, 300), wordOf('abcdefghij', 1, 500));
    expect(textsOf(combineLanguages(arabic, english))).toEqual(['يوم', '17/10/2021', 'نشرت']);
  });

  it('does not take vowelled Arabic for Latin', () => {
    expect(mayHoldLatin(pageOf(wordOf('الْعِلمَ', 30, 0), wordOf('نُورٌ', 50, 200)))).toBe(false);
    expect(mayHoldLatin(pageOf(wordOf('العلم', 30, 0)))).toBe(true);
    expect(mayHoldLatin(pageOf())).toBe(true);
  });
});

describe('the lines of a page', () => {
  it('are legible where most of their letters are sure', () => {
    expect(isLegible(pageOf(wordOf('معروف', 80, 0), wordOf('ظ', 3, 200)))).toBe(true);
    expect(isLegible(pageOf(wordOf('غير', 30, 0), wordOf('معروف', 30, 200)))).toBe(false);
    expect(isLegible(pageOf(wordOf('— |', 99, 0)))).toBe(false);
    expect(isLegible(pageOf())).toBe(false);
    expect(meanConfidence([])).toBe(0);
  });

  it('leave stains out and keep doubtful words', () => {
    const words = readWords(tableOf(['بني الجسر', '| —', 'عام ١٩٨٧'])).words;
    expect(toLines(pageOf(...words)).map(({ text }) => text)).toEqual(['بني الجسر', 'عام ١٩٨٧']);
  });
});
