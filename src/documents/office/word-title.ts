import { tidyTitle } from '../text-builder.js';
import { looksLikeTitle } from '../text-lines.js';
import { readItemLabel } from '../text-structure/item-labels.js';
import { readOrdinalAdverb, readSectionLabel } from '../text-structure/section-labels.js';
import { labelsPart, titleOfHeadings } from '../title-of-headings.js';
import { findGivenTitle } from './package-title.js';
import type { WordContent, WordParagraph } from './word-content.js';
import { wholeText } from './word-groups.js';

/** What the title of the file is looked for among. */
const maxLookedAt = 50;

/** A title is at most so far down where only its place and its style speak for it. */
const maxPlace = 3;

/** What the first part of a document is often called, in front of those with numbers. */
const opening =
  /^(?:ال)?(?:مقدمة|تمهيد|توطئة|ديباجة|محتويات|فهرس|ملخص)$|^(?:introduction|preface|preamble|foreword|(?:table of )?contents|abstract|(?:executive )?summary)$/iu;

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

/** Whether a heading begins with a number or label, as those of parts do: "المادة (5)", "أولاً:", "2.". */
function isNumbered(heading: WordParagraph): boolean {
  const text = wholeText(heading);
  return (
    heading.label !== '' ||
    labelsPart(text) ||
    readOrdinalAdverb(text) > 0 ||
    readItemLabel(text) !== undefined
  );
}

/**
 * Whether the first heading names the whole although others have its style: it alone has no number, stands in the
 * middle, or has nothing under it but them.
 */
function headsOthers(top: readonly WordParagraph[], contents: readonly WordContent[]): boolean {
  const [first, ...others] = top;
  if (!first || others.length < 2 || isNumbered(first) || opening.test(first.text)) return false;
  const numbered = others.filter(isNumbered);
  return (
    numbered.length * 2 > others.length ||
    (first.isCentred && !others.some(({ isCentred }) => isCentred)) ||
    contents[contents.indexOf(first) + 1] === others[0]
  );
}

/**
 * The title of a document: the paragraph with the style of titles, or the one that says what the file says it is
 * called; where neither is, the title of the file, a first line that stands out, or a heading at the top that is the only
 * one of its level or stands above the others of it. A heading that labels a part stays one.
 */
export function chooseTitle(
  contents: readonly WordContent[],
  metadataTitle: string | undefined,
): ChosenTitle {
  const paragraphs = contents.filter((each) => each.kind === 'paragraph');
  const asTitle = (paragraph: WordParagraph | undefined): ChosenTitle | undefined => {
    if (!paragraph || !isWhole(paragraph)) return undefined;
    const text = wholeText(paragraph);
    return { title: tidyTitle(text), paragraph: labelsPart(text) ? undefined : paragraph };
  };
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
  const isAtTop = top.length > 0 && top[0] === headings[0] && contents.slice(0, maxPlace).includes(top[0]!);
  const names =
    (top.length === 1 && titleOfHeadings(top.map(wholeText)) !== undefined) || headsOthers(top, contents);
  const heading = isAtTop && names && paragraphs.length > 1 ? asTitle(top[0]) : undefined;
  const standing = first?.kind === 'paragraph' && standsOut(first, contents[1]) ? asTitle(first) : undefined;
  return standing ?? heading ?? { title: undefined, paragraph: undefined };
}
