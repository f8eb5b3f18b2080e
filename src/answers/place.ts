import type { Place } from '../contracts/answer.js';
import type { Block, StoredDocument } from '../contracts/document.js';

function isCounted(block: Block): boolean {
  return block.kind !== 'title' && block.kind !== 'heading';
}

/** Where the character at `offset` of a document's text stands, in the words of a reader. */
export function findPlace(document: StoredDocument, offset: number): Place {
  const index = Math.max(
    0,
    document.blocks.findLastIndex((block) => block.span.start <= offset),
  );
  const block = document.blocks[index];
  const before = document.blocks.slice(0, index + 1);
  const heading = before.findLast((each) => each.kind === 'heading');
  const linesIn = block ? document.text.slice(block.span.start, offset).split('\n').length - 1 : 0;
  return {
    documentId: document.id,
    title: document.title,
    path: document.path,
    paragraph: Math.max(1, before.filter(isCounted).length),
    line: (block?.line ?? 1) + linesIn,
    heading: heading && document.text.slice(heading.span.start, heading.span.end),
  };
}
