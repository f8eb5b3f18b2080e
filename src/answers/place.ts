import type { Place } from '../contracts/answer.js';
import type { Block, StoredDocument } from '../contracts/document.js';
import { firstBlockIn, isHeading } from '../structure/find-block.js';

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
  const { blocks, text } = document;
  const index = firstBlockIn(blocks, { start: offset, end: offset });
  const block = blocks[index];
  // Counted without a copy of the blocks before: a document may have half a million.
  let paragraph = 0;
  let heading: Block | undefined;
  for (let at = 0; at <= index; at++) {
    const each = blocks[at]!;
    if (!isHeading(each)) paragraph++;
    else if (each.kind === 'heading') heading = each;
  }
  return {
    documentId: document.id,
    title: document.title,
    path: document.path,
    paragraph: Math.max(1, paragraph),
    line: block ? block.line + countLines(document, block, offset) : 1,
    heading: heading && text.slice(heading.span.start, heading.span.end),
  };
}
