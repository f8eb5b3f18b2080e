import type { Block, StoredDocument } from '../contracts/document.js';
import type { AnswerShape } from '../contracts/query.js';
import type { Span } from '../contracts/span.js';
import { holds, isHeading } from '../structure/find-block.js';
import { labelsOf } from './labels.js';
import { endsInStop, goesOn } from './sentence-signs.js';
import { carriedCells, headersOf } from './table-columns.js';
import { findUnitContext, type UnitContext } from './unit-context.js';
import { endsInQuestion } from '../text/ends-in-question.js';

/** A longer list is shown as far as so many whole items, and so many UTF-16 units, go. */
const maxItems = 20;
const maxListUnits = 1500;

/** An answer, an item or a definition up to this long is marked as a whole. UTF-16 units. */
const maxWholeUnits = 350;

/** An item of so few words that does not end as a sentence does says nothing by itself. UTF-16 units. */
const maxFragmentUnits = 80;

/** What stands above a row or an item is marked with it if it is no further off. UTF-16 units. */
const maxDistanceUnits = 1500;

/** An explanation is of so many sentences at most. */
const maxSentences = 3;

function isItem(block: Block | undefined): boolean {
  return block?.kind === 'list-item';
}

/** The name in the label of a turn, without the time; undefined where it names nobody. */
function speakerOf({ text, blocks }: StoredDocument, position: number): string | undefined {
  const { span, content } = blocks[position]!;
  const name = text
    .slice(span.start, content)
    .replace(/[\p{N}\p{P}\p{S}\p{Z}\p{C}]+/gu, ' ')
    .trim();
  return name === '' ? undefined : name;
}

/** What a reader would have underlined beside one sentence. */
export interface UnitShape extends AnswerShape {
  /** Nothing in the sentence tells it from the others of its list: where they are of one kind, all of them answer. */
  readonly isIndistinct: boolean;
  /** The sentence only names what is asked: what answers is told behind it. */
  readonly isEcho: boolean;
  /** The question is whether something is so: what an item stands under says it. */
  readonly isClaim: boolean;
  /** The whole of the part of the document that the sentence stands in, such as an article of a law. */
  readonly isSection: boolean;
}

/** Finds what of a document a reader would underline beside the sentence that answers. */
class UnitFinder {
  private readonly context: UnitContext;
  private readonly block: Block | undefined;
  private readonly sentence: Span;

  constructor(
    private readonly document: StoredDocument,
    private readonly sentences: readonly Span[],
    private readonly index: number,
    private readonly shape: UnitShape,
  ) {
    this.sentence = sentences[index]!;
    this.context = findUnitContext(document, this.sentence);
    this.block = document.blocks[this.context.block];
  }

  find(): Span[] {
    const { block, sentence } = this;
    if (!block) return [sentence];
    if (this.shape.isSection) return this.section() ?? [sentence];
    if (block.cells) return this.row();
    if (block.kind === 'question' || block.kind === 'term') return this.under(this.position) ?? [sentence];
    if (isHeading(block)) return this.toldBelow() ?? [sentence];
    return (
      this.reply() ??
      this.turns() ??
      this.list() ??
      this.definition() ??
      this.wholeAnswer() ??
      (isItem(block) ? this.item() : this.shape.isExplanation ? this.explanation() : [sentence])
    );
  }

  private get blocks(): readonly Block[] {
    return this.document.blocks;
  }

  /** Position of the sentence's block among those of the document, or -1. */
  get position(): number {
    return this.context.block;
  }

  private textOf({ start, end }: Span): string {
    return this.document.text.slice(start, end);
  }

  private isNear({ end }: Span): boolean {
    return this.sentence.start - end <= maxDistanceUnits;
  }

  /** A row with the headers of its table and the cells that go down to it from rows above. */
  private row(): Span[] {
    const headers = headersOf(this.document, this.position).map(({ span }) => span);
    const carried = carriedCells(this.block);
    const above = [...headers, ...carried].filter((span) => this.isNear(span));
    return [...above, this.block!.span].sort((a, b) => a.start - b.start);
  }

  /** The blocks that stand right behind and under one, such as the answer to a question; undefined without any. */
  private under(position: number): Span[] | undefined {
    const spans: Span[] = [];
    const first = this.blocks[position + 1];
    for (let at = position + 1; at < this.blocks.length; at++) {
      const { parent, span, kind } = this.blocks[at]!;
      if (parent < position || kind === 'heading') break;
      const isOver = span.end - first!.span.start > maxListUnits || spans.length >= maxItems;
      if (spans.length > 0 && isOver) break;
      spans.push(span);
    }
    return spans.length > 0 ? spans : undefined;
  }

