import type { FootnoteMark, HtmlRun } from './html-inline.js';
import type { DraftBlock } from './text-builder.js';

interface Placed {
  readonly block: DraftBlock;
  readonly position: number;
}

const maxIds = 100_000;
const mayBeFootnote = new Set(['paragraph', 'list-item', 'footnote', 'definition', 'answer']);

/** Brings the footnotes of a page under the blocks with the marks that send the reader to them. */
export class Footnotes {
  /** The block that first has text in the element with an id. */
  private readonly byId = new Map<string, Placed>();
  /** Ids of elements that have no text yet. */
  private waiting: string[] = [];
  private readonly marks: { readonly target: string; readonly position: number }[] = [];
  /** The last block with a mark that is no link, by its label. */
  private readonly unlinked = new Map<string, number>();

  openId(id: string): void {
    if (this.byId.size + this.waiting.length < maxIds) this.waiting.push(id);
  }

  added(run: HtmlRun, block: DraftBlock, position: number): void {
    for (const id of [...this.waiting, ...run.ids]) {
      if (!this.byId.has(id) && this.byId.size < maxIds) this.byId.set(id, { block, position });
    }
    this.waiting = [];
    this.mark(run.marks, position);
    const marked = run.label === '' ? undefined : this.unlinked.get(run.label);
    if (marked !== undefined && mayBeFootnote.has(block.kind)) makeFootnote({ block, position }, marked);
  }

  mark(marks: readonly FootnoteMark[], position: number): void {
    for (const { label, target } of marks) {
      if (target === undefined) this.unlinked.set(label, position);
      else if (this.marks.length < maxIds) this.marks.push({ target, position });
    }
  }

  finish(): void {
    for (const { target, position } of this.marks) {
      const note = this.byId.get(target);
      // The first mark of several has it.
      if (note && mayBeFootnote.has(note.block.kind) && !hasNoted(note)) makeFootnote(note, position);
    }
  }
}

function hasNoted({ block }: Placed): boolean {
  return block.kind === 'footnote' && block.parent !== undefined;
}

function makeFootnote({ block, position }: Placed, markedIn: number): void {
  if (markedIn >= position) return;
  block.kind = 'footnote';
  block.level = 0;
  block.parent = markedIn;
}
