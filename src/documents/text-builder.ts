import type { Block, BlockKind, Cell } from '../contracts/document.js';
import { takeUnits } from '../text/graphemes.js';

/** A document taken apart, before it has its path and encoding. */
export interface ParsedText {
  /** Undefined where the text does not say. */
  readonly title: string | undefined;
  readonly text: string;
  readonly blocks: readonly DraftBlock[];
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

/** A block before it has its place in the stored text: offsets in it are into its own text. */
export interface NewBlock {
  readonly kind: BlockKind;
  readonly level: number;
  readonly line: number;
  readonly text: string;
  /** Where the content begins; see {@link Block.content}. */
  readonly content?: number;
  readonly cells?: readonly Cell[];
  readonly lineBreaks?: readonly number[];
}

/** A block whose kind may yet change; where it has no parent, {@link nestBlocks} finds one. */
export type DraftBlock = { -readonly [Key in keyof Omit<Block, 'parent'>]: Block[Key] } & { parent?: number };

/** Joins blocks to a stored text that keeps the promises of {@link Block}. */
export interface TextBuilder {
  /**
   * White space at both ends is dropped; a block of nothing else is no block. Undefined where none came of
   * it, or where it became part of the last one.
   */
  add(block: NewBlock): DraftBlock | undefined;
  /** How many blocks there are: the position of the next one. */
  count(): number;
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
    add({ kind, level, line, text, content = 0, cells, lineBreaks }) {
      // Character references can write what the source itself no longer holds.
      const normalized = text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');
      const clean = normalized.trim();
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
      const leading = normalized.length - normalized.trimStart().length;
      const at = (offset: number): number =>
        span.start + Math.min(clean.length, Math.max(0, offset - leading));
      const block: DraftBlock = { kind, span, level, line, content: at(content) };
      if (cells) {
        block.cells = cells.map((cell) => ({
          ...cell,
          span: { start: at(cell.span.start), end: at(cell.span.end) },
        }));
      }
      if (lineBreaks) block.lineBreaks = lineBreaks.map(at);
      blocks.push(block);
      return block;
    },
    count: () => blocks.length,
    finish: () => ({ text: parts.join(''), blocks }),
  };
}
