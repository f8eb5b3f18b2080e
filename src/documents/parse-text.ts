import { looksLikeDateline, looksLikeTitle } from './text-lines.js';
import { maxBlocks, type DraftBlock, type ParsedText } from './text-builder.js';
import { lineText, type Group } from './text-structure/group.js';
import { findGroupColumn, findWrapColumn, isWrapped } from './text-structure/hard-wraps.js';
import { findLines, lengthOf, takeRules, type Line, type RuledText } from './text-structure/lines.js';
import { StructureReader } from './text-structure/structure-reader.js';
import { splitAtGaps } from './text-structure/text-tables.js';
import { findVoices } from './text-structure/turn-labels.js';

/** A group of lines without a blank one is looked at in pieces of so many lines. */
const maxGroupLines = 10_000;
/** A longer line is no title. */
const maxTitleUnits = 300;

/** Whether the rule between two lines is one inside of a table. */
function isInTable(text: string, before: Line, line: Line): boolean {
  const { ruleAfter } = before;
  if (!ruleAfter || line.number !== before.number + 2) return false;
  if (ruleAfter.columns.length > 1) return true;
  const isRow = (each: Line): boolean => lengthOf(each) < 300 && splitAtGaps(text, each).length > 1;
  return isRow(before) && isRow(line);
}

function* findGroups(ruled: RuledText): Generator<Line[]> {
  let group: Line[] = [];
  for (const line of findLines(ruled)) {
    const previous = group.at(-1);
    const isApart = previous && line.number > previous.number + 1 && !isInTable(ruled.text, previous, line);
    if (isApart || group.length >= maxGroupLines) {
      yield group;
      group = [];
    }
    group.push(line);
  }
  if (group.length > 0) yield group;
}

function toGroup(
  text: string,
  lines: readonly Line[],
  after: readonly Line[] | undefined,
  documentColumn: number,
): Group {
  const column = findGroupColumn(text, lines, documentColumn);
  const next = after?.[0];
  return {
    text,
    lines,
    next: next && {
      text: text.slice(next.start, Math.min(next.end, next.start + 400)),
      indent: next.indent,
      isHeading: false,
    },
    isJoined: (index) => column > 0 && isWrapped(text, lines[index]!, lines[index + 1]!, column),
    isBold: () => false,
  };
}

/** A first line is a title where something else in kind follows: a blank line, a rule, a dateline, longer text, a list. */
function startsWithTitle(group: Group, reader: StructureReader): boolean {
  const [first, second] = group.lines;
  if (!first || lengthOf(first) > maxTitleUnits || !looksLikeTitle(lineText(group, 0))) return false;
  if (reader.isLabelled(group)) return false;
  if (!second) return group.next !== undefined;
  if (group.isJoined(0)) return false;
  const below = lineText(group, 1);
  return (
    looksLikeDateline(below) ||
    lengthOf(second) > 1.5 * lengthOf(first) ||
    reader.isLabelled({ ...group, lines: group.lines.slice(1, 12) }) ||
    (group.next !== undefined && group.lines.length < 5)
  );
}

/**
 * Plain text: the stored text is the text itself, without the rules that part it. A first line that looks like a
 * title is one, a second that looks like a dateline is one; a paragraph is a line, or several lines that were wrapped by
 * hand; what else the lines are they show by how they begin.
 */
export function parseText(source: string): ParsedText {
  const ruled = takeRules(source);
  const { text } = ruled;
  const documentColumn = findWrapColumn(findLines(ruled));
  const blocks: DraftBlock[] = [];
  const state = { isFull: false };
  const push = (block: DraftBlock): DraftBlock | undefined => {
    // What stands behind becomes part of the last one, below.
    if (blocks.length >= maxBlocks) {
      state.isFull = true;
      return undefined;
    }
    blocks.push(block);
    return block;
  };
  const reader = new StructureReader({
    voices: findVoices(lineTexts(ruled)),
    hasMarkedHeadings: false,
    emit: ({ kind, start, end, level, line, content, cells }) => {
      const block: DraftBlock = { kind, span: { start, end }, level, line, content };
      if (cells) block.cells = cells;
      return push(block);
    },
  });
  const addLine = (kind: 'title' | 'dateline', { start, end, number }: Line): void => {
    push({ kind, span: { start, end }, level: 0, line: number, content: start });
  };

  let isStart = true;
  const read = (lines: readonly Line[], after: readonly Line[] | undefined): void => {
    let group = toGroup(text, lines, after, documentColumn);
    const takeFirst = (kind: 'title' | 'dateline'): void => {
      addLine(kind, group.lines[0]!);
      group = toGroup(text, group.lines.slice(1), after, documentColumn);
    };
    if (isStart && startsWithTitle(group, reader)) takeFirst('title');
    isStart = false;
    const mayBeDated = blocks.length === 1 && blocks[0]!.kind === 'title' && group.lines.length > 0;
    if (mayBeDated && !reader.isLabelled(group) && looksLikeDateline(lineText(group, 0)))
      takeFirst('dateline');
    reader.read(group);
  };
  let before: Line[] | undefined;
  for (const lines of findGroups(ruled)) {
    if (before) read(before, lines);
    before = lines;
    if (state.isFull) break;
  }
  if (before && !state.isFull) read(before, undefined);
  const last = blocks.at(-1);
  if (last && state.isFull) last.span = { start: last.span.start, end: text.trimEnd().length };

  const [top, second] = blocks;
  // What nothing follows is the text itself.
  if (second?.kind === 'dateline' && blocks.length === 2) second.kind = 'paragraph';
  if (top?.kind === 'title' && !second) top.kind = 'paragraph';
  const title = top?.kind === 'title' ? text.slice(top.span.start, top.span.end) : undefined;
  return { title, text, blocks };
}

function* lineTexts(ruled: RuledText): Generator<string> {
  for (const { start, end } of findLines(ruled)) yield ruled.text.slice(start, Math.min(end, start + 400));
}
