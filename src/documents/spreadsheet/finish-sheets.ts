import type { DocumentPart } from '../../contracts/document.js';
import { tidyTitle, type DraftBlock, type ParsedText, type TextBuilder } from '../text-builder.js';
import type { SheetWriter } from './sheet-writer.js';

/** What is read of a file with sheets. */
interface ParsedSheets extends ParsedText {
  readonly parts: readonly DocumentPart[];
}

/** Makes what stands above all of the only sheet the title of the document. */
function takeTitle(blocks: readonly DraftBlock[], text: string): string | undefined {
  const [first, second] = blocks;
  if (!first || !second || !(first.kind === 'caption' || (first.kind === 'heading' && first.level > 1))) {
    return undefined;
  }
  const title = tidyTitle(text.slice(first.span.start, first.span.end));
  if (title?.length !== first.span.end - first.span.start) return undefined;
  first.kind = 'title';
  first.level = 0;
  // Nothing stands under a title: all of the document does.
  for (const block of blocks) if (block.parent === 0) block.parent = -1;
  return title;
}

/** Ends a document of sheets; its title is the one that the file was given, else what stands above its only sheet. */
export function finishSheets(
  builder: TextBuilder,
  writer: SheetWriter,
  { sheetCount, title }: { readonly sheetCount: number; readonly title?: string | undefined },
): ParsedSheets {
  writer.endSheet();
  const { text, blocks } = builder.finish();
  const parts = writer.partsOf(blocks);
  const own = title ?? (sheetCount === 1 ? takeTitle(blocks, text) : undefined);
  return { title: own, text, blocks, parts };
}
