import type { RecognisedLine } from '../contracts/recognised-page.js';
import { median } from '../text/median.js';
import { meanConfidence, type PageWords, type RecognisedWord } from './read-words.js';

/** Of a page of text, also a bad one, words are surer than this on the whole; of pictures, handwriting and stains less. */
const minConfidence = 50;

/** Whether what was found on a page is text at all. */
export function isLegible({ words }: PageWords): boolean {
  return words.some(({ text }) => /\p{L}{2}|\p{N}/u.test(text)) && meanConfidence(words) >= minConfidence;
}

function toLine(words: readonly RecognisedWord[]): RecognisedLine {
  return {
    text: words.map(({ text }) => text).join(' '),
    left: Math.min(...words.map(({ left }) => left)),
    top: Math.min(...words.map(({ top }) => top)),
    right: Math.max(...words.map(({ right }) => right)),
    bottom: Math.max(...words.map(({ bottom }) => bottom)),
    wordHeight: median(words.map(({ top, bottom }) => bottom - top)),
    column: words[0]!.block,
  };
}

/** The words of a page as lines. What holds neither letter nor digit is a stain or a ruling. */
export function toLines({ words }: PageWords): RecognisedLine[] {
  const lines: RecognisedWord[][] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last && last[0]!.line === word.line) last.push(word);
    else lines.push([word]);
  }
  return lines.map(toLine).filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}
