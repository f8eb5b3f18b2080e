import { looksLikeHeading } from '../text-lines.js';
import { isField } from '../text-structure/field-lines.js';
import type { Group, NextLine } from '../text-structure/group.js';
import type { Line } from '../text-structure/lines.js';
import { readAnswerLabel, readQuestionLabel } from '../text-structure/question-labels.js';
import { readOrdinalAdverb, readSectionLabel } from '../text-structure/section-labels.js';
import { paragraphsOf, type WordContent, type WordParagraph } from './word-content.js';

/** Labels are looked for in so much of a paragraph. */
const headUnits = 400;
const maxFieldUnits = 210;
const maxRowUnits = 240;

export function wholeText({ label, text }: WordParagraph): string {
  return label + text;
}

function isPlain({ role, list, notes }: WordParagraph): boolean {
  return role === 'body' && !list && notes.length === 0;
}

/** Whether a paragraph may be a line of a card or of a table without rules, which are read as groups. */
export function mayStandInGroup(paragraph: WordParagraph): boolean {
  const { text } = paragraph;
  if (!isPlain(paragraph) || text.length > maxRowUnits || text.includes('\n')) return false;
  return text.includes('\t') || (text.length <= maxFieldUnits && isField(text));
}

/** Whether a label that the program writes is one that plain text is read for: of an article, a question and the like. */
export function isRead(paragraph: WordParagraph): boolean {
  const label = paragraph.label.trim();
  const head = wholeText(paragraph).slice(0, headUnits);
  return (
    isSectionLabel(label) ||
    readOrdinalAdverb(label) > 0 ||
    readOrdinalAdverb(head) > 0 ||
    readQuestionLabel(head) > 0 ||
    readAnswerLabel(head, false) > 0 ||
    (paragraph.isBold && /\p{Nd}/u.test(label) && looksLikeHeading(paragraph.text))
  );
}

function isSectionLabel(label: string): boolean {
  return label.length > 2 && readSectionLabel(label)?.end === label.length;
}

/** Whether the writer marks headings, by styles or at least by bold type. */
export function hasMarkedHeadings(contents: readonly WordContent[]): boolean {
  for (const { role, isBold, text } of paragraphsOf(contents)) {
    if (role === 'heading' || (role === 'body' && isBold && looksLikeHeading(text))) return true;
  }
  return false;
}

function toNextLine(content: WordContent | undefined): NextLine | undefined {
  if (!content) return undefined;
  if (content.kind === 'table') return { text: '', indent: 0, isHeading: false };
  const text = wholeText(content).slice(0, headUnits).split('\n')[0]!;
  return { text, indent: 0, isHeading: content.role === 'heading' };
}

/** Where lines begin and end: a label of a section that the program writes is a line of its own. */
function findExtents(paragraph: WordParagraph): { start: number; end: number }[] {
  const text = wholeText(paragraph);
  const label = paragraph.label.trimEnd();
  const isApart = isSectionLabel(label.trim()) && readSectionLabel(text)?.end !== text.length;
  const extents = isApart ? [{ start: 0, end: label.length }] : [];
  let from = isApart ? label.length : 0;
  for (const line of text.slice(from).split('\n')) {
    extents.push({ start: from, end: from + line.length });
    from += line.length + 1;
  }
  return extents;
}

/** Paragraphs as lines, such as a text file has. Each paragraph is one, unless it has breaks. */
export function toGroup(
  paragraphs: readonly WordParagraph[],
  next: WordContent | undefined,
  firstLine: number,
): Group {
  const text = paragraphs.map(wholeText).join('\n');
  const lines: Line[] = [];
  const owners: WordParagraph[] = [];
  let from = 0;
  paragraphs.forEach((paragraph, i) => {
    for (const { start, end } of findExtents(paragraph)) {
      const line = text.slice(from + start, from + end);
      const indent = line.length - line.trimStart().length;
      if (line.trim() === '') continue;
      lines.push({
        start: from + start + indent,
        end: from + start + line.trimEnd().length,
        number: firstLine + i,
        indent: 0,
        ruleBefore: undefined,
        ruleAfter: undefined,
      });
      owners.push(paragraph);
    }
    from += wholeText(paragraph).length + 1;
  });
  return {
    text,
    lines,
    next: toNextLine(next),
    isJoined: (index) => owners[index] === owners[index + 1],
    isBold: (index) => owners[index]!.isBold,
  };
}
