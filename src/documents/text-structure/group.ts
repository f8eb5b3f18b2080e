import type { Line } from './lines.js';

/** What comes first behind a group of lines. */
export interface NextLine {
  readonly text: string;
  readonly indent: number;
  /** Whether the writer marked it as a heading. */
  readonly isHeading: boolean;
}

/** Lines with no blank one between them, of a text file or of one paragraph of Markdown. */
export interface Group {
  /** What the offsets of the lines are into. */
  readonly text: string;
  readonly lines: readonly Line[];
  /** Undefined at the end of the document. */
  readonly next: NextLine | undefined;
  /** Whether a line goes on in the next one, because the writer or his editor wrapped it. */
  readonly isJoined: (index: number) => boolean;
  /** Whether a line is all in bold type. */
  readonly isBold: (index: number) => boolean;
}

export function lineText({ text, lines }: Group, index: number): string {
  const line = lines[index]!;
  return text.slice(line.start, line.end);
}

/** As much of a line as labels are looked for in, with a little more. */
export function lineHead({ text, lines }: Group, index: number): string {
  const line = lines[index]!;
  return text.slice(line.start, Math.min(line.end, line.start + 400));
}
