import { addDots, dotKinds } from './dotted-letters.js';
import type { UnknownCode } from './unknown-codes.js';
import type { WordList } from '../arabic-word-list.js';

/** What a code says: letters in its place, or dots on the letter before it. */
type Meaning = { readonly letters: string } | { readonly dots: Readonly<Record<string, string>> };

/** Ligatures and letters that fonts have single glyphs for, the usual first. */
const ligatures =
  'لا لأ لإ لآ لم لج لح لخ لى لي لله لمج لمح لمخ له في كا كل كم نم تم بم يم مح مج مخ مم سم تج نج يج بج تح نح يح بح تخ نخ بخ يخ ' +
  'ني بي تي ئي ير ثر تر بر نر ين بن تن نن هم جم حم خم عم غم فم قم لن لت لب عج صم ضم شم صر سر شر فى كى كي لك عي غي حي جي خي سي شي';
const letters = 'ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ';
const meanings: readonly Meaning[] = ['', ...ligatures.split(' '), ...letters].map((each) => ({
  letters: each,
}));
const dots: readonly Meaning[] = [{ letters: '' }, ...dotKinds.map((kind) => ({ dots: kind }))];

const unknownCode = /[\ue100-\uf7ff]/g;
const word = /[\u0620-\u0652\u066e-\u06d3\ue100-\uf7ff]+/g;
const vowelSigns = /[\u064b-\u0652\u0640]/g;
/** So many words of a code are looked at; more change nothing. */
const maxWords = 250;
const maxDistinctWords = 60_000;
const maxRounds = 4;
/** A meaning is taken where it makes so many of the words real, and so many more than any other. */
const minReal = 0.6;
const minLead = 0.12;
const minWords = 2;

interface CountedWord {
  readonly text: string;
  readonly weight: number;
}

/** Words with unknown codes, and how often each is met. */
function countWords(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [match] of text.matchAll(word)) {
      if (match.search(unknownCode) < 0) continue;
      const bare = match.replace(vowelSigns, '');
      if (counts.has(bare) || counts.size < maxDistinctWords) counts.set(bare, (counts.get(bare) ?? 0) + 1);
    }
  }
  return counts;
}

function apply(text: string, placeholder: string, meaning: Meaning): string | undefined {
  return 'letters' in meaning
    ? text.replaceAll(placeholder, meaning.letters)
    : addDots(text, placeholder, meaning.dots);
}

/** How many of the words a meaning makes real, and how many of those are spelled as they are known. */
function rate(
  words: readonly CountedWord[],
  placeholder: string,
  meaning: Meaning,
  list: WordList,
): { real: number; spelled: number } {
  let [real, spelled, all] = [0, 0, 0];
  for (const { text, weight } of words) {
    all += weight;
    const made = apply(text, placeholder, meaning);
    if (made === undefined || made.length < 2 || !list.has(made)) continue;
    real += weight;
    if (list.hasSpelling(made)) spelled += weight;
  }
  return { real: real / all, spelled: spelled / all };
}

/** How many of the words are real on both sides of the code, if it is a sign after all. */
function rateAsSign(words: readonly CountedWord[], placeholder: string, list: WordList): number {
  let [real, all] = [0, 0];
  for (const { text, weight } of words) {
    all += weight;
    const parts = text.split(placeholder).filter((part) => part !== '');
    if (parts.every((part) => list.has(part))) real += weight;
  }
  return real / all;
}

/** Hamzas apart: "لا" and "لأ" make the same words real, and only one of them as they are spelled. */
function skeleton(meaning: Meaning): string {
  return 'letters' in meaning ? meaning.letters.replace(/[أإآ]/g, 'ا').replace(/ى/g, 'ي') : '';
}

/** What a code means; undefined where that is not sure. */
function solve(words: readonly CountedWord[], code: UnknownCode, list: WordList): Meaning | undefined {
  const { placeholder, isMark, shown } = code;
  const rated = (isMark ? dots : meanings)
    .map((meaning) => ({ meaning, ...rate(words, placeholder, meaning, list) }))
    .sort((a, b) => b.real + 0.5 * b.spelled - a.real - 0.5 * a.spelled);
  const best = rated[0]!;
  const others = rated.filter(({ meaning }) =>
    isMark ? meaning !== best.meaning : skeleton(meaning) !== skeleton(best.meaning),
  );
  const second = Math.max(
    ...others.map(({ real }) => real),
    shown === '' ? 0 : rateAsSign(words, placeholder, list),
  );
  const isSure = best.real >= minReal && best.real - second >= minLead;
  const isMet = words.length >= minWords || (best.real === 1 && second === 0 && words[0]!.text.length >= 4);
  return isSure && isMet ? best.meaning : undefined;
}

/** What the unknown codes of a file say, as far as that is sure, from the words that they stand in. */
export function solveCodes(
  texts: Iterable<string>,
  codes: Iterable<UnknownCode>,
  list: WordList,
): ReadonlyMap<string, Meaning> {
  let counts = countWords(texts);
  const solved = new Map<string, Meaning>();
  const open = new Map(Array.from(codes, (code) => [code.placeholder, code]));
  for (let round = 0; round < maxRounds && open.size > 0; round++) {
    const wordsByCode = new Map<string, CountedWord[]>();
    for (const [text, count] of [...counts].sort((a, b) => b[1] - a[1])) {
      const [placeholder, ...others] = new Set(text.match(unknownCode));
      if (placeholder === undefined || others.length > 0 || text.length < 2) continue;
      const words = wordsByCode.get(placeholder) ?? [];
      if (words.length < maxWords) words.push({ text, weight: Math.min(count, 3) });
      wordsByCode.set(placeholder, words);
    }
    const found = new Map<string, Meaning>();
    for (const [placeholder, words] of wordsByCode) {
      const code = open.get(placeholder);
      const meaning = code && solve(words, code, list);
      if (meaning) found.set(placeholder, meaning);
    }
    if (found.size === 0) break;
    for (const [placeholder, meaning] of found) {
      solved.set(placeholder, meaning);
      open.delete(placeholder);
    }
    const next = new Map<string, number>();
    for (const [text, count] of counts) {
      const made = writeMeanings(text, found);
      next.set(made, (next.get(made) ?? 0) + count);
    }
    counts = next;
  }
  return solved;
}

/** A text with what is known of its codes; the others stay. */
export function writeMeanings(text: string, solved: ReadonlyMap<string, Meaning>): string {
  let written = text;
  for (const placeholder of new Set(text.match(unknownCode))) {
    const meaning = solved.get(placeholder);
    if (!meaning) continue;
    if ('letters' in meaning) written = written.replaceAll(placeholder, meaning.letters);
    else {
      written = Array.from(written).reduce((before, character) => {
        if (character !== placeholder) return before + character;
        const letter = meaning.dots[before.at(-1) ?? ''];
        return letter === undefined ? before : before.slice(0, -1) + letter;
      }, '');
    }
  }
  return written;
}
