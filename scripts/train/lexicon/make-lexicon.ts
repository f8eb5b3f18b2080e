/**
 * Learns the bilingual lexicon from what bilingual_texts.py has written, and packs it.
 *
 *   node --import tsx scripts/train/lexicon/make-lexicon.ts PAIRS.tsv OUT.bin
 *
 * A line: Arabic, English, and how much the pair counts, separated by tabs. Words are stemmed as the product stems them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { encodeLexicon, type LexiconStem } from '../../../src/query/translation/bilingual-lexicon.js';
import { countOf } from '../../../src/text/count.js';
import { bareArabic } from '../../../src/text/arabic-stem.js';
import { stemWord } from '../../../src/text/terms.js';
import { tokenize } from '../../../src/text/tokenize.js';
import { alignWords, type TextPair, type WordPair } from './word-alignment.js';

/** Translations of a word that are kept: so many, up to this much of all, and none below the least. */
const mostTranslations = 12;
const keptProbability = 0.97;
const leastProbability = 0.01;

/** Occurrences of a word as it stands that count as much as those of its stem. */
const priorCount = 2;

/** A word has translations of its own where they differ from its stem's by so much, of 1. */
const leastDifference = 0.2;

const [tsv, out] = process.argv.slice(2);
if (tsv === undefined || out === undefined) {
  process.stderr.write('usage: node --import tsx scripts/train/lexicon/make-lexicon.ts PAIRS.tsv OUT.bin\n');
  process.exit(2);
}

/** Words as numbers. */
class Vocabulary {
  readonly words: string[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(word: string): number {
    let number = this.numbers.get(word);
    if (number === undefined) {
      number = this.words.length;
      this.words.push(word);
      this.numbers.set(word, number);
    }
    return number;
  }
}

type Distribution = Map<string, number>;

/** Of each stem the words that were met, and how often. */
class Forms {
  private readonly counts = new Map<string, Map<string, number>>();

  count(stem: string, form: string, weight: number): void {
    let forms = this.counts.get(stem);
    if (!forms) this.counts.set(stem, (forms = new Map<string, number>()));
    forms.set(form, (forms.get(form) ?? 0) + weight);
  }

