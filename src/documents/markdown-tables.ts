import type { Cell } from '../contracts/document.js';
import type { NewBlock } from './text-builder.js';

const separator = ' | ';

/** A row of a table of Markdown; empty cells stay in their place. Undefined for a row of nothing else. */
export function toTableRow(cells: readonly string[], line: number, isHeader: boolean): NewBlock | undefined {
  if (cells.every((cell) => cell === '')) return undefined;
  let start = 0;
  const placed = cells.map((cell, column): Cell => {
    const span = { start, end: start + cell.length };
    start = span.end + separator.length;
    return { span, column, columns: 1, isHeader: isHeader || (column === 0 && cells.length > 1) };
  });
  const kind = isHeader ? 'table-header' : 'table-row';
  return { kind, level: 0, line, text: cells.join(separator), cells: placed };
}
