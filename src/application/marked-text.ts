import type { Citation } from '../contracts/answer.js';
import type { Span } from '../contracts/span.js';

function textOf({ excerpt, excerptSpan }: Citation, { start, end }: Span): string {
  return excerpt.slice(start - excerptSpan.start, end - excerptSpan.start);
}

/** What a citation marks as the answer, its spans one after the other. */
export function markedText(citation: Citation): string {
  return citation.answerSpans.map((span) => textOf(citation, span)).join(' ');
}

/** The date, number or name marked in it, if there is one. */
export function markedValue(citation: Citation): string | undefined {
  return citation.markSpan && textOf(citation, citation.markSpan);
}
