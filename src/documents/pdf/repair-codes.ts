import { addDots, dotKinds } from './dotted-letters.js';
import type { UnknownCode } from './unknown-codes.js';
import type { WordList } from '../arabic-word-list.js';

/** What a code says: letters in its place, or dots on the letter before it. */
type Meaning = { readonly letters: string } | { readonly dots: Readonly<Record<string, string>> };

/** Ligatures and letters that fonts have single glyphs for, the usual first. */
const mostUsual = 'لا لأ لإ لم لله'.split(' ');
const usual = 'لآ لج لح لخ لى لي لمج لمح لمخ في'.split(' ');
/** As the end of a word this makes as many words real as the pronouns do, and is met far more often. */
const plural = 'ين';
const pronouns = new Set(['هم', 'كم']);
const ligatures =
  'له كا كل كم نم تم بم يم مح مج مخ مم سم تج نج يج بج تح نح يح بح تخ نخ بخ يخ ' +
  'ني بي تي ئي ير ثر تر بر نر ين بن تن نن هم جم حم خم عم غم فم قم لن لت لب عج صم ضم شم صر سر شر فى كى كي لك عي غي حي جي خي سي شي';
const letters = 'ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ';
function priorOf(ligature: string): number {
  if (ligature === plural) return 0.3;
  return pronouns.has(ligature) ? -0.2 : 0;
}

/** What is known of a code before its words are looked at, in words of which half are spelled as known. */
const meanings: readonly (readonly [meaning: Meaning, prior: number])[] = [
  ...mostUsual.map((each) => [{ letters: each }, 0.2] as const),
  ...usual.map((each) => [{ letters: each }, 0.1] as const),
  ...ligatures.split(' ').map((each) => [{ letters: each }, priorOf(each)] as const),
  ...Array.from(letters, (each) => [{ letters: each }, -0.2] as const),
  // What stands for nothing is drawn between letters, as a kashida is; a word without its ending is often real.
  [{ letters: '' }, -0.6],
];
const dots: readonly (readonly [meaning: Meaning, prior: number])[] = [
  [{ letters: '' }, 0],
  ...dotKinds.map((kind) => [{ dots: kind }, 0] as const),
];

const unknownCode = /[\ue100-\uf7ff]/g;
const word = /[\u0620-\u0652\u066e-\u06d3\ue100-\uf7ff]+/g;
const vowelSigns = /[\u064b-\u0652\u0640]/g;
/** So many words of a code are looked at; more change nothing. */
const maxWords = 250;
const maxDistinctWords = 60_000;
const maxRounds = 4;
/** A meaning is taken where it makes so many of the words real, and so many more than any other. */
const minReal = 0.6;
const minLead = 0.15;
/** Maps that leave out ligatures have their letters; ligatures have several forms, of which one may be there. */
const lossOfKnownLetter = 0.4;
const lossOfKnownLigature = 0.2;
/** Of a code that is met in few words, which other letters may make real too. */
const minLeadOfFew = 0.75;
const fewWords = 3;
/** Signs are seldom left out of a map, and words without their endings are often real. */
const lossOfSign = 0.3;

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

/** What most documents of the law begin with, and what a code says that stands for a part of "الله" there. */
const invocation = /بسم (ا?)([\ue100-\uefff]) الرحمن/u;

function readInvocation(texts: Iterable<string>): Map<string, Meaning> {
  const found = new Map<string, Meaning>();
  for (const text of texts) {
    const [, alef, placeholder] = invocation.exec(text) ?? [];
    if (placeholder) found.set(placeholder, { letters: alef === '' ? 'الله' : 'لله' });
  }
  return found;
}

function apply(text: string, placeholder: string, meaning: Meaning): string | undefined {
  return 'letters' in meaning
    ? text.replaceAll(placeholder, meaning.letters)
    : addDots(text, placeholder, meaning.dots);
}

interface Rating {
  /** The share of the words that are real. */
  readonly real: number;
  /** That, the share of those that are spelled as they are known, and of those that are known in this very form. */
  readonly score: number;
}

