import { endsSentence } from '../text-lines.js';
import { lengthOf, type Line } from './lines.js';

/** Text is taken for wrapped by hand at columns between these. */
const narrowestWrap = 60;
const widestWrap = 120;

/** The length of the first word of a line: what a writer would have had to fit on the line before. */
function firstWordLength(text: string, line: Line): number {
  let end = line.start;
  while (end < line.end && !/\s/.test(text.charAt(end))) end++;
  return end - line.start;
}

/**
 * The column that the writer wrapped lines at: that which almost no line passes. 0 where most of the text
 * stands on long lines, one a paragraph.
 */
export function findWrapColumn(lines: Iterable<Line>): number {
  const linesByLength = new Uint32Array(widestWrap + 1);
  let shortLines = 0;
  let shortUnits = 0;
  let longUnits = 0;
  for (const line of lines) {
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
export function isWrapped(text: string, line: Line, next: Line, column: number): boolean {
  return lengthOf(line) + 1 + firstWordLength(text, next) > column;
}

/** The column at which this group of lines is wrapped; 0 where each line stands for itself. */
export function findGroupColumn(text: string, group: readonly Line[], column: number): number {
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
