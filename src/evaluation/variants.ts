import { createRandom } from './metrics/paired.js';

/** Writes a question as people type it; gives it back as it is where there is nothing to change. */
type Rewrite = (question: string, random: () => number) => string;

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)]!;
}

const arabicWord = /[ء-يٱ]{4,}/gu;

/** Changes one word of at least four letters, chosen by chance. */
function changeOneWord(question: string, random: () => number, change: (word: string) => string): string {
  const words = [...question.matchAll(arabicWord)];
  if (words.length === 0) return question;
  const { 0: word, index } = pick(words, random);
  return question.slice(0, index) + change(word) + question.slice(index + word.length);
}

/** The letter rows of the Arabic (101) keyboard. */
const keyboardRows = ['ضصثقفغعهخحجد', 'شسيبلاتنمكط', 'ئءؤرىةوزظ'];

function neighbouringKey(letter: string, random: () => number): string {
  const row = keyboardRows.find((each) => each.includes(letter));
  if (!row) return letter;
  const at = row.indexOf(letter);
  return pick(
    [row[at - 1], row[at + 1]].filter((key) => key !== undefined),
    random,
  );
}

/** One slip: a neighbouring key, a letter dropped, doubled, or swapped with the next. Never the first letter. */
const slip: Rewrite = (question, random) =>
  changeOneWord(question, random, (word) => {
    const at = 1 + Math.floor(random() * (word.length - 2));
    const [before, letter, next, after] = [
      word.slice(0, at),
      word.charAt(at),
      word.charAt(at + 1),
      word.slice(at + 2),
    ];
    switch (Math.floor(random() * 4)) {
      case 0:
        return before + neighbouringKey(letter, random) + next + after;
      case 1:
        return before + next + after;
      case 2:
        return before + letter + letter + next + after;
      default:
        return before + next + letter + after;
    }
  });

/** Replaces whole words; longer phrases first. */
function replaceWords(replacements: Readonly<Record<string, string>>): Rewrite {
  const phrases = Object.keys(replacements).sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![\\p{L}\\p{M}])(?:${phrases.join('|')})(?![\\p{L}\\p{M}])`, 'gu');
  return (question) => question.replace(pattern, (phrase) => replacements[phrase]!);
}

const egyptian = replaceWords({
  'ما هو': 'ايه هو',
  'ما هي': 'ايه هي',
  ما: 'ايه',
  ماذا: 'ايه',
  متى: 'امتى',
  أين: 'فين',
  اين: 'فين',
  كيف: 'ازاي',
  لماذا: 'ليه',
  كم: 'كام',
  'من هو': 'مين',
  'من هي': 'مين',
  من: 'مين',
});
const levantine = replaceWords({
  'ما هو': 'شو هو',
  'ما هي': 'شو هي',
  ما: 'شو',
  ماذا: 'شو',
  متى: 'ايمتى',
  أين: 'وين',
  اين: 'وين',
  لماذا: 'ليش',
  كم: 'قديش',
  'من هو': 'مين',
  'من هي': 'مين',
});
const gulf = replaceWords({
  'ما هو': 'وش هو',
  'ما هي': 'وش هي',
  ما: 'وش',
  ماذا: 'شنو',
  أين: 'وين',
  اين: 'وين',
  كيف: 'شلون',
  لماذا: 'ليش',
  'من هو': 'منو',
  'من هي': 'منو',
});

const hamzas: Rewrite = (question) =>
  question
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/ئ/gu, 'ي')
    .replace(/ء(?![\p{L}\p{M}])/gu, '');
const taMarbuta: Rewrite = (question) => question.replace(/ة/gu, 'ه');
const finalYa: Rewrite = (question) =>
  question.replace(/[يى](?![\p{L}\p{M}])/gu, (letter) => (letter === 'ي' ? 'ى' : 'ي'));
/** "ما هو" → "ماهو", "و مصر" → "ومصر", "والعراق" → "و العراق". */
const spaces: Rewrite = (question) =>
  question
    .replace(/(?<!\p{L})وال/gu, 'و ال')
    .replace(/(?<!\p{L})ما (?=ه[وي])/gu, 'ما')
    .replace(/(?<!\p{L})و (?!ال)/gu, 'و');
const digits: Rewrite = (question) =>
  question.replace(/[0-9٠-٩]/gu, (digit) => {
    const value = '٠١٢٣٤٥٦٧٨٩'.indexOf(digit);
    return value < 0 ? '٠١٢٣٤٥٦٧٨٩'.charAt(Number(digit)) : String(value);
  });
const elongation: Rewrite = (question, random) =>
  changeOneWord(question, random, (word) => {
    const at = 1 + Math.floor(random() * (word.length - 2));
    const vowel = word.slice(1).search(/[اوي]/u) + 1;
    return vowel > 0 && random() < 0.5
      ? word.slice(0, vowel) + word.charAt(vowel).repeat(3) + word.slice(vowel + 1)
      : `${word.slice(0, at)}ـــ${word.slice(at)}`;
  });
const diacritics: Rewrite = (question, random) =>
  question.replace(/[ب-غف-ني](?=\p{L})/gu, (letter) => letter + pick(['َ', 'ُ', 'ِ', 'ْ', 'َّ'], random));

const rewrites = {
  'hamzas left out': hamzas,
  'ه for ة': taMarbuta,
  'ى and ي swapped': finalYa,
  'spaces left out or put in': spaces,
  'the other digits': digits,
  elongation,
  diacritics,
  'a spelling slip': slip,
  'Egyptian question words': egyptian,
  'Levantine question words': levantine,
  'Gulf question words': gulf,
  'all mixed': (question, random) => {
    const typed = spaces(finalYa(taMarbuta(hamzas(question, random), random), random), random);
    return slip(pick([egyptian, levantine, gulf], random)(typed, random), random);
  },
} as const satisfies Readonly<Record<string, Rewrite>>;

export type VariantKind = keyof typeof rewrites;

export const variantKinds = Object.keys(rewrites) as VariantKind[];

/** The question as somebody may type it. Repeatable: one question, kind and seed give one result. */
export function rewriteQuestion(question: string, kind: VariantKind, seed: number): string {
  return rewrites[kind](question, createRandom(seed));
}
