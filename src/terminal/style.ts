import { styleText } from 'node:util';

/** How things are set off: with colours on a terminal that has them, with characters elsewhere. */
export interface Style {
  strong(text: string): string;
  dim(text: string): string;
  /** The answering sentence inside its excerpt. */
  mark(text: string): string;
  /** The date or number asked for, inside the answering sentence. */
  point(text: string): string;
}

const plain: Style = {
  strong: (text) => text,
  dim: (text) => text,
  mark: (text) => `⟦${text}⟧`,
  point: (text) => `⟪${text}⟫`,
};

/** Line by line: a style that runs over a newline would colour the indentation. */
function inColour(format: Parameters<typeof styleText>[0]): (text: string) => string {
  return (text) =>
    text
      .split('\n')
      .map((line) => (line === '' ? line : styleText(format, line, { validateStream: false })))
      .join('\n');
}

const coloured: Style = {
  strong: inColour('bold'),
  dim: inColour('dim'),
  mark: inColour('bold'),
  // Inside a mark, which is bold.
  point: inColour('green'),
};

/** `colours`: whether the stream is a terminal that shows them. */
export function createStyle(colours: boolean): Style {
  return colours ? coloured : plain;
}
