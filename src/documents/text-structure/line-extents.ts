import { endsSentence } from '../text-lines.js';
import { lineHead, lineText, type Group } from './group.js';
import { readItemLabel, type ItemLabel } from './item-labels.js';
import type { PieceWriter } from './piece-writer.js';
import { readAnswerLabel, readQuestionLabel } from './question-labels.js';
import { readOrdinalAdverb, readSectionLabel } from './section-labels.js';
import { isCueTime, readTurnLabel, type Voices } from './turn-labels.js';

/** Whether a line has no room for a label with something behind it. The number of a subtitle stands alone. */
export function isTooShort(line: string): boolean {
  return line.length < 3 && !/^\p{Nd}/u.test(line);
}

/** Finds where blocks of several lines begin and end. */
export class LineExtents {
  constructor(
    private readonly writer: PieceWriter,
    private readonly voices: Voices,
  ) {}

  /** The label of an item that a line begins with, where one may stand here. */
  itemLabel(line: string): ItemLabel | undefined {
    const label = readItemLabel(line);
    return label?.isDoubtful && !this.writer.items.has(label.family) ? undefined : label;
  }

  /** Whether a line begins something of its own and does not go on with the line before it. */
  startsUnit(group: Group, index: number): boolean {
    const line = lineHead(group, index);
    if (isTooShort(line)) return false;
    const isMiddle = index > 0 && group.isJoined(index - 1);
    const label = this.itemLabel(line);
    if (label && !(isMiddle && /^[–—]/u.test(line))) return true;
    if (readTurnLabel(line, this.voices) || isCueTime(line)) return true;
    if (readQuestionLabel(line) > 0 || readAnswerLabel(line, this.writer.afterQuestion) > 0) return true;
    if (isMiddle && !endsSentence(lineText(group, index - 1))) return false;
    return readSectionLabel(lineText(group, index)) !== undefined || readOrdinalAdverb(line) > 0;
  }

  /** Behind the last line that goes on with what line `index` begins. */
  endOf(group: Group, index: number, takesIndented: boolean): number {
    let to = index + 1;
    for (; to < group.lines.length; to++) {
      const isIndented = takesIndented && group.lines[to]!.indent > group.lines[index]!.indent;
      if (!isIndented && !group.isJoined(to - 1)) break;
      if (this.startsUnit(group, to) && !(isIndented && this.goesOnCounting(group, to))) break;
    }
    return to;
  }

  /** Whether a line is a later item of a list that stands in the middle of a text. */
  private goesOnCounting(group: Group, index: number): boolean {
    const label = readItemLabel(lineHead(group, index));
    return (
      label !== undefined && label.family.length > 1 && !label.isFirst && !this.writer.items.has(label.family)
    );
  }
}
