import type { BlockKind, Cell } from '../../contracts/document.js';
import type { DraftBlock, NewBlock } from '../text-builder.js';
import type { Group } from './group.js';
import { HeadingLevels } from './heading-levels.js';
import { ItemLevels } from './item-labels.js';
import { headingRanks } from './section-labels.js';

/** A block as it is found: offsets are into the text of its group. */
export interface Piece {
  readonly kind: BlockKind;
  readonly start: number;
  readonly end: number;
  readonly level: number;
  readonly line: number;
  readonly content: number;
  readonly cells?: readonly Cell[];
}

/** A piece as a block to add: offsets are into its own text. `text` is that of its group. */
export function toNewBlock(text: string, { start, end, content, cells, ...piece }: Piece): NewBlock {
  return {
    ...piece,
    text: text.slice(start, end),
    content: content - start,
    ...(cells && {
      cells: cells.map((cell) => ({
        ...cell,
        span: { start: cell.span.start - start, end: cell.span.end - start },
      })),
    }),
  };
}

/** Kinds that a few words above them are the heading of. */
const headed: ReadonlySet<BlockKind> = new Set<BlockKind>([
  'list-item',
  'table-header',
  'table-row',
  'field',
]);

/** Makes blocks of lines, and knows of the blocks before what decides what the next ones are. */
export class PieceWriter {
  readonly headings = new HeadingLevels();
  readonly items = new ItemLevels();
  /** Whether the next paragraph is the first of an answer. */
  awaitsAnswer = false;
  /** Whether an answer may still follow the last question. */
  afterQuestion = false;
  /** A few words alone that what follows may show to be a heading. */
  private pending: DraftBlock | undefined;
  private pendingLeads = false;

  /** @param emit Takes the pieces in order; undefined where one became no block of its own. */
  constructor(private readonly emit: (piece: Piece) => DraftBlock | undefined) {}

  /** Says that a block was read that is none of lines. */
  interrupt(): void {
    this.items.reset();
    this.awaitsAnswer = false;
    this.pending = undefined;
  }

  /** Waits for what follows a block that may be a heading. One that ends in a colon is none of lists and tables. */
  holdAsHeading(block: DraftBlock, endsInColon: boolean): void {
    this.pending = block;
    this.pendingLeads = endsInColon;
  }

  /** Adds lines of a group, without the first `skipped` characters of the first one. */
  add(
    group: Group,
    kind: BlockKind,
    from: number,
    to: number,
    {
      content = 0,
      level = 0,
      end,
      skipped = 0,
      cells,
    }: {
      content?: number;
      level?: number;
      end?: number;
      skipped?: number;
      cells?: readonly Cell[];
    } = {},
  ): DraftBlock | undefined {
    const first = group.lines[from]!;
    const start = first.start + skipped;
    const stop = end ?? group.lines[to - 1]!.end;
    if (kind !== 'list-item') this.items.reset();
    const isAnswer = this.awaitsAnswer && kind === 'paragraph';
    this.awaitsAnswer = kind === 'question';
    if (kind === 'question' || kind === 'heading') this.afterQuestion = kind === 'question';
    const { pending } = this;
    this.pending = undefined;
    const isLonger = pending && stop - start > pending.span.end - pending.span.start;
    if (pending && ((headed.has(kind) && !this.pendingLeads) || (kind === 'paragraph' && isLonger))) {
      pending.kind = 'heading';
      pending.level = this.headings.levelOf(headingRanks.plain);
    }
    return this.emit({
      kind: isAnswer ? 'answer' : kind,
      start,
      end: stop,
      level,
      line: first.number,
      content: Math.max(start, first.start + content),
      ...(cells && { cells }),
    });
  }

  addHeading(group: Group, index: number, rank: number, content = 0, end?: number): void {
    const level = this.headings.levelOf(rank);
    this.add(group, 'heading', index, index + 1, { level, content, ...(end !== undefined && { end }) });
  }
}
