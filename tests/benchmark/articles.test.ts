import { describe, expect, it } from 'vitest';
import { generateArticles, type Article } from '../../scripts/benchmark/speed/articles.js';
import { describeCorpus } from '../../scripts/benchmark/speed/corpus-statistics.js';

function take(count: number, seed = 7): Article[] {
  const articles = generateArticles(seed);
  return Array.from({ length: count }, () => articles.next().value as Article);
}

describe('made-up articles', () => {
  const articles = take(400);

  it('are the same for the same seed, and others for another', () => {
    expect(take(5)).toEqual(articles.slice(0, 5));
    expect(take(5, 8)).not.toEqual(articles.slice(0, 5));
  });

  it('have the statistics of newspaper articles', () => {
    const statistics = describeCorpus(articles, () => 0);
    // Of 400 articles of Saudi newspapers, taken evenly: within a fifth, growth of the vocabulary within a tenth.
    const close = (value: number, real: number, share = 0.2): void => {
      expect(Math.abs(value / real - 1), `${value} beside ${real}`).toBeLessThan(share);
    };
    close(statistics.wordsPerArticle, 294);
    close(statistics.wordsPerArticleMedian, 207);
    close(statistics.wordsPerSentence, 32);
    close(statistics.wordsPerTitle, 7.8);
    close(statistics.lettersPerWord, 4.87, 0.1);
    close(statistics.distinctShare, 0.593, 0.1);
    const [ten, hundred, thousand] = statistics.frequentShare;
    close(ten, 0.129);
    close(hundred, 0.284);
    close(thousand, 0.64);
  });

  it('hold words, sentences and paragraphs, no empty text', () => {
    for (const { title, text } of articles) {
      expect(title).toMatch(/\p{L}/u);
      expect(text).toMatch(/\.$/);
      expect(text).not.toMatch(/undefined|NaN/);
    }
    expect(articles.some(({ text }) => text.includes('\n\n'))).toBe(true);
  });
});

describe('describeCorpus', () => {
  it('counts what is there', () => {
    const statistics = describeCorpus(
      [
        { title: 'عنوان', text: 'كتاب الكتاب. قلم\n\nكتاب' },
        { title: 'عنوان آخر', text: 'قلم ورقة' },
      ],
      () => 12,
    );
    expect(statistics).toMatchObject({
      articles: 2,
      words: 6,
      wordsPerTitle: 1.5,
      wordsPerArticle: 3,
      distinctWords: 4,
      distinctStems: 3,
      paragraphsPerArticle: 1.5,
      // Of the first article alone.
      tokensPerWord: 3,
      rareStemShare: 2 / 3,
    });
    expect(statistics.distinctShare).toBeCloseTo(4 / 6);
    expect(statistics.frequentShare[0]).toBe(1);
  });
});
