import type { Block, BlockKind } from '../contracts/document.js';
import { takeUnits } from '../text/graphemes.js';

/** A document taken apart, before it has its path and encoding. */
export interface ParsedText {
  /** Undefined where the text does not say. */
  readonly title: string | undefined;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** A title longer than this is none. UTF-16 units. */
const maxTitleUnits = 300;

/** What stands behind so many blocks becomes part of the last one: blocks take more memory than text. */
export const maxBlocks = 500_000;

/** A title on one line, cut where it is too long to be shown; undefined where nothing is left of it. */
export function tidyTitle(title: string | undefined): string | undefined {
  if (title === undefined) return undefined;
  // Cut first: a title of many megabytes is not worth tidying.
  const tidy = takeUnits(title, 4 * maxTitleUnits)
    .replace(/\s+/g, ' ')
    .trim();
  const cut = tidy.length > maxTitleUnits ? `${takeUnits(tidy, maxTitleUnits - 1).trimEnd()}…` : tidy;
  const wellFormed = cut.replace(/[\ud800-\udfff]/gu, '');
  return wellFormed === '' ? undefined : wellFormed;
}

export interface NewBlock {
  readonly kind: BlockKind;
  readonly level: number;
  readonly line: number;
  readonly text: string;
}

/** A block whose kind may yet change. */
export type DraftBlock = { -readonly [Key in keyof Block]: Block[Key] };

/** Joins blocks to a stored text that keeps the promises of {@link Block}. */
interface TextBuilder {
  /**
   * White space at both ends is dropped; a block of nothing else is no block. Undefined where none came of
   * it, or where it became part of the last one.
   */
  add(block: NewBlock): DraftBlock | undefined;
  finish(): { text: string; blocks: DraftBlock[] };
}

/** Rows of a table and items of a list stand on lines of their own; a blank line stands before all else. */
function separatorBetween(previous: BlockKind, kind: BlockKind): string {
  return previous === kind && (kind === 'list-item' || kind === 'table-row') ? '\n' : '\n\n';
}

export function createTextBuilder(): TextBuilder {
  const parts: string[] = [];
  const blocks: DraftBlock[] = [];
  let length = 0;
  return {
    add({ kind, level, line, text }) {
      // Character references can write what the source itself no longer holds.
      const clean = text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd').trim();
      if (clean === '') return undefined;
      const last = blocks.at(-1);
      if (last) {
        const separator = separatorBetween(last.kind, kind);
        parts.push(separator);
        length += separator.length;
      }
      const span = { start: length, end: length + clean.length };
      parts.push(clean);
      length = span.end;
      if (last && blocks.length >= maxBlocks) {
        last.span = { start: last.span.start, end: span.end };
        return undefined;
      }
      const block = { kind, span, level, line };
      blocks.push(block);
      return block;
    },
    finish: () => ({ text: parts.join(''), blocks }),
  };
}