/** How well words are known that something is made of; undefined for what can be none. */
function rate(
  words: readonly CountedWord[],
  list: WordList,
  make: (text: string) => readonly string[] | undefined,
): Rating {
  let [real, spelled, exact, all] = [0, 0, 0, 0];
  for (const { text, weight } of words) {
    all += weight;
    const made = make(text);
    if (!made || made.some((each) => each.length < 2)) continue;
    const known = made.map((each) => list.familiarity(each));
    if (known.includes('none')) continue;
    real += weight;
    if (!known.includes('stem')) spelled += weight;
    if (known.every((each) => each === 'form')) exact += weight;
  }
  return { real: real / all, score: (real + spelled + exact) / all };
}

/** Hamzas apart: "لا" and "لأ" make the same words real, and only one of them as they are spelled. */
function skeleton(meaning: Meaning): string {
  return 'letters' in meaning ? meaning.letters.replace(/[أإآ]/g, 'ا').replace(/ى/g, 'ي') : '';
}

/** What speaks against a meaning that another code of the font is known to have. */
function lossOf(meaning: Meaning, { knownLetters }: UnknownCode): number {
  if (!('letters' in meaning) || !knownLetters.has(meaning.letters)) return 0;
  return meaning.letters.length > 1 ? lossOfKnownLigature : lossOfKnownLetter;
}

/** What a code means; undefined where that is not sure. */
function solve(words: readonly CountedWord[], code: UnknownCode, list: WordList): Meaning | undefined {
  const { placeholder, isMark, shown } = code;
  const rated = (isMark ? dots : meanings)
    .map(([meaning, prior]) => {
      const { real, score } = rate(words, list, (text) => {
        const made = apply(text, placeholder, meaning);
        return made === undefined ? undefined : [made];
      });
      return { meaning, real, score: score + prior - lossOf(meaning, code) };
    })
    .sort((a, b) => b.score - a.score);
  const best = rated[0]!;

  const others = rated.filter(({ meaning }) =>
    isMark ? meaning !== best.meaning : skeleton(meaning) !== skeleton(best.meaning),
  );
  // It may be a sign after all, between or behind words.
  const asSign = rate(words, list, (text) => text.split(placeholder).filter((part) => part !== ''));

  const second = Math.max(...others.map(({ score }) => score), shown === '' ? 0 : asSign.score - lossOfSign);
  const minLeadHere = words.length > fewWords ? minLead : minLeadOfFew;
  return best.real >= minReal && best.score - second >= minLeadHere ? best.meaning : undefined;
}

function withMeanings(
  counts: ReadonlyMap<string, number>,
  solved: ReadonlyMap<string, Meaning>,
): Map<string, number> {
  const written = new Map<string, number>();
  for (const [text, count] of counts) {
    const made = writeMeanings(text, solved);
    written.set(made, (written.get(made) ?? 0) + count);
  }
  return written;
}

/** What the unknown codes of a file say, as far as that is sure, from the words that they stand in. */
export function solveCodes(
  texts: readonly string[],
  codes: Iterable<UnknownCode>,
  list: WordList,
): ReadonlyMap<string, Meaning> {
  const solved = readInvocation(texts);
  let counts = withMeanings(countWords(texts), solved);
  const open = new Map(Array.from(codes, (code) => [code.placeholder, code]));
  for (const placeholder of solved.keys()) open.delete(placeholder);
  for (let round = 0; round < maxRounds && open.size > 0; round++) {
    const wordsByCode = new Map<string, CountedWord[]>();
    for (const [text, count] of [...counts].sort((a, b) => b[1] - a[1])) {
      const [placeholder, ...others] = new Set(text.match(unknownCode));
      if (placeholder === undefined || others.length > 0 || text.length < 2) continue;
      const ofCode = wordsByCode.get(placeholder) ?? [];
      if (ofCode.length < maxWords) ofCode.push({ text, weight: Math.min(count, 3) });
      wordsByCode.set(placeholder, ofCode);
    }
    const found = new Map<string, Meaning>();
    for (const [placeholder, ofCode] of wordsByCode) {
      const code = open.get(placeholder);
      const meaning = code && solve(ofCode, code, list);
      if (meaning) found.set(placeholder, meaning);
    }
    if (found.size === 0) break;
    for (const [placeholder, meaning] of found) {
      solved.set(placeholder, meaning);
      open.delete(placeholder);
    }
    counts = withMeanings(counts, found);
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
