import type { Block, BlockKind } from '../contracts/document.js';
import type { DraftBlock } from './text-builder.js';

/** A turn answers a question of another speaker that was asked at most so many turns before. */
const maxTurnsBetween = 6;

const kindsThatLead: ReadonlySet<BlockKind> = new Set<BlockKind>([
  'paragraph',
  'answer',
  'definition',
  'quote',
  'list-item',
]);

/** The last character of a block, looking past closing marks of emphasis. */
function lastMark(text: string, { span }: DraftBlock): string {
  return (
    /[^\s*_]?[\s*_]{0,8}$/u.exec(text.slice(Math.max(span.start, span.end - 12), span.end))?.[0].charAt(0) ??
    ''
  );
}

function endsInColon(text: string, block: DraftBlock): boolean {
  return /[:：]/u.test(lastMark(text, block));
}

/** Whether a block that a list follows at once leads to it: it ends in a colon, or at least in no full stop. */
function isLead(text: string, block: DraftBlock | undefined): block is DraftBlock {
  return block !== undefined && kindsThatLead.has(block.kind) && !/[.!?؟…۔]/u.test(lastMark(text, block));
}

/** Finds the parents of blocks, in the order of the text. */
class Nester {
  /** Open headings and list items: positions, the outermost first. */
  private headings: number[] = [];
  private items: number[] = [];
  /** The question or term that all stands under until the next one or the next heading. */
  private question = -1;
  private term = -1;
  private caption = -1;
  private tableHeader = -1;
  /** What the list or table that is open stands under. */
  private listLead = -1;
  /** Positions of the last turns that ask something. */
  private askingTurns: number[] = [];

  constructor(
    private readonly text: string,
    private readonly blocks: readonly DraftBlock[],
  ) {}

  parentOf(position: number): number {
    const block = this.blocks[position]!;
    const { kind, parent: given } = block;
    if (given !== undefined && kind !== 'footnote') this.closeBehind(given);
    // A paragraph that was given to stand in an item of a list leaves the list open.
    if (kind !== 'list-item' && (given === undefined || !this.items.includes(given))) this.items = [];
    if (kind !== 'table-header' && kind !== 'table-row') this.tableHeader = -1;
    switch (kind) {
      case 'title':
      case 'dateline':
        return -1;
      case 'heading':
        return this.openHeading(position);
      case 'question':
        this.question = position;
        this.term = -1;
        return this.headings.at(-1) ?? -1;
      case 'term': {
        const isSecond = this.blocks[position - 1]?.kind === 'term';
        const parent = isSecond ? position - 1 : this.enclosing('question');
        this.term = position;
        return parent;
      }
      case 'list-item':
        return this.openItem(position);
      case 'caption':
        this.caption = position;
        return this.enclosing();
      case 'table-header':
        this.tableHeader = position;
        return this.tableParent(position);
      case 'table-row':
        return this.tableHeader >= 0 ? this.tableHeader : this.tableParent(position);
      case 'turn':
        return this.turnParent(position);
      default:
        return this.parentOfText(position);
    }
  }

  /** What a block stands outside of, by the parent that it was given, is over. */
  private closeBehind(given: number): void {
    if (this.question > given) this.question = -1;
    if (this.term > given) this.term = -1;
    while ((this.headings.at(-1) ?? -1) > given) this.headings.pop();
  }

  private enclosing(upTo: 'term' | 'question' = 'term'): number {
    if (upTo === 'term' && this.term >= 0) return this.term;
    return this.question >= 0 ? this.question : (this.headings.at(-1) ?? -1);
  }

  private openHeading(position: number): number {
    const { level } = this.blocks[position]!;
    while (this.headings.length > 0 && this.blocks[this.headings.at(-1)!]!.level >= level)
      this.headings.pop();
    const parent = this.headings.at(-1) ?? -1;
    this.headings.push(position);
    this.question = -1;
    this.term = -1;
    this.caption = -1;
    this.askingTurns = [];
    return parent;
  }

  private openItem(position: number): number {
    const { level, parent: given } = this.blocks[position]!;
    if (this.items.length === 0) {
      const lead = isLead(this.text, this.blocks[position - 1]) ? position - 1 : this.enclosing();
      this.listLead = given ?? lead;
    }
    while (this.items.length > 0 && this.blocks[this.items.at(-1)!]!.level >= level) this.items.pop();
    const parent = this.items.at(-1) ?? this.listLead;
    this.items.push(position);
    return parent;
  }

  /** What a table stands under, asked at its first row; the same for the rows that follow. */
  private tableParent(position: number): number {
    const before = this.blocks[position - 1];
    if (before?.kind === 'table-row') return this.listLead;
    if (before?.kind === 'caption') this.listLead = this.caption;
    else if (before && kindsThatLead.has(before.kind) && endsInColon(this.text, before))
      this.listLead = position - 1;
    else this.listLead = this.enclosing();
    return this.listLead;
  }

  /** The turn that this one may answer: the nearest that asks something, of another speaker. */
  private turnParent(position: number): number {
    const speaker = this.speakerOf(position);
    const asking = this.askingTurns.findLast((turn) => this.speakerOf(turn) !== speaker);
    const parent = asking !== undefined && position - asking <= maxTurnsBetween ? asking : this.enclosing();
    if (/[?؟]/u.test(this.text.slice(this.blocks[position]!.content, this.blocks[position]!.span.end))) {
      this.askingTurns = [...this.askingTurns.slice(1 - maxTurnsBetween), position];
    }
    return parent;
  }

  private speakerOf(position: number): string {
    const { span, content } = this.blocks[position]!;
    const label = this.text.slice(Math.max(span.start, content - 60), content);
    return label
      .split(/[\d\]]/u)
      .at(-1)!
      .trim();
  }

  private parentOfText(position: number): number {
    const before = this.blocks[position - 1];
    const isLed =
      before !== undefined &&
      (before.kind === 'paragraph' || before.kind === 'quote') &&
      endsInColon(this.text, before);
    return isLed ? position - 1 : this.enclosing();
  }
}

/** The blocks of a document with the parents that they have by their kinds and order, where none was given. */
export function nestBlocks(text: string, blocks: readonly DraftBlock[]): Block[] {
  const nester = new Nester(text, blocks);
  return blocks.map((block, position) => {
    const parent = nester.parentOf(position);
    return { ...block, parent: block.parent ?? parent };
  });
}
