import type { Block, StoredDocument } from '../contracts/document.js';
import type { Span } from '../contracts/span.js';
import { ancestorsOf } from '../structure/ancestors.js';
import { findBlock, isHeading } from '../structure/find-block.js';

/** What a sentence stands in and under, by positions among the blocks of its document. */
export interface UnitContext {
  /** -1 where no block holds the sentence. */
  readonly block: number;
  /** The question that it is (part of) the answer to. */
  readonly question: number | undefined;
  /** What is neither heading nor question: a lead, the header of a table, a term, an outer item; the nearest first. */
  readonly leads: readonly number[];
  /** The nearest first. */
  readonly headings: readonly number[];
}

function isQuestion(text: string, { kind, span }: Block): boolean {
  return kind === 'question' || (kind === 'turn' && /[?؟]/u.test(text.slice(span.start, span.end)));
}

export function findUnitContext(document: StoredDocument, sentence: Span): UnitContext {
  return contextOf(document, findBlock(document.blocks, sentence));
}

/** What the block at a position stands under. */
export function contextOf({ text, blocks }: StoredDocument, block: number): UnitContext {
  const leads: number[] = [];
  const headings: number[] = [];
  let question: number | undefined;
  for (const position of ancestorsOf(blocks, block)) {
    const above = blocks[position]!;
    if (isHeading(above)) headings.push(position);
    else if (question === undefined && isQuestion(text, above)) question = position;
    else leads.push(position);
  }
  return { block, question, leads, headings };
}

/** Whether a sentence asks: its mark may stand before closing marks. */
export function asks(sentence: string): boolean {
  return /[?؟]["'”’»›)\]\s*_]{0,8}$/u.test(sentence.slice(-12));
}
