import type { PageWords, RecognisedWord } from './read-words.js';

/** Below this a word may be one of the other language. */
const doubtful = 75;
/** From this on a word is believed where the other language only guesses. */
const sure = 70;
/** A page in one language holds hardly any words of which the reader for that language is not sure. */
const doubtfulShare = 0.03;

/** Figures of an address or a date are taken for others without doubt. */
function isDoubtful({ text, confidence }: RecognisedWord): boolean {
  return confidence < doubtful || !/\p{L}/u.test(text);
}

/** Whether a page that was read as Arabic holds enough that may be no Arabic for another look. */
export function mayHoldLatin({ words }: PageWords): boolean {
  const doubted = words.filter((word) => word.confidence < doubtful && !isVowelled(word)).length;
  // Of a page in another language the reader for this one may find nothing at all.
  return words.length === 0 || (doubted > 0 && doubted >= doubtfulShare * words.length);
}

/** What is in vowelled Arabic is doubted for its marks, and is no Latin for that. */
function isVowelled({ text }: RecognisedWord): boolean {
  return /\p{Script=Arabic}\p{M}/u.test(text);
}

function middleIn(word: RecognisedWord, around: RecognisedWord): boolean {
  const x = (word.left + word.right) / 2;
  const y = (word.top + word.bottom) / 2;
  return x >= around.left && x <= around.right && y >= around.top && y <= around.bottom;
}

/** Whether a word is one of Latin letters, or digits such as those of a price, and believed. */
function isSureLatin({ text, confidence }: RecognisedWord): boolean {
  if (confidence < sure) return false;
  return (
    /\p{Script=Latin}{2}/u.test(text) || (/\p{Nd}/u.test(text) && !/\p{L}/u.test(text) && confidence > 85)
  );
}

/** How many letters of a script there are in words that are sure. */
function countSure({ words }: PageWords, script: RegExp): number {
  return words
    .filter(({ confidence }) => confidence >= doubtful)
    .reduce((sum, { text }) => sum + (text.match(script)?.length ?? 0), 0);
}

/**
 * The words of a page that was read as Arabic and as English. It is in the one in which more
 * of it is sure; in a page of Arabic, words that are doubtful give way to English ones that are sure.
 */
export function combineLanguages(arabic: PageWords, english: PageWords): PageWords {
  if (countSure(english, /\p{Script=Latin}/gu) > countSure(arabic, /\p{Script=Arabic}/gu)) return english;
  const isUsed = new Set<RecognisedWord>();
  const latin = english.words.filter(isSureLatin);
  const words = arabic.words.flatMap((word): readonly RecognisedWord[] => {
    if (!isDoubtful(word)) return [word];
    const inside = latin.filter((each) => middleIn(each, word) || middleIn(word, each));
    const fresh = inside.filter((each) => !isUsed.has(each));
    // A word that is wider than several of the other language stands in the place of all of them.
    if (inside.length > 0 && fresh.length === 0) return [];
    const better = fresh.filter(({ confidence }) => confidence > word.confidence);
    if (better.length === 0) return [word];
    for (const each of better) isUsed.add(each);
    return better.map((each) => ({ ...each, block: word.block, line: word.line }));
  });
  return { ...arabic, words: inReadingOrder(words) };
}

/** Words of Latin letters that follow each other in a line are read from left to right, also in a line of Arabic. */
function inReadingOrder(words: readonly RecognisedWord[]): RecognisedWord[] {
  const ordered: RecognisedWord[] = [];
  let run: RecognisedWord[] = [];
  const flush = (): void => {
    ordered.push(...run.sort((a, b) => a.left - b.left));
    run = [];
  };
  for (const word of words) {
    const isLatin = /\p{Script=Latin}/u.test(word.text);
    if (run.length > 0 && (!isLatin || run[0]!.line !== word.line)) flush();
    if (isLatin) run.push(word);
    else ordered.push(word);
  }
  flush();
  return ordered;
}
