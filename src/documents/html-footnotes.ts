import type { FootnoteMark, HtmlRun } from './html-inline.js';
import type { DraftBlock } from './text-builder.js';

interface Placed {
  readonly block: DraftBlock;
  readonly position: number;
}

/** Where an element with an id begins. */
interface Anchor extends Placed {
  /** In the stored text. */
  readonly offset: number;
}

const maxIds = 100_000;
const mayBeFootnote = new Set(['paragraph', 'list-item', 'footnote', 'definition', 'answer']);

/** Brings the footnotes of a page under the blocks with the marks that send the reader to them. */
export class Footnotes {
  /** The block that first has text in the element with an id. */
  private readonly byId = new Map<string, Anchor>();
  /** Ids of elements that have no text yet. */
  private waiting: string[] = [];
  private readonly marks: { readonly target: string; readonly position: number }[] = [];
  /** Blocks that are known to be notes to others. */
  private readonly noted = new Set<DraftBlock>();
  /** The last block with a mark that is no link, by its label. */
  private readonly unlinked = new Map<string, number>();

  openId(id: string): void {
    if (this.byId.size + this.waiting.length < maxIds) this.waiting.push(id);
  }

  added(run: HtmlRun, block: DraftBlock, position: number): void {
    const { start, end } = block.span;
    for (const id of this.waiting) this.place(id, { block, position, offset: start });
    run.ids.forEach((id, i) => {
      this.place(id, { block, position, offset: Math.min(end, start + (run.idOffsets?.[i] ?? 0)) });
    });
    this.waiting = [];
    this.mark(run.marks, position);
    const marked = run.label === '' ? undefined : this.unlinked.get(run.label);
    if (marked !== undefined && mayBeFootnote.has(block.kind)) {
      this.makeFootnote({ block, position }, marked);
    }
  }

  /** Where in the stored text the element with an id begins; undefined where it has no text. */
  offsetOf(id: string): number | undefined {
    return this.byId.get(id)?.offset;
  }

  mark(marks: readonly FootnoteMark[], position: number): void {
    for (const { label, target } of marks) {
      if (target === undefined) this.unlinked.set(label, position);
      else if (this.marks.length < maxIds) this.marks.push({ target, position });
    }
  }

  private place(id: string, anchor: Anchor): void {
    if (!this.byId.has(id) && this.byId.size < maxIds) this.byId.set(id, anchor);
  }

  finish(): void {
    for (const { target, position } of this.marks) {
      const note = this.byId.get(target);
      // The first mark of several has it.
      if (note && mayBeFootnote.has(note.block.kind) && !this.noted.has(note.block)) {
        this.makeFootnote(note, position);
      }
    }
  }

  private makeFootnote({ block, position }: Placed, markedIn: number): void {
    if (markedIn >= position) return;
    this.noted.add(block);
    block.kind = 'footnote';
    block.level = 0;
    block.parent = markedIn;
  }
}
