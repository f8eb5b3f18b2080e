import type { FileProblem } from '../../../src/contracts/file-problem.js';
import type { Block } from '../../../src/contracts/document.js';
import { nestBlocks } from '../../../src/documents/nest-blocks.js';
import { parseLimits } from '../../../src/documents/parse-limits.js';
import type { ParsedContent } from '../../../src/documents/parsed-content.js';
import { expectBlockPromises } from '../block-promises.js';

type Parse = (bytes: Uint8Array, limits: typeof parseLimits) => ParsedContent | FileProblem;

export interface ReadOffice {
  readonly title: string | undefined;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** Reads a file that can be read, and checks what is promised of every document. */
export function readOffice(parse: Parse, bytes: Uint8Array): ReadOffice {
  const result = parse(bytes, parseLimits);
  if ('code' in result) throw new Error(result.code);
  const { title, text } = result;
  const blocks = nestBlocks(text, result.blocks);
  expectBlockPromises({ title: title ?? 'no title', text, blocks });
  expectSameAgain(parse, bytes, result);
  return { title, text, blocks };
}

function expectSameAgain(parse: Parse, bytes: Uint8Array, first: ParsedContent): void {
  const again = parse(bytes, parseLimits);
  if (JSON.stringify(again) !== JSON.stringify(first)) throw new Error('the file is read otherwise again');
}

/** Each block as `parent kind text`, the level behind the kind of a heading or item; `-` for no parent. */
export function treeOf({ text, blocks }: ReadOffice): string[] {
  return blocks.map(
    ({ kind, level, parent, span }) =>
      `${parent < 0 ? '-' : String(parent)} ${kind}${level > 0 ? String(level) : ''} ${text.slice(span.start, span.end)}`,
  );
}

/** What each block is without what only labels it. */
export function contentsOf({ text, blocks }: ReadOffice): string[] {
  return blocks.map(({ content, span }) => text.slice(content, span.end));
}

/** The cells of each row: the text of each, behind the column where it is not the next one, and `#` before headers. */
export function cellsOf({ text, blocks }: ReadOffice): string[][] {
  return blocks.flatMap(({ cells }) =>
    cells
      ? [
          cells.map(
            ({ span, column, columns, isHeader }) =>
              `${isHeader ? '#' : ''}${column}${columns > 1 ? `-${column + columns - 1}` : ''} ${text.slice(span.start, span.end)}`,
          ),
        ]
      : [],
  );
}

export function problemCodeOf(parse: Parse, bytes: Uint8Array): FileProblem['code'] | undefined {
  const result = parse(bytes, parseLimits);
  return 'code' in result ? result.code : undefined;
}
