import type { Place } from '../contracts/answer.js';
import type { Block, StoredDocument } from '../contracts/document.js';
import { isHeading } from '../structure/find-block.js';

function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) count++;
  return count;
}

/** How many lines further than where the block begins. */
function countLines({ format, text }: StoredDocument, { span, lineBreaks }: Block, offset: number): number {
  if (lineBreaks) return lineBreaks.filter((lineBreak) => lineBreak <= offset).length;
  // Lines of the stored text are lines of the file, but for HTML.
  return format === 'html' ? 0 : countNewlines(text, span.start, offset);
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
  const linesIn = block ? countLines(document, block, offset) : 0;
  return {
    documentId: document.id,
    title: document.title,
    path: document.path,
    paragraph: Math.max(1, before.filter((each) => !isHeading(each)).length),
    line: (block?.line ?? 1) + linesIn,
    heading: heading && document.text.slice(heading.span.start, heading.span.end),
  };
}
