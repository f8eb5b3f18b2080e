import type { ParsedText } from '../../../src/documents/text-builder.js';
import { nestBlocks } from '../../../src/documents/nest-blocks.js';
import { expectBlockPromises } from '../block-promises.js';

/** Each block as `line kind text < parent's line`, after a look at what blocks promise. */
export function outlineRows(parsed: ParsedText): string[] {
  const { text, title = 'untitled' } = parsed;
  const blocks = nestBlocks(text, parsed.blocks);
  expectBlockPromises({ text, title, blocks });
  return blocks.map(({ kind, line, level, span, parent }) => {
    const under = parent < 0 ? '' : ` < ${String(blocks[parent]!.line)}`;
    const depth = level > 0 ? String(level) : '';
    return `${String(line)} ${kind}${depth} ${text.slice(span.start, span.end)}${under}`;
  });
}

/** The cells of a block as `column text`, those of names with a star, those across columns with their number. */
export function cellsOf({ text, blocks }: ParsedText, position: number): string[] {
  return (blocks[position]?.cells ?? []).map(({ span, column, columns, isHeader }) => {
    const across = columns > 1 ? `+${String(columns)}` : '';
    return `${String(column)}${across}${isHeader ? '*' : ''} ${text.slice(span.start, span.end)}`.trim();
  });
}
