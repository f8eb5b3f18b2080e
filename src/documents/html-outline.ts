import type { BlockKind, Cell } from '../contracts/document.js';
import type { Span } from '../contracts/span.js';
import type { CardLine } from './html-fields.js';
import { Footnotes } from './html-footnotes.js';
import type { HtmlRun } from './html-inline.js';
import { asks, type TextWithLines } from './html-runs.js';
import type { TableRow } from './html-table.js';
import { tidyTitle, type DraftBlock, type NewBlock, type TextBuilder } from './text-builder.js';

/** A heading of the page with its block. */
export interface OutlineHeading {
  readonly text: string;
  readonly block: DraftBlock;
}

interface Addition {
  readonly kind: BlockKind;
  readonly level?: number;
  readonly run: HtmlRun;
  /** Where it is known; {@link nestBlocks} finds the others. */
  readonly parent?: number;
  /** Whether it is a question, if what follows answers it. */
  readonly mayAsk?: boolean;
}

/** The title is looked for among so many headings. */
const maxHeadings = 50;
const deepestHeading = 6;

/** What cannot be the answer to a question before it. */
const noAnswers: ReadonlySet<BlockKind> = new Set<BlockKind>(['heading', 'question', 'title', 'footnote']);

/** Adds blocks, and knows under which heading they stand and which of them are questions and footnotes. */
export class HtmlOutline {
  readonly headings: OutlineHeading[] = [];
  private readonly footnotes = new Footnotes();
  /** Open headings, the outermost first. */
  private open: { readonly level: number; readonly position: number | undefined }[] = [];
  /** The last block, if it is a question once something follows. */
  private asking: { readonly block: DraftBlock; readonly position: number } | undefined;
  private lastKind: BlockKind | undefined;
  /** What the next definition belongs to. */
  private lastLabel: BlockKind | undefined;
  private last: DraftBlock | undefined;
  /** The parent of the next block, where a part of the page has just ended. */
  private nextParent: number | undefined;

  constructor(
    private readonly builder: TextBuilder,
    level: number,
  ) {
    if (level > 0) this.open.push({ level, position: undefined });
  }

  openId(id: string): void {
    this.footnotes.openId(id);
  }

  /** Where in the stored text the element with an id begins; undefined where it has no text. */
  offsetOf(id: string): number | undefined {
    return this.footnotes.offsetOf(id);
  }

  /** What follows stands under no heading before it. */
  leaveHeadings(): void {
    this.open = [];
    this.nextParent = -1;
  }

  /** Begins a part of the page after which all is as before; gives what ends it. */
  openScope(): () => void {
    const open = [...this.open];
    return () => {
      this.open = open;
      this.nextParent = this.under();
    };
  }

  add({ kind, level = 0, run, parent, mayAsk = false }: Addition): number {
    return this.addBlock({ kind, level, ...fromRun(run) }, { run, parent, mayAsk });
  }

  /** What opens or names what follows: a question if it asks, or else a heading below the one that is open. */
  addLabel(run: HtmlRun): number {
    if (!asks(run.text)) return this.add({ kind: 'heading', level: this.levelBelow(), run });
    const parent = this.under();
    return this.add({ kind: 'question', run, ...(parent !== undefined && { parent }) });
  }

  /** Its first line is what the others stand under, unless it is a field. */
  addCard(lines: readonly CardLine[], run: HtmlRun): void {
    let name = -1;
    lines.forEach((line, i) => {
      const level = line.kind === 'heading' ? this.levelBelow() : 0;
      const parent = name >= 0 ? name : undefined;
      const position = this.addBlock(
        { level, ...line },
        { run: i === 0 ? run : undefined, parent, mayAsk: false },
      );
      if (i === 0 && line.kind !== 'field') name = position;
    });
  }

  addRow(addition: {
    readonly kind: BlockKind;
    readonly row: TableRow;
    readonly parent?: number;
    readonly cellsIn: (span: Span) => readonly Cell[];
  }): number {
    const { row, kind, parent, cellsIn } = addition;
    const { text, line, lineBreaks } = row;
    const position = this.addBlock(
      { kind, level: 0, text, line, lineBreaks },
      { run: undefined, parent, mayAsk: false },
    );
    if (position >= 0) {
      this.last!.cells = cellsIn(this.last!.span);
      this.footnotes.mark(row.marks, position);
    }
    return position;
  }

  finish(): void {
    this.footnotes.finish();
  }

  /** The open heading; undefined for one that stands before all that this knows of. */
  private under(): number | undefined {
    return this.open.length === 0 ? -1 : this.open.at(-1)!.position;
  }

  private give(block: DraftBlock, parent: number | undefined): void {
    if (parent === undefined) delete block.parent;
    else block.parent = parent;
  }

  private levelBelow(): number {
    return Math.min(deepestHeading, (this.open.at(-1)?.level ?? 0) + 1);
  }

  private addBlock(
    newBlock: NewBlock,
    { run, parent, mayAsk }: { run: HtmlRun | undefined; parent: number | undefined; mayAsk: boolean },
  ): number {
    const position = this.builder.count();
    const kind = this.settleQuestion(newBlock.kind, mayAsk);
    const block = this.builder.add({ ...newBlock, kind });
    if (!block) return -1;
    this.last = block;
    this.lastKind = kind;
    if (kind === 'question' || kind === 'term') this.lastLabel = kind;
    if (kind === 'heading') this.openHeading(block, position, newBlock.text);
    else {
      const given = parent ?? this.nextParent;
      this.give(block, given);
    }
    if (kind !== 'footnote') this.nextParent = undefined;
    if (mayAsk && this.mayBecomeQuestion(block)) this.asking = { block, position };
    if (run) this.footnotes.added(run, block, position);
    return position;
  }

  /** The kind of the next block; makes a question of the last one, if this one answers it. */
  private settleQuestion(kind: BlockKind, mayAsk: boolean): BlockKind {
    const { asking } = this;
    this.asking = undefined;
    let isBehindQuestion = this.lastKind === 'question';
    if (asking && (!mayAsk || asking.block.kind === 'term') && !noAnswers.has(kind)) {
      const { block, position } = asking;
      block.kind = 'question';
      block.level = 0;
      if (this.open.at(-1)?.position === position) this.open.pop();
      this.give(block, this.under());
      this.lastLabel = 'question';
      isBehindQuestion = true;
    }
    const isAnswer =
      kind === 'paragraph' ? isBehindQuestion : kind === 'definition' && this.lastLabel === 'question';
    return isAnswer ? 'answer' : kind;
  }

  private mayBecomeQuestion(block: DraftBlock): boolean {
    // The first heading of the first level is the page's title.
    if (block.kind !== 'heading' || block.level > 1) return true;
    return this.headings.some((heading) => heading.block !== block && heading.block.level === 1);
  }

  private openHeading(block: DraftBlock, position: number, text: string): void {
    while ((this.open.at(-1)?.level ?? 0) >= block.level) this.open.pop();
    this.give(block, this.under());
    this.open.push({ level: block.level, position });
    this.nextParent = undefined;
    const heard = this.headings.length < maxHeadings ? tidyTitle(text) : undefined;
    if (heard !== undefined) this.headings.push({ text: heard, block });
  }
}

function fromRun({ text, line, lineBreaks, content }: HtmlRun): TextWithLines & { readonly content: number } {
  return { text, line, lineBreaks, content };
}
