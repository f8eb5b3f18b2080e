import type { Block } from '../contracts/document.js';
import type { Span } from '../contracts/span.js';

/** Whether a block only names what is told below it. */
export function isHeading(block: Block | undefined): boolean {
  return block?.kind === 'title' || block?.kind === 'heading';
}

export function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Position of the block that a sentence stands in, or -1. Blocks are in order. */
export function findBlock(blocks: readonly Block[], sentence: Span): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (blocks[middle]!.span.start <= sentence.start) low = middle + 1;
    else high = middle;
  }
  const found = blocks[low - 1];
  return found && holds(found.span, sentence) ? low - 1 : -1;
}
