import {
  looksLikeDateline,
  looksLikeHeading,
  looksLikeTitle,
  startsListItem,
  endsSentence,
} from './text-lines.js';
import { maxBlocks, type DraftBlock, type ParsedText } from './text-builder.js';

/** A line that holds more than white space, without the white space around it. */
interface Line {
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly number: number;
  /** White space before it, in characters. */
  readonly indent: number;
}

/** Lines that belong together: a paragraph over several lines, a list item, or one line. */
interface Unit {
  readonly first: Line;
  readonly last: Line;
  readonly isListItem: boolean;
  /** Whether it has its group, the lines between two blank ones, to itself. */
  readonly isAlone: boolean;
}

/** Text is taken for wrapped by hand at columns between these. */
const narrowestWrap = 60;
const widestWrap = 120;
/** A group of lines without a blank one is looked at in pieces of so many lines. */
const maxGroupLines = 10_000;

const whiteSpace = /\s/;

function* findLines(text: string): Generator<Line> {
  let number = 1;
  for (let from = 0; from <= text.length; number++) {
    const newline = text.indexOf('\n', from);
    const stop = newline < 0 ? text.length : newline;
    let start = from;
    while (start < stop && whiteSpace.test(text.charAt(start))) start++;
    let end = stop;
    while (end > start && whiteSpace.test(text.charAt(end - 1))) end--;
    if (start < end) yield { start, end, number, indent: start - from };
    from = stop + 1;
  }
}

function lengthOf(line: Line): number {
  return line.end - line.start;
}

/** The length of the first word of a line: what a writer would have had to fit on the line before. */
function firstWordLength(text: string, line: Line): number {
  let end = line.start;
  while (end < line.end && !whiteSpace.test(text.charAt(end))) end++;
  return end - line.start;
}

/**
 * The column that the writer wrapped lines at: that which almost no line passes. 0 where most of the text
 * stands on long lines, one a paragraph.
 */
function findWrapColumn(text: string): number {
  const linesByLength = new Uint32Array(widestWrap + 1);
  let shortLines = 0;
  let shortUnits = 0;
  let longUnits = 0;
  for (const line of findLines(text)) {
    const length = lengthOf(line);
    if (length > widestWrap) longUnits += length;
    else {
      shortUnits += length;
      shortLines++;
      linesByLength[length]!++;
    }
  }
  if (longUnits > shortUnits) return 0;
  let column = widestWrap;
  for (let behind = 0; column > 0; column--) {
    behind += linesByLength[column]!;
    if (behind > shortLines * 0.03) break;
  }
  return column;
}

/** Whether the writer went on to `next` only because its first word did not fit on the line any more. */
function isWrapped(text: string, line: Line, next: Line, column: number): boolean {
  return lengthOf(line) + 1 + firstWordLength(text, next) > column;
}

/** The column at which this group of lines is wrapped; 0 where each line stands for itself. */
function findGroupColumn(text: string, group: readonly Line[], column: number): number {
  if (column === 0 || group.length < 2) return 0;
  const longest = group.reduce((most, line) => Math.max(most, lengthOf(line)), 0);
  if (longest > widestWrap) return 0;
  const before = group.slice(0, -1);
  // Lines that all end a sentence are short paragraphs.
  if (before.every((line) => endsSentence(text.slice(line.start, line.end)))) return 0;
  const wrapped = before.filter((line, i) => isWrapped(text, line, group[i + 1]!, longest)).length;
  const own = group.length > 2 && wrapped >= before.length * 0.7 ? longest : column;
  return own >= narrowestWrap ? own : 0;
}

function* groupUnits(text: string, group: readonly Line[], documentColumn: number): Generator<Unit> {
  const column = findGroupColumn(text, group, documentColumn);
  for (let i = 0; i < group.length;) {
    const first = group[i]!;
    const isListItem = startsListItem(text.slice(first.start, first.start + 16));
    let last = first;
    for (i++; i < group.length; i++) {
      const next = group[i]!;
      if (startsListItem(text.slice(next.start, next.start + 16))) break;
      const continuesItem = isListItem && next.indent > first.indent;
      if (!continuesItem && (column === 0 || !isWrapped(text, last, next, column))) break;
      last = next;
    }
    yield { first, last, isListItem, isAlone: first === group[0] && last === group.at(-1) };
  }
}

function* findUnits(text: string): Generator<Unit> {
  const column = findWrapColumn(text);
  let group: Line[] = [];
  for (const line of findLines(text)) {
    const previous = group.at(-1);
    if (previous && (line.number > previous.number + 1 || group.length >= maxGroupLines)) {
      yield* groupUnits(text, group, column);
      group = [];
    }
    group.push(line);
  }
  yield* groupUnits(text, group, column);
}

/**
 * Plain text: the stored text is the text itself. A first line that looks like a title is one, a second that
 * looks like a dateline is one; a paragraph is a line, or several lines that were wrapped by hand.
 */
export function parseText(text: string): ParsedText {
  const blocks: DraftBlock[] = [];
  let heading: DraftBlock | undefined;
  for (const { first, last, isListItem, isAlone } of findUnits(text)) {
    const span = { start: first.start, end: last.end };
    const previous = blocks.at(-1);
    if (previous && blocks.length >= maxBlocks) {
      previous.span = { start: previous.span.start, end: span.end };
      continue;
    }
    const isOneLine = first === last && !isListItem;
    const line = isOneLine && lengthOf(first) <= 300 ? text.slice(span.start, span.end) : '';
    const block: DraftBlock = {
      kind: 'paragraph',
      span,
      level: 0,
      line: first.number,
      content: span.start,
    };
    if (isListItem) block.kind = 'list-item';
    else if (blocks.length === 0 && looksLikeTitle(line)) block.kind = 'title';
    else if (blocks.length === 1 && previous?.kind === 'title' && looksLikeDateline(line))
      block.kind = 'dateline';
    // A heading is known by the longer paragraph below it.
    if (
      heading &&
      block.kind === 'paragraph' &&
      span.end - span.start > heading.span.end - heading.span.start
    ) {
      heading.kind = 'heading';
      heading.level = 1;
    }
    heading = isAlone && block.kind === 'paragraph' && looksLikeHeading(line) ? block : undefined;
    blocks.push(block);
  }
  const [top, second] = blocks;
  // What nothing follows is the text itself.
  if (second?.kind === 'dateline' && blocks.length === 2) second.kind = 'paragraph';
  if (top?.kind === 'title' && !second) top.kind = 'paragraph';
  const title = top?.kind === 'title' ? text.slice(top.span.start, top.span.end) : undefined;
  return { title, text, blocks };
}
