import type { WordList } from '../arabic-word-list.js';
import { classOf } from './character-class.js';
import { toLogicalOrder, type Token } from './logical-order.js';
import { mapTexts, textsOf } from './map-page-text.js';
import type { PageText } from './page-text.js';
import type { ReadPage } from './read-pages.js';

const longWord = /[\u0620-\u0652\u066e-\u06d3]{3,}/g;
/** More words of a page tell no more, and fewer nothing for certain. */
const maxWords = 300;
const minWords = 12;
/** Of sound text 94 to 99 % of the words are known, and up to 40 % of them backwards, for short words are many things. */
const minKnownBackward = 0.85;
const maxKnownForward = 0.5;
/** A letter with its marks, or any other character. */
const character = /.\p{Mn}*/gsu;

interface KnownShares {
  readonly words: number;
  readonly forward: number;
  readonly backward: number;
}

function reverseLetters(word: string): string {
  return (word.match(character) ?? []).reverse().join('');
}

function measure(page: PageText, list: () => WordList): KnownShares {
  const words = (textsOf(page).join('\n').match(longWord) ?? []).slice(0, maxWords);
  const shareOf = (read: (word: string) => string): number =>
    words.filter((word) => list().familiarity(read(word)) !== 'none').length / Math.max(1, words.length);
  const forward = shareOf((word) => word);
  // Of sound pages nothing further is asked.
  const backward = forward < minKnownBackward ? shareOf(reverseLetters) : 0;
  return { words: words.length, forward, backward };
}

/** A text whose stretches from right to left were read from the wrong end. Numbers and Latin words are in order in both. */
function turnText(text: string): string {
  const tokens = Array.from(text.matchAll(character), ([each]): Token => ({
    text: each,
    characterClass: classOf(each.charAt(0)),
  }));
  const isLatin = tokens.every(({ characterClass }) => characterClass !== 'right') && /\p{L}/u.test(text);
  return isLatin
    ? text
    : toLogicalOrder(tokens, true)
        .map((token) => token.text)
        .join('');
}

/**
 * Puts right the pages of programs that know nothing of Arabic: they draw its letters from left to right in the order in
 * which they are read, so that each word is seen, and read, from its end. That nearly all words are known backwards, and
 * few as they stand, tells such a page; of a file that has one, pages of a few words follow it.
 */
export function turnReversed(
  pages: readonly ReadPage[],
  list: () => WordList,
): { readonly pages: readonly ReadPage[]; readonly turned: readonly number[] } {
  const shares = pages.map(({ text }) => measure(text, list));
  const isReversed = ({ words, forward, backward }: KnownShares): boolean =>
    words >= minWords && backward >= minKnownBackward && forward <= maxKnownForward;
  if (!shares.some(isReversed)) return { pages, turned: [] };
  const follows = (share: KnownShares): boolean =>
    isReversed(share) || (share.words < minWords && share.backward > share.forward);
  return {
    pages: pages.map((page, i) =>
      follows(shares[i]!) ? { ...page, text: mapTexts(page.text, turnText) } : page,
    ),
    turned: pages.filter((_, i) => follows(shares[i]!)).map(({ number }) => number),
  };
}
