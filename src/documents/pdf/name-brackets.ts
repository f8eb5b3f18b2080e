import { bracketBalance, nameBrackets } from './mirrored-brackets.js';
import type { PageItem, PageText } from './page-text.js';

function textsOf(item: PageItem): string[] {
  return item.kind === 'line' ? [item.line.text] : item.table.cells.map(({ text }) => text);
}

/** How far the brackets of a page are named by their meaning (above 0) or by their shape (below). */
export function voteOnBrackets(page: PageText): number {
  return page.items.flatMap(textsOf).reduce((sum, text) => sum + bracketBalance(text), 0);
}

function nameInItem(item: PageItem, isMirrored: boolean): PageItem {
  if (item.kind === 'line') {
    return { ...item, line: { ...item.line, text: nameBrackets(item.line.text, isMirrored) } };
  }
  const cells = item.table.cells.map((cell) => ({ ...cell, text: nameBrackets(cell.text, isMirrored) }));
  return { ...item, table: { ...item.table, cells } };
}

/** Names the brackets of a page as most of its pairs ask for; where it has none, as those of the whole document do. */
export function namePageBrackets(page: PageText, documentVote: number): PageText {
  const vote = voteOnBrackets(page) || documentVote;
  return { ...page, items: page.items.map((item) => nameInItem(item, vote < 0)) };
}
