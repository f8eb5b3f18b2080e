import { tidyTitle } from '../text-builder.js';
import { looksLikeTitle } from '../text-lines.js';
import { readItemLabel } from '../text-structure/item-labels.js';
import { labelsPart } from '../title-of-headings.js';
import { saySame } from './heading-levels.js';
import { bodySize, type PdfContent, type PdfParagraph } from './paragraphs.js';

/** Titles that programs give to files of themselves. */
const noTitle =
  /^(?:microsoft\s.{0,200}|untitled.{0,20}|(?:document|مستند|doc|print|layout)\s?\d*|title|template|normal|slide \d+|powerpoint presentation|.{1,200}\.(?:docx?|dotx?|rtf|odt|ott|tmp|pdf|indd|qxd|pptx?|xlsx?|tex|dvi|html?|cdr|ai|fm)|https?:.{0,300}|about:blank)$/iu;
/** What the title is looked for among. */
const maxLookedAt = 12;
const titleRatio = 1.2;

interface ChosenTitle {
  readonly title: string | undefined;
  /** The paragraph that is the title, where one is. */
  readonly paragraph: PdfParagraph | undefined;
}

const arabic = /\p{Script=Arabic}/u;

/** Titles in Arabic are often written in bytes that PDF takes for Latin letters with accents. */
function isGarbled(title: string, contents: readonly PdfContent[]): boolean {
  if (/[\ufffd\0-\u001f]/.test(title)) return true;
  const odd = title.match(/[\u0080-\u00ff\u2030-\u203a\u0152-\u0178]/g) ?? [];
  const isText = contents.some((content) => content.kind === 'paragraph' && arabic.test(content.text));
  return isText && odd.length * 3 > title.length;
}

/** The first line that is larger than the text, on the first page. */
function findLargest(contents: readonly PdfContent[]): PdfParagraph | undefined {
  const body = bodySize(contents);
  const firstPage = contents
    .flatMap((content) => (content.kind === 'paragraph' ? [content] : []))
    .slice(0, maxLookedAt);
  const onFirst = firstPage.filter(({ pages }) => pages[0]!.page === firstPage[0]!.pages[0]!.page);
  const largest = onFirst.reduce<PdfParagraph | undefined>(
    (best, each) => (best && best.size > each.size - 0.25 ? best : each),
    undefined,
  );
  if (!largest || contents.length < 2 || largest.size < titleRatio * body) return undefined;
  const { text } = largest;
  if (!looksLikeTitle(text) || readItemLabel(text) || labelsPart(text)) return undefined;
  return tidyTitle(text) === text ? largest : undefined;
}

/** The title that the file gives, where a reader would take it for one; else the first line that is larger than the text. */
export function choosePdfTitle(contents: readonly PdfContent[], given: string | undefined): ChosenTitle {
  const said = tidyTitle(given?.normalize('NFKC'));
  const largest = findLargest(contents);
  const isKnown =
    said !== undefined && !noTitle.test(said) && /\p{L}{2}/u.test(said) && !isGarbled(said, contents);
  if (!isKnown) return { title: largest?.text, paragraph: largest };
  const paragraphs = contents.filter((content) => content.kind === 'paragraph').slice(0, maxLookedAt);
  const same = paragraphs.find(({ text }) => saySame(text, said));
  if (same) return { title: tidyTitle(same.text), paragraph: labelsPart(same.text) ? undefined : same };
  // A title in another script than the text is one for the archive.
  if (largest && arabic.test(largest.text) && !arabic.test(said))
    return { title: largest.text, paragraph: largest };
  return { title: said, paragraph: undefined };
}
