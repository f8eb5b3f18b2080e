import type { PageItem, PageText } from './page-text.js';

export function textsOf({ items }: PageText): string[] {
  return items.flatMap((item) =>
    item.kind === 'line' ? [item.line.text] : item.table.cells.map(({ text }) => text),
  );
}

function mapItem(item: PageItem, change: (text: string) => string): PageItem {
  if (item.kind === 'line') return { ...item, line: { ...item.line, text: change(item.line.text) } };
  const cells = item.table.cells.map((cell) => ({ ...cell, text: change(cell.text) }));
  return { ...item, table: { ...item.table, cells } };
}

/** A page with each of its texts changed. */
export function mapTexts(page: PageText, change: (text: string) => string): PageText {
  return { ...page, items: page.items.map((item) => mapItem(item, change)) };
}
