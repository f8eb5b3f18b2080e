import type { HtmlRun } from './html-inline.js';
import type { NewBlock } from './text-builder.js';

/** The text of a block with its lines. */
export type TextWithLines = Pick<NewBlock, 'line' | 'text'> & { readonly lineBreaks: readonly number[] };

/** A part of a run. */
export function sliceRun(run: HtmlRun, start: number, end: number): TextWithLines {
  const before = run.lineBreaks.filter((offset) => offset <= start).length;
  return {
    text: run.text.slice(start, end),
    line: run.line + before,
    lineBreaks: run.lineBreaks.slice(before).flatMap((offset) => (offset < end ? [offset - start] : [])),
  };
}

/** Texts, in their order, joined to one; where each begins in it. */
export function joinTexts(
  texts: readonly TextWithLines[],
  separator: string,
): TextWithLines & { readonly starts: readonly number[] } {
  const lineBreaks: number[] = [];
  const starts: number[] = [];
  let line = texts[0]?.line ?? 1;
  let length = 0;
  for (const text of texts) {
    starts.push(length);
    for (; line < text.line; line++) lineBreaks.push(length);
    for (const offset of text.lineBreaks) lineBreaks.push(length + offset);
    line += text.lineBreaks.length;
    length += text.text.length + separator.length;
  }
  return {
    text: texts.map(({ text }) => text).join(separator),
    line: texts[0]?.line ?? 1,
    lineBreaks,
    starts,
  };
}
