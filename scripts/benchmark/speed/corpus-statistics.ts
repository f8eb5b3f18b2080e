import { stemWord } from '../../../src/text/terms.js';
import { splitSentences } from '../../../src/text/sentences.js';
import { tokenize } from '../../../src/text/tokenize.js';
import type { Article } from './articles.js';
import { fitPower } from './statistics.js';

/** What the cost of indexing and asking depends on in a collection of texts. */
export interface CorpusStatistics {
  readonly articles: number;
  readonly words: number;
  readonly wordsPerTitle: number;
  readonly wordsPerArticle: number;
  readonly wordsPerArticleMedian: number;
  readonly wordsPerArticleP95: number;
  readonly wordsPerSentence: number;
  readonly paragraphsPerArticle: number;
  readonly lettersPerWord: number;
  /** Distinct stems of an article over its words. */
  readonly distinctShare: number;
  readonly distinctWords: number;
  readonly distinctStems: number;
  readonly distinctGrams: number;
  /** Heaps' law: distinct stems grow as the words to this power, from a hundredth of the words on. */
  readonly stemGrowth: number;
  /** Share of all words that the 10, 100, 1,000 and 10,000 most frequent stems have. */
  readonly frequentShare: readonly [number, number, number, number];
  /** Of stems that stand in one article only. */
  readonly rareStemShare: number;
  readonly tokensPerWord: number;
}

function median(values: readonly number[], share = 0.5): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

/** `countTokens`: of the embedding model; asked for every tenth article. */
export function describeCorpus(
  articles: Iterable<Article>,
  countTokens: (text: string) => number,
): CorpusStatistics {
  const words = new Map<string, string>();
  const stems = new Map<string, { count: number; articles: number }>();
  const grams = new Set<string>();
  const lengths: number[] = [];
  const growth: [number, number][] = [];
  let total = 0;
  let letters = 0;
  let titleWords = 0;
  let sentences = 0;
  let paragraphs = 0;
  let distinct = 0;
  let tokens = 0;
  let tokenWords = 0;
  for (const { title, text } of articles) {
    titleWords += tokenize(title).length;
    const found = tokenize(text);
    const own = new Set<string>();
    for (const { folded } of found) {
      let stem = words.get(folded);
      if (stem === undefined) {
        stem = stemWord(folded);
        words.set(folded, stem);
        const marked = `^${folded}$`;
        for (let at = 0; at + 4 <= marked.length; at++) grams.add(marked.slice(at, at + 4));
      }
      const known = stems.get(stem) ?? { count: 0, articles: 0 };
      known.count++;
      if (!own.has(stem)) known.articles++;
      own.add(stem);
      stems.set(stem, known);
      letters += folded.length;
    }
    if (lengths.length % 10 === 0) {
      tokens += countTokens(text);
      tokenWords += found.length;
    }
    for (const paragraph of text.split(/\n\s*\n/)) {
      if (paragraph.trim() === '') continue;
      paragraphs++;
      sentences += splitSentences(paragraph, { start: 0, end: paragraph.length }).length;
    }
    total += found.length;
    distinct += own.size;
    lengths.push(found.length);
    growth.push([total, stems.size]);
  }
  const counts = [...stems.values()].map(({ count }) => count).sort((a, b) => b - a);
  const shareOf = (most: number): number =>
    counts.slice(0, most).reduce((sum, count) => sum + count, 0) / Math.max(1, total);
  const step = Math.max(1, Math.floor(growth.length / 200));
  const late = growth.filter(([at], index) => index % step === 0 && at > total / 100);
  return {
    articles: lengths.length,
    words: total,
    wordsPerTitle: titleWords / lengths.length,
    wordsPerArticle: total / lengths.length,
    wordsPerArticleMedian: median(lengths),
    wordsPerArticleP95: median(lengths, 0.95),
    wordsPerSentence: total / sentences,
    paragraphsPerArticle: paragraphs / lengths.length,
    lettersPerWord: letters / total,
    distinctShare: distinct / total,
    distinctWords: words.size,
    distinctStems: stems.size,
    distinctGrams: grams.size,
    stemGrowth: fitPower(late)?.exponent ?? Number.NaN,
    frequentShare: [shareOf(10), shareOf(100), shareOf(1000), shareOf(10_000)],
    rareStemShare: [...stems.values()].filter((stem) => stem.articles === 1).length / stems.size,
    tokensPerWord: tokens / tokenWords,
  };
}
