import type { StoredDocument } from '../contracts/document.js';
import type { Span } from '../contracts/span.js';

/** A name before a colon is at most so long. UTF-16 units. */
const maxLabelUnits = 60;

/** What names the value in a text that begins at `start`: the words before a colon; undefined where there are none. */
export function findLabel(text: string, { start, end }: Span): Span | undefined {
  const head = text.slice(start, Math.min(end, start + maxLabelUnits));
  const colon = head.search(/[:：]/u);
  if (colon <= 0 || start + colon + 1 >= end) return undefined;
  // "10:30", "https://…": no colon behind a name.
  if (/[\p{Nd}/]/u.test(head.charAt(colon + 1)) || /[.!?؟\n]/u.test(head.slice(0, colon))) return undefined;
  // "up to 25 people (before: 10)": it stands behind a bracket that is still open.
  const open = Math.max(head.lastIndexOf('(', colon), head.lastIndexOf('[', colon));
  if (open > 0 && !/[)\]]/u.test(head.slice(open, colon))) return undefined;
  return { start, end: start + colon };
}

/** What names the unit at `position` among the blocks: row headers, the name of a field or item, the term defined. */
export function labelsOf({ text, blocks }: StoredDocument, position: number): Span[] {
  const block = blocks[position];
  if (!block) return [];
  if (block.cells) {
    return block.cells
      .filter(({ isHeader, span }) => isHeader && span.start < span.end)
      .map(({ span }) => span);
  }
  const above = blocks[block.parent];
  if (above?.kind === 'term') return [above.span];
  const label = findLabel(text, { start: block.content, end: block.span.end });
  return label ? [label] : [];
}
