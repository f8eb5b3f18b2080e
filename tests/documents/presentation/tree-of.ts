import type { ParsedText } from '../../../src/documents/text-builder.js';
import { nestBlocks } from '../../../src/documents/nest-blocks.js';
import { expectBlockPromises } from '../block-promises.js';

/** Each block as `parent kind text`, `-` for no parent, after a look at what blocks promise. */
export function treeOf(parsed: ParsedText): string[] {
  const { text, title = 'untitled' } = parsed;
  const blocks = nestBlocks(text, parsed.blocks);
  expectBlockPromises({ text, title, blocks });
  return blocks.map(({ kind, level, span, parent }) => {
    const depth = level > 0 ? String(level) : '';
    return `${parent < 0 ? '-' : String(parent)} ${kind}${depth} ${text.slice(span.start, span.end)}`;
  });
}
