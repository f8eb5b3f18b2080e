/**
 * A half-open range `[start, end)` of UTF-16 units into the stored text of a document.
 * `document.text.slice(span.start, span.end)` is the quoted text, everywhere, always.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}
