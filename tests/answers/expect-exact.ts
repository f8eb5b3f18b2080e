import { expect } from 'vitest';
import type { Citation } from '../../src/contracts/answer.js';
import type { SmallIndex } from './small-index.js';

/** Asserts that a citation quotes slices of the text of its document, one inside the other. */
export function expectExact({ documents }: SmallIndex, citation: Citation): void {
  const document = documents.find(({ id }) => id === citation.place.documentId)!;
  const { excerpt, excerptSpan, answerSpans, markSpan } = citation;
  expect(document.text.slice(excerptSpan.start, excerptSpan.end)).toBe(excerpt);
  expect(answerSpans.length).toBeGreaterThan(0);
  for (const { start, end } of answerSpans) {
    expect(start).toBeGreaterThanOrEqual(excerptSpan.start);
    expect(end).toBeLessThanOrEqual(excerptSpan.end);
    expect(end).toBeGreaterThan(start);
  }
  if (markSpan) {
    expect(markSpan.start).toBeGreaterThanOrEqual(answerSpans[0]!.start);
    expect(markSpan.end).toBeLessThanOrEqual(answerSpans[0]!.end);
  }
}
