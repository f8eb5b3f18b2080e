import type { Span } from '../../src/contracts/span.js';

/** A text with spans written into it, as in "انتهى ⟦أمس⟧". */
export function readMarked(marked: string): { text: string; spans: Span[] } {
  let text = '';
  const spans: Span[] = [];
  for (const part of marked.split('⟦')) {
    const [inside, outside] = part.split('⟧');
    if (outside !== undefined) spans.push({ start: text.length, end: text.length + inside!.length });
    text += inside! + (outside ?? '');
  }
  return { text, spans };
}

/** The inverse of {@link readMarked}, which makes a failed test legible. */
export function writeMarked(text: string, spans: readonly Span[]): string {
  let marked = '';
  let from = 0;
  for (const { start, end } of spans) {
    marked += `${text.slice(from, start)}⟦${text.slice(start, end)}⟧`;
    from = end;
  }
  return marked + text.slice(from);
}
