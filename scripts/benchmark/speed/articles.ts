import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../../src/evaluation/metrics/paired.js';
import { isStopword } from '../../../src/text/stopwords.js';

export interface Article {
  readonly title: string;
  readonly text: string;
}

/**
 * The share of all words that fall to the ranks up to 10, 100, 1,000 … of the words by frequency; between two of
 * them the frequency falls with the rank (Zipf's law). Fitted, like the other constants here, so that
 * {@link describeCorpus} says of made-up articles what it says of 28,844 articles of Saudi newspapers
 * (scripts/benchmark/speed/compare-corpora.ts).
 */
const shares = [0, 0.123, 0.237, 0.6, 0.947, 0.99935, 0.99998, 1];

/** Fields of life that articles are about: every field has its own words at every frequency. */
const fields = 128;
const fieldsPerArticle = 2;
/** Words up to this rank belong to all fields. */
const commonRanks = 200;
const fieldShare = 0.75;

/** A rarer word is met in one form, but for what stands before it. */
const inflectedRanks = 3_000;

const wordsPerArticle = 284;
const shortestSentence = 6;
const wordsPerSentence = 37;
const newParagraphShare = 0.07;
const numberShare = 0.015;

/** What stands before and after a word that is no function word; an empty one is frequent. */
const fronts = spread({ '': 43, ال: 43, و: 3, وال: 6, بال: 4, لل: 1 });
const backs = spread({ '': 86, ها: 3, ه: 3, ين: 2, ات: 4, هم: 1, هما: 1 });

function spread(weights: Readonly<Record<string, number>>): string[] {
  return Object.entries(weights).flatMap(([part, weight]) => Array.from({ length: weight }, () => part));
}

interface Pieces {
  /** By falling frequency, function words first. */
  readonly words: readonly string[];
  readonly endings: readonly string[];
}

/** The words that the embedded model knows stand in its tokenizer, more or less by frequency. */
function readPieces(): Pieces {
  const path = join(import.meta.dirname, '../../../models/isnad-table-v1/tokenizer.json');
  const { model } = JSON.parse(readFileSync(path, 'utf8')) as { model: { vocab: Record<string, number> } };
  const all = Object.keys(model.vocab);
  const words = all.filter(
    (piece) => /^[ء-غف-ي]{2,}$/.test(piece) && (piece.length > 2 || isStopword(piece)),
  );
  return {
    words: [...words.filter(isStopword), ...words.filter((word) => !isStopword(word))],
    endings: all.flatMap((piece) => /^##([ء-غف-ي]{2,4})$/.exec(piece)?.[1] ?? []),
  };
}

/** Which word has a rank: one the model knows, behind them invented ones that it knows the parts of. */
function wordOfRank({ words, endings }: Pieces, rank: number): string {
  if (rank < words.length) return words[rank]!;
  const mixed = Math.imul(rank, 0x9e3779b1) >>> 0;
  return words[mixed % words.length]! + endings[(mixed >>> 8) % endings.length]!;
}

/**
 * Articles that nobody wrote, with the statistics of Arabic news: lengths, frequencies of words, how the
 * vocabulary grows, clitics, and fields that articles share. The same for the same seed.
 */
export function* generateArticles(seed: number): Generator<Article> {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const pieces = readPieces();

  const drawRank = (): number => {
    const share = random();
    const decade = shares.findIndex((upTo, index) => index > 0 && share < upTo) - 1;
    const within = (share - shares[decade]!) / (shares[decade + 1]! - shares[decade]!);
    return Math.floor(10 ** (decade + within)) - 1;
  };

  for (;;) {
    const own = Array.from({ length: fieldsPerArticle }, () => Math.floor(random() * fields));
    const drawWord = (): string => {
      if (random() < numberShare) return String(Math.floor(random() ** 3 * 2025));
      let rank = drawRank();
      if (rank >= commonRanks && random() < fieldShare) rank += pick(own) - (rank % fields);
      const word = wordOfRank(pieces, rank);
      if (isStopword(word)) return word;
      const back = rank < inflectedRanks ? pick(backs) : backs[rank % backs.length]!;
      return pick(fronts) + word + back;
    };
    const title = Array.from({ length: 5 + Math.floor(random() * 7) }, drawWord).join(' ');
    const sentences: string[] = [];
    // The exponential distribution: most articles are short, a few very long.
    for (let left = -Math.log(1 - random()) * wordsPerArticle + 10; left > 0;) {
      const count =
        shortestSentence + Math.floor(-Math.log(1 - random()) * (wordsPerSentence - shortestSentence));
      const words = Array.from({ length: Math.min(count, Math.max(5, Math.ceil(left))) }, drawWord);
      left -= words.length;
      sentences.push(`${words.join(' ')}.${random() < newParagraphShare ? '\n\n' : ' '}`);
    }
    yield { title, text: sentences.join('').trim() };
  }
}