  /** What is told first under a title, one sentence, or under a heading: a paragraph, a whole list. */
  private toldBelow(): Span[] | undefined {
    const next = this.blocks[this.position + 1];
    if (this.block!.kind === 'title') {
      const text = this.blocks.slice(this.position + 1).find((block) => !isHeading(block));
      const first = this.sentences.find((each) => text && holds(text.span, each));
      return text?.kind === 'paragraph' && first ? [first] : undefined;
    }
    if (next?.parent !== this.position || isHeading(next) || next.cells) return undefined;
    if (isItem(next)) return this.boundItems(this.siblings(this.position + 1), this.position + 1);
    return next.span.end - next.span.start <= maxWholeUnits ? [next.span] : undefined;
  }

  /** What answers a question that the text, or a speaker, asks: the next sentence, or the next turn. */
  private reply(): Span[] | undefined {
    if (!endsInQuestion(this.textOf(this.sentence))) return undefined;
    if (this.block!.kind === 'turn') {
      const turn = this.blocks.find(
        ({ kind, parent }, at) => at > this.position && kind === 'turn' && parent === this.position,
      );
      return turn && turn.span.end - turn.span.start <= maxListUnits ? [turn.span] : undefined;
    }
    const next = this.sentences[this.index + 1];
    return next && holds(this.block!.span, next) ? [next] : undefined;
  }

  /** A turn with those that its speaker goes on with: "hmm", and then what answers. */
  private turns(): Span[] | undefined {
    if (this.block!.kind !== 'turn') return undefined;
    const { blocks, position, document } = this;
    const speaker = speakerOf(document, position);
    let last = position;
    while (
      speaker !== undefined &&
      blocks[last + 1]?.kind === 'turn' &&
      blocks[last + 1]!.span.end - this.sentence.start <= maxWholeUnits &&
      speakerOf(document, last + 1) === speaker &&
      !endsInQuestion(this.textOf(blocks[last + 1]!.span))
    )
      last++;
    return last > position
      ? [this.sentence, ...blocks.slice(position + 1, last + 1).map(({ span }) => span)]
      : undefined;
  }

  /** What stands under the nearest heading, from its beginning; undefined where that is far off. */
  private section(): Span[] | undefined {
    const [heading] = this.context.headings;
    return heading !== undefined && this.isNear(this.blocks[heading]!.span) ? this.under(heading) : undefined;
  }

  /** The list that the sentence leads to, or is an item of where several things are asked for. */
  private list(): Span[] | undefined {
    const { sentence, blocks, position, shape } = this;
    const block = this.block!;
    const next = blocks[position + 1];
    if (isItem(next)) {
      const isLast = sentence.end === block.span.end;
      const leads = next!.parent === position;
      if (isLast ? leads || (shape.isList && !isItem(block)) : leads && shape.isEcho) {
        const lead = { start: sentence.start, end: block.span.end };
        return [lead, ...this.boundItems(this.siblings(position + 1), position + 1)];
      }
    }
    if (!isItem(block) || !(shape.isList || shape.isIndistinct)) return undefined;
    const items = this.siblings(position);
    if (items.length < 2 || (!shape.isList && this.areFields(items))) return undefined;
    const bound = this.boundItems(items, position);
    const lead = this.leadSentence();
    return lead && bound[0]!.start === blocks[items[0]!]!.span.start ? [lead, ...bound] : bound;
  }

  /** Whether most of the items each name what they tell: "Pay: in full". One of them answers, not all. */
  private areFields(items: readonly number[]): boolean {
    const named = items.filter((item) => labelsOf(this.document, item).length > 0);
    return named.length * 2 > items.length;
  }

  /** Positions of the items of the list that the one at `position` is of, with what is nested in them. */
  private siblings(position: number): number[] {
    const { parent } = this.blocks[position]!;
    const belongs = (at: number): boolean => {
      const block = this.blocks[at];
      return (
        block !== undefined && block.parent >= Math.max(parent, 0) && (isItem(block) || block.parent > parent)
      );
    };
    let [first, last] = [position, position];
    while (belongs(first - 1) && first - 1 > parent) first--;
    while (belongs(last + 1)) last++;
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  }

