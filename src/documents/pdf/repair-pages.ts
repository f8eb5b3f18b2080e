import { mapTexts, textsOf } from './map-page-text.js';
import type { ReadPage } from './read-pages.js';
import { solveCodes, writeMeanings } from './repair-codes.js';
import type { UnknownCode } from './unknown-codes.js';
import type { WordList } from '../arabic-word-list.js';

export interface RepairedPages {
  readonly pages: readonly ReadPage[];
  /** Numbers of the pages on which a code was put right, and of those on which one stays unknown. */
  readonly repaired: ReadonlySet<number>;
  readonly damaged: Set<number>;
}

const anyUnknown = /[\ue100-\uf7ff]/g;
/** A few codes that stay unknown do not damage a page. */
const maxUnknownShare = 0.005;

/** Puts right what the unknown codes of pages stand for, where that is sure; the others are shown as the file has them. */
export function repairPages(
  pages: readonly ReadPage[],
  codes: readonly UnknownCode[],
  list: WordList,
): RepairedPages {
  const solved = solveCodes(
    pages.flatMap(({ text }) => textsOf(text)),
    codes,
    list,
  );
  const shown = new Map(codes.map(({ placeholder, shown: text }) => [placeholder, text]));
  const repaired = new Set<number>();
  const damaged = new Set<number>();
  const written = pages.map((page) => {
    let [letters, unsolved] = [0, 0];
    const text = mapTexts(page.text, (each) => {
      letters += each.length;
      const made = writeMeanings(each, solved).replace(anyUnknown, (placeholder) => {
        unsolved++;
        return shown.get(placeholder) ?? '';
      });
      const before = each.replace(anyUnknown, (placeholder) => shown.get(placeholder) ?? '');
      if (made !== before) repaired.add(page.number);
      return made;
    });
    if (unsolved > maxUnknownShare * letters) damaged.add(page.number);
    return { ...page, text };
  });
  return { pages: written, repaired, damaged };
}
