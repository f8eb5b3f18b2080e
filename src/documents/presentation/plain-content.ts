import { tidyText, type WordContent, type WordParagraph, type WordTable } from '../office/word-content.js';

/** A paragraph of a slide with its label, by which it is an item of a list. */
export function toParagraph(
  text: string,
  more: Partial<Pick<WordParagraph, 'label' | 'list' | 'isBold' | 'role'>> = {},
): WordParagraph {
  return {
    kind: 'paragraph',
    text: tidyText(text),
    label: '',
    role: 'body',
    level: 0,
    list: undefined,
    isBold: false,
    isCentred: false,
    notes: [],
    ...more,
  };
}

/** A table of texts, of which the first row may name the columns. */
export function toTable(rows: readonly (readonly string[])[], hasHeader: boolean): WordTable {
  return {
    kind: 'table',
    rows: rows.map((texts, i) => ({
      isHeader: hasHeader && i === 0,
      cells: texts.map((text) => ({
        columns: 1,
        rows: 1,
        content: text === '' ? [] : [toParagraph(text)],
      })),
    })),
  };
}

/** The items of a list, each at its level from 0. */
export function toList(
  items: readonly { readonly text: string; readonly level: number }[],
  listId: string,
): WordContent[] {
  return items.map(({ text, level }) =>
    toParagraph(text, { label: '• ', list: { listId, level, indent: undefined } }),
  );
}
