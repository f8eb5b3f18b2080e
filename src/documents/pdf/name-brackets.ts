import { mapTexts, textsOf } from './map-page-text.js';
import { bracketBalance, nameBrackets } from './mirrored-brackets.js';
import type { PageText } from './page-text.js';

/** How far the brackets of a page are named by their meaning (above 0) or by their shape (below). */
export function voteOnBrackets(page: PageText): number {
  return textsOf(page).reduce((sum, text) => sum + bracketBalance(text), 0);
}

/** Names the brackets of a page as most of its pairs ask for; where it has none, as those of the whole document do. */
export function namePageBrackets(page: PageText, documentVote: number): PageText {
  const vote = voteOnBrackets(page) || documentVote;
  return mapTexts(page, (text) => nameBrackets(text, vote < 0));
}
