import { styleText } from 'node:util';

/** How things are set off: with colours on a terminal that has them, with characters elsewhere. */
export interface Style {
  strong(text: string): string;
  dim(text: string): string;
  /** The answering sentence inside its excerpt. */
  mark(text: string): string;
}

const plain: Style = { strong: (text) => text, dim: (text) => text, mark: (text) => `⟦${text}⟧` };

const coloured: Style = {
  strong: (text) => styleText('bold', text, { validateStream: false }),
  dim: (text) => styleText('dim', text, { validateStream: false }),
  // Line by line: a style that runs over a newline would colour the indentation.
  mark: (text) =>
    text
      .split('\n')
      .map((line) => styleText(['bold', 'green'], line, { validateStream: false }))
      .join('\n'),
};

/** `colours`: whether the stream is a terminal that shows them. */
export function createStyle(colours: boolean): Style {
  return colours ? coloured : plain;
}