  /** Those of the items that the bounds let in, whole ones; `must` is among them. */
  private boundItems(items: readonly number[], must: number): Span[] {
    const spanAt = (index: number): Span => this.blocks[items[index]!]!.span;
    const mustAt = items.indexOf(must);
    let from = 0;
    const fits = (to: number): boolean =>
      to - from < maxItems && spanAt(to).end - spanAt(from).start <= maxListUnits;
    while (from < mustAt && !fits(mustAt)) from++;
    let to = mustAt;
    while (to + 1 < items.length && fits(to + 1)) to++;
    return items.slice(from, to + 1).map((item) => this.blocks[item]!.span);
  }

  /** The sentence that leads to the item: the last one of what it stands under, where that is no heading. */
  private leadSentence(): Span | undefined {
    const lead = this.blocks[this.block!.parent];
    if (!lead || lead.kind === 'heading' || lead.kind === 'question' || !this.isNear(lead.span))
      return undefined;
    const inPassage = this.sentences.findLast((each) => holds(lead.span, each));
    return inPassage?.end === lead.span.end ? inPassage : lead.span;
  }

  /** An item with what leads to it, and what stands under it: a warning, a nested list. */
  private item(): Span[] {
    const { span } = this.block!;
    const own = span.end - span.start <= maxWholeUnits ? span : this.sentence;
    const lead = this.leadSentence();
    const isLed = lead !== undefined && !endsInStop(this.textOf(lead));
    const [heading] = this.context.headings;
    const above = this.blocks[heading ?? -1];
    const isFragment =
      above && !lead && span.end - span.start <= maxFragmentUnits && !endsInStop(this.textOf(span));
    const claim = this.shape.isClaim && isFragment && this.isNear(above.span) ? [above.span] : [];
    const next = this.blocks[this.position + 1];
    const note = next?.parent === this.position && next.kind !== 'list-item' ? [next.span] : [];
    return [...claim, ...(isLed ? [lead] : []), own, ...note];
  }

  /** A definition with its term. */
  private definition(): Span[] | undefined {
    const { block, blocks } = this;
    const term = blocks[block!.parent];
    if (block!.kind !== 'definition' || term?.kind !== 'term') return undefined;
    const own = block!.span.end - block!.span.start <= maxWholeUnits ? block!.span : this.sentence;
    return this.isNear(term.span) ? [term.span, own] : [own];
  }

  /** The whole of a short answer to a question of the document. */
  private wholeAnswer(): Span[] | undefined {
    const { question } = this.context;
    if (question === undefined || this.block!.parent !== question || this.block!.kind === 'turn')
      return undefined;
    if (isItem(this.block)) return undefined;
    const { span } = this.block!;
    return span.end - span.start <= maxWholeUnits ? [span] : undefined;
  }

  /** The sentence with those of its block that explain it or that it leans on. */
  private explanation(): Span[] {
    const isPart = (at: number): boolean => {
      const sentence = this.sentences[at];
      return sentence !== undefined && holds(this.block!.span, sentence);
    };
    const leans = (at: number): boolean => goesOn(this.textOf(this.sentences[at]!));
    const { index } = this;
    const first = leans(index) && isPart(index - 1) ? index - 1 : index;
    let last = index;
    while (last + 1 - first < maxSentences && isPart(last + 1) && leans(last + 1)) last++;
    return this.sentences.slice(first, last + 1);
  }
}

/** The footnotes to the block that holds a sentence. */
function footnotesOf({ blocks }: StoredDocument, position: number): Span[] {
  if (position < 0) return [];
  return blocks
    .filter(({ kind, parent }) => kind === 'footnote' && parent === position)
    .map(({ span }) => span);
}

/**
 * The spans that answer, in order, given by the sentence at `index` of a passage: what a reader would underline. A row
 * of a table comes with its header; an item with what leads to it, and where several things are asked for with the whole
 * list; a definition with its term; the answer to a question of the document as a whole, where it is short; an
 * explanation with the sentences that go on with it; all with their footnotes.
 */
export function findAnswerSpans(
  document: StoredDocument,
  sentences: readonly Span[],
  index: number,
  shape: UnitShape,
): Span[] {
  const finder = new UnitFinder(document, sentences, index, shape);
  const found = finder.find();
  // A quotation begins in its passage: with the sentence itself where what answers stands behind the passage.
  const isBehind = found[0]!.start >= sentences.at(-1)!.end;
  const spans = isBehind ? [sentences[index]!, ...found] : found;
  const last = spans.at(-1)!.end;
  const notes = footnotesOf(document, finder.position).filter(
    ({ start }) => start >= last && start - last <= maxDistanceUnits,
  );
  return [...spans, ...notes];
}
