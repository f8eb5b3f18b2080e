import type { DraftBlock } from '../text-builder.js';
import { lineHead, type Group } from './group.js';
import type { PieceWriter } from './piece-writer.js';
import { isCueTime, readTurnLabel, type Voices } from './turn-labels.js';

/** Whether a line is the number or the time of a subtitle. */
function startsCue(group: Group, index: number): boolean {
  const line = lineHead(group, index);
  if (isCueTime(line)) return true;
  return (
    index + 1 < group.lines.length && /^\p{Nd}{1,6}$/u.test(line) && isCueTime(lineHead(group, index + 1))
  );
}

/** Reads what is said in chats, interviews and subtitles. */
export class ConversationReader {
  /** A turn of which only the time and name were read. */
  private openTurn: DraftBlock | undefined;

  constructor(
    private readonly writer: PieceWriter,
    private readonly voices: Voices,
  ) {}

  /** Says that something else was read. */
  interrupt(): void {
    this.openTurn = undefined;
  }

  /** A subtitle: its number and time, and what is said. */
  readCue(group: Group, index: number): number {
    const { lines } = group;
    if (!startsCue(group, index)) return 0;
    const said = isCueTime(lineHead(group, index)) ? index + 1 : index + 2;
    let to = said;
    while (to < lines.length && !startsCue(group, to)) to++;
    const content = (said < to ? lines[said]!.start : lines[to - 1]!.end) - lines[index]!.start;
    this.writer.add(group, 'turn', index, to, { content });
    return to;
  }

  readTurn(group: Group, index: number, line: string): number {
    const label = readTurnLabel(line, this.voices);
    if (!label) return 0;
    let to = index + 1;
    while (to < group.lines.length && !readTurnLabel(lineHead(group, to), this.voices)) to++;
    const { start, end } = group.lines[index]!;
    const isHeader = start + label.content >= end;
    const content = isHeader && to > index + 1 ? group.lines[index + 1]!.start - start : label.content;
    const turn = this.writer.add(group, 'turn', index, to, { content });
    this.openTurn = isHeader && to === index + 1 ? turn : undefined;
    return to;
  }

  /** What is said may stand below a blank line. */
  continueTurn(group: Group): number {
    const turn = this.openTurn;
    this.openTurn = undefined;
    if (!turn) return 0;
    let to = 0;
    while (to < group.lines.length && !readTurnLabel(lineHead(group, to), this.voices)) to++;
    if (to > 0) {
      turn.content = group.lines[0]!.start;
      turn.span = { start: turn.span.start, end: group.lines[to - 1]!.end };
    }
    return to;
  }
}