  usual(stem: string): string {
    let best = stem;
    let most = 0;
    for (const [form, count] of this.counts.get(stem) ?? []) {
      if (count > most) [best, most] = [form, count];
    }
    return best;
  }
}

/** The most probable, up to a share of all, made to add up to 1. */
function most(translations: ReadonlyMap<string, number>): Distribution {
  const best = [...translations].sort((a, b) => b[1] - a[1]).slice(0, mostTranslations);
  const whole = best.reduce((sum, [, probability]) => sum + probability, 0);
  const kept: [string, number][] = [];
  let sum = 0;
  for (const [stem, probability] of best) {
    kept.push([stem, probability]);
    sum += probability;
    if (sum >= keptProbability * whole) break;
  }
  return new Map(kept.map(([stem, probability]) => [stem, probability / sum]));
}

function group(
  pairs: readonly WordPair[],
  keyOf: (pair: WordPair) => [string, string],
): Map<string, Distribution> {
  const grouped = new Map<string, Distribution>();
  for (const pair of pairs) {
    const [key, other] = keyOf(pair);
    if (key === other) continue;
    let translations = grouped.get(key);
    if (!translations) grouped.set(key, (translations = new Map<string, number>()));
    translations.set(other, pair.probability);
  }
  return new Map([...grouped].map(([key, translations]) => [key, most(translations)]));
}

/** Half the sum of the differences of two distributions: 0 for the same, 1 for nothing in common. */
function difference(one: Distribution, other: Distribution): number {
  const keys = new Set([...one.keys(), ...other.keys()]);
  return [...keys].reduce((sum, key) => sum + Math.abs((one.get(key) ?? 0) - (other.get(key) ?? 0)), 0) / 2;
}

const arabicStems = new Vocabulary();
const englishStems = new Vocabulary();
const arabicWords = new Vocabulary();
const englishWords = new Vocabulary();
const arabicForms = new Forms();
const englishForms = new Forms();
const byStem: TextPair[] = [];
const byArabicWord: TextPair[] = [];
const byEnglishWord: TextPair[] = [];
const arabicScript = /\p{Script=Arabic}/u;
const isOf = (script: 'arabic' | 'english', stem: string): boolean =>
  script === 'arabic' ? arabicScript.test(stem) : /^[a-z]+$/.test(stem);
for (const line of readFileSync(tsv, 'utf8').split('\n')) {
  const [arabic, english, weightText] = line.split('\t');
  if (weightText === undefined) continue;
  const weight = Number(weightText);
  const left = tokenize(arabic!).map(({ folded, start, end }) => {
    const stem = stemWord(folded);
    const form = arabic!
      .slice(start, end)
      .normalize('NFC')
      .replace(/[\p{M}\u0640]/gu, '');
    if (isOf('arabic', folded)) arabicForms.count(stem, form, weight);
    return arabicStems.numberOf(stem);
  });
  const bare = tokenize(arabic!).map(({ folded }) => arabicWords.numberOf(bareArabic(folded)));
  const words = tokenize(english!).map(({ folded }) => folded);
  const right = words.map((folded) => {
    const stem = stemWord(folded);
    englishForms.count(stem, folded, weight);
    return englishStems.numberOf(stem);
  });
  if (left.length === 0 || right.length === 0) continue;
  byStem.push({ left, right, weight });
  byArabicWord.push({ left: bare, right, weight });
  byEnglishWord.push({ left, right: words.map((word) => englishWords.numberOf(word)), weight });
}

const stemPairs = alignWords(byStem, leastProbability);
const toArabic = group(stemPairs, ({ left, right }) => [
  englishStems.words[right]!,
  arabicStems.words[left]!,
]);
const toEnglish = group(stemPairs, ({ left, right }) => [
  arabicStems.words[left]!,
  englishStems.words[right]!,
]);

/** What words are translated by otherwise than their stems, as `pairs` of words and stems of the other language say. */
function wordsOf(
  pairs: readonly WordPair[],
  keyOf: (pair: WordPair) => [word: string, other: string],
  stems: ReadonlyMap<string, Distribution>,
  script: 'arabic' | 'english',
): Map<string, Distribution> {
  const counts = new Map<string, number>();
  for (const pair of pairs) {
    const [word] = keyOf(pair);
    counts.set(word, (counts.get(word) ?? 0) + pair.count);
  }
  const words = new Map<string, Distribution>();
  for (const [word, own] of group(pairs, keyOf)) {
    const ofStem = stems.get(stemWord(word)) ?? new Map<string, number>();
    const count = counts.get(word)!;
    const share = count / (count + priorCount);
    const mixed = new Map([...ofStem].map(([stem, probability]) => [stem, (1 - share) * probability]));
    for (const [stem, probability] of own) mixed.set(stem, (mixed.get(stem) ?? 0) + share * probability);
    const kept = most(mixed);
    if (isOf(script, word) && difference(kept, ofStem) >= leastDifference) words.set(word, kept);
  }
  return words;
}

const wordsOfEnglish = wordsOf(
  alignWords(byEnglishWord, leastProbability),
  ({ left, right }) => [englishWords.words[right]!, arabicStems.words[left]!],
  toArabic,
  'english',
);
const wordsOfArabic = wordsOf(
  alignWords(byArabicWord, leastProbability),
  ({ left, right }) => [arabicWords.words[left]!, englishStems.words[right]!],
  toEnglish,
  'arabic',
);

/** The stems of a script with their translations; also those that only translate others. */
function stemsOf(
  list: ReadonlyMap<string, Distribution>,
  others: readonly ReadonlyMap<string, Distribution>[],
  forms: Forms,
  script: 'arabic' | 'english',
): Map<string, LexiconStem> {
  const targets = others.flatMap((other) => [...other.values()].flatMap((each) => [...each.keys()]));
  const stems = new Set([...list.keys(), ...targets]);
  return new Map(
    [...stems]
      .filter((stem) => isOf(script, stem))
      .map((stem) => [
        stem,
        { form: forms.usual(stem), translations: list.get(stem) ?? new Map<string, number>() },
      ]),
  );
}
const english = stemsOf(toArabic, [toEnglish, wordsOfArabic], englishForms, 'english');
const arabic = stemsOf(toEnglish, [toArabic, wordsOfEnglish], arabicForms, 'arabic');
const words = new Map([...wordsOfEnglish, ...wordsOfArabic]);
const file = encodeLexicon({ english, arabic, words });
writeFileSync(out, file);
const entries = [...english.values(), ...arabic.values()].reduce(
  (sum, { translations }) => sum + translations.size,
  0,
);
process.stdout.write(
  `${countOf(english.size, 'English stem')}, ${countOf(arabic.size, 'Arabic stem')}, ` +
    `${countOf(wordsOfEnglish.size, 'English word')}, ${countOf(wordsOfArabic.size, 'Arabic word')}, ${countOf(entries, 'translation')}, ${countOf(file.length, 'byte')}\n`,
);
