import fc from 'fast-check';
import type { BlockKind, DocumentContent } from '../../src/contracts/document.js';
import { nestBlocks } from '../../src/documents/nest-blocks.js';
import type { DraftBlock } from '../../src/documents/text-builder.js';
import { mixedText } from '../text/mixed-text.js';

export type BlockText = readonly [kind: BlockKind, text: string];

/** A document of blocks parted by `separator`; blocks of white space alone are left out, as the parsers do. */
export function makeDocument(
  blockTexts: readonly BlockText[],
  title = '',
  separator = '\n\n',
): DocumentContent {
  const blocks: DraftBlock[] = [];
  let text = '';
  for (const [kind, given] of blockTexts) {
    const inside = given.trim();
    if (inside === '') continue;
    if (text !== '') text += separator;
    const span = { start: text.length, end: text.length + inside.length };
    blocks.push({
      kind,
      span,
      level: kind === 'heading' ? 1 : 0,
      line: blocks.length + 1,
      content: span.start,
    });
    text += inside;
  }
  return {
    title,
    text,
    blocks: nestBlocks(text, blocks),
    parts: [],
    format: 'text',
    encoding: 'utf-8',
    newline: 'lf',
  };
}

const kinds = fc.constantFrom<BlockKind>(
  'paragraph',
  'paragraph',
  'paragraph',
  'heading',
  'list-item',
  'quote',
);

/** Documents of up to eight blocks of mixed text. */
export const anyDocument: fc.Arbitrary<DocumentContent> = fc
  .tuple(
    fc.array(fc.tuple(kinds, mixedText), { maxLength: 8, size: 'max' }),
    fc.option(mixedText, { nil: '' }),
  )
  .map(([blocks, title]) => makeDocument([['title', title], ...blocks], title.trim()));
