import { readItemLabel } from '../text-structure/item-labels.js';
import { bodySize, type PdfContent, type PdfParagraph } from './paragraphs.js';

/** An entry of the outline that a file has for its readers. */
export interface OutlineEntry {
  readonly title: string;
  /** From 1. */
  readonly depth: number;
  /** From 1; undefined where the file does not say. */
  readonly page: number | undefined;
}

const deepest = 6;
/** Letters of a heading are larger than those of the text by so much. */
const minRatio = 1.13;
const maxHeadingUnits = 200;
const maxHeadingLines = 4;

/** A text as two writings of one heading have it in common. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

function mayBeHeading({ text, lineCount, noteLabel }: PdfParagraph): boolean {
  return (
    text.length <= maxHeadingUnits &&
    lineCount <= maxHeadingLines &&
    noteLabel === undefined &&
    /\p{L}{2}/u.test(text) &&
    !/[^.]\.$|[،,؛;]$/u.test(text)
  );
}

/** Levels by the outline: that of the entry that says the same, on the page that it names. */
function levelsByOutline(
  paragraphs: readonly PdfParagraph[],
  outline: readonly OutlineEntry[],
): Map<PdfParagraph, number> {
  const entries = new Map<string, OutlineEntry[]>();
  for (const entry of outline) {
    const key = fold(entry.title);
    if (key === '') continue;
    const same = entries.get(key);
    if (same) same.push(entry);
    else entries.set(key, [entry]);
  }
  const levels = new Map<PdfParagraph, number>();
  if (entries.size === 0) return levels;
  for (const paragraph of paragraphs) {
    if (paragraph.text.length > maxHeadingUnits) continue;
    const whole = fold(paragraph.text);
    // Programs number headings on the page and not in the outline, or the other way round.
    const entry = [whole, whole.replace(/^(?:\p{N}+ )+/u, '')]
      .flatMap((key) => entries.get(key) ?? [])
      .find(({ page }) => page === undefined || page === paragraph.pages[0]!.page);
    if (entry) levels.set(paragraph, Math.min(deepest, entry.depth));
  }
  return levels;
}

/** The levels of the headings of a document, by its outline and by the size of their letters. */
export function findHeadings(
  contents: readonly PdfContent[],
  outline: readonly OutlineEntry[],
): ReadonlyMap<PdfParagraph, number> {
  const paragraphs = contents.filter((content) => content.kind === 'paragraph');
  const levels = levelsByOutline(paragraphs, outline);
  const body = bodySize(contents);
  if (body === 0) return levels;
  const large = paragraphs.filter(
    (paragraph) =>
      !levels.has(paragraph) &&
      paragraph.size >= minRatio * body &&
      mayBeHeading(paragraph) &&
      readItemLabel(paragraph.text)?.family.length !== 1,
  );
  // Where most is large nothing stands out.
  if (large.length > 0.5 * paragraphs.length && paragraphs.length > 10) return levels;
  const roundedSize = ({ size }: PdfParagraph): number => Math.round(size * 2) / 2;
  const sizes = [...new Set(large.map(roundedSize))].sort((a, b) => b - a);
  const knownBySize = new Map<number, number>();
  for (const [paragraph, level] of levels) knownBySize.set(roundedSize(paragraph), level);
  for (const paragraph of large) {
    const size = roundedSize(paragraph);
    levels.set(paragraph, knownBySize.get(size) ?? Math.min(deepest, sizes.indexOf(size) + 1));
  }
  return levels;
}

/** Whether two texts are one heading, written twice. */
export function saySame(first: string, second: string): boolean {
  return fold(first) !== '' && fold(first) === fold(second);
}
