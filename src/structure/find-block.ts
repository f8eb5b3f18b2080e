import type { Block } from '../contracts/document.js';
import type { Span } from '../contracts/span.js';

/** Whether a block only names what is told below it. */
export function isHeading(block: Block | undefined): boolean {
  return block?.kind === 'title' || block?.kind === 'heading';
}

export function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Position of the last block that starts at or before `offset`, or -1. Blocks are in order. */
function lastBlockFrom(blocks: readonly Block[], offset: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (blocks[middle]!.span.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Position of the block that a sentence stands in, or -1. */
export function findBlock(blocks: readonly Block[], sentence: Span): number {
  const position = lastBlockFrom(blocks, sentence.start);
  const found = blocks[position];
  return found && holds(found.span, sentence) ? position : -1;
}

/** Position of the first block of which a part is in a span, or -1 where there are no blocks. */
export function firstBlockIn(blocks: readonly Block[], { start }: Span): number {
  return Math.max(blocks.length > 0 ? 0 : -1, lastBlockFrom(blocks, start));
}
