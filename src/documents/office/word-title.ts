import { tidyTitle } from '../text-builder.js';
import { looksLikeTitle } from '../text-lines.js';
import { readItemLabel } from '../text-structure/item-labels.js';
import { readSectionLabel } from '../text-structure/section-labels.js';
import { findGivenTitle } from './package-title.js';
import type { WordContent, WordParagraph } from './word-content.js';
import { wholeText } from './word-groups.js';

/** What the title of the file is looked for among. */
const maxLookedAt = 50;

/** A title is at most so far down where only its place and its style speak for it. */
const maxPlace = 3;

interface ChosenTitle {
  readonly title: string | undefined;
  /** The paragraph that is the title, where one is. */
  readonly paragraph: WordParagraph | undefined;
}

/** Whether the paragraph as a whole can be the title: one that is cut would be another text. */
function isWhole(paragraph: WordParagraph): boolean {
  const text = wholeText(paragraph);
  return tidyTitle(text) === text.replace(/\s+/g, ' ').trim();
}

/** A first line that stands out and is followed by text: what a writer without styles has for a title. */
function standsOut(first: WordParagraph, next: WordContent | undefined): boolean {
  const text = wholeText(first);
  return (
    next !== undefined &&
    first.role === 'body' &&
    !first.list &&
    (first.isBold || first.isCentred) &&
    looksLikeTitle(text) &&
    !readSectionLabel(text) &&
    !readItemLabel(text)
  );
}

/**
 * The title of a document: the paragraph with the style of titles, or the one that says what the file says it is
 * called; where neither is, the title of the file, a first line that stands out, or a heading at the top that is the only
 * one of its level.
 */
export function chooseTitle(
  contents: readonly WordContent[],
  metadataTitle: string | undefined,
): ChosenTitle {
  const paragraphs = contents.filter((each) => each.kind === 'paragraph');
  const asTitle = (paragraph: WordParagraph | undefined): ChosenTitle | undefined =>
    paragraph && isWhole(paragraph) ? { title: tidyTitle(wholeText(paragraph)), paragraph } : undefined;
  const styled = asTitle(paragraphs.find(({ role }) => role === 'title'));
  if (styled) return styled;
  const known = findGivenTitle(metadataTitle);
  if (known !== undefined) {
    const same = paragraphs.slice(0, maxLookedAt).find((each) => tidyTitle(wholeText(each)) === known);
    return asTitle(same) ?? { title: known, paragraph: undefined };
  }
  const headings = paragraphs.filter(({ role }) => role === 'heading');
  const top = headings.filter(({ level }) => level === 1);
  const [first] = contents;
  const isOnly = top.length === 1 && top[0] === headings[0] && contents.slice(0, maxPlace).includes(top[0]!);
  const only = isOnly && paragraphs.length > 1 ? asTitle(top[0]) : undefined;
  const standing = first?.kind === 'paragraph' && standsOut(first, contents[1]) ? asTitle(first) : undefined;
  return standing ?? only ?? { title: undefined, paragraph: undefined };
}
