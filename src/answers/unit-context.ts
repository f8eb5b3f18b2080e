import type { Block, StoredDocument } from '../contracts/document.js';
import type { Span } from '../contracts/span.js';
import { ancestorsOf } from '../structure/ancestors.js';
import { findBlock, isHeading } from '../structure/find-block.js';
import { tokenize } from '../text/tokenize.js';
import { namesProblem } from './label-kinds.js';
import { findLabel } from './labels.js';

/** What a sentence stands in and under, by positions among the blocks of its document. */
export interface UnitContext {
  /** -1 where no block holds the sentence. */
  readonly block: number;
  /** The question, or the symptom, that it is (part of) the answer to. */
  readonly question: number | undefined;
  /** What is neither heading nor question: a lead, the header of a table, a term, an outer item; the nearest first. */
  readonly leads: readonly number[];
  /** The nearest first. */
  readonly headings: readonly number[];
}

function isQuestion(text: string, { kind, span }: Block): boolean {
  return kind === 'question' || (kind === 'turn' && /[?؟]/u.test(text.slice(span.start, span.end)));
}

/** A problem and its remedy are at most so many blocks apart. */
const maxProblemDistance = 12;

function isProblem(text: string, { content, span }: Block): boolean {
  const label = findLabel(text, { start: content, end: span.end });
  return label !== undefined && namesProblem(tokenize(text.slice(label.start, label.end)));
}

/** The block labelled "Symptom" that one beside it, "Fix: …", is (part of) the answer to; undefined for any other. */
function findProblem(text: string, blocks: readonly Block[], position: number): number | undefined {
  const own = blocks[position];
  if (
    !own ||
    own.cells ||
    !findLabel(text, { start: own.content, end: own.span.end }) ||
    isProblem(text, own)
  )
    return undefined;
  for (let at = position - 1; at >= Math.max(0, position - maxProblemDistance); at--) {
    const before = blocks[at]!;
    if (isHeading(before)) return undefined;
    if (before.parent === own.parent && !before.cells && isProblem(text, before)) return at;
  }
  return undefined;
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
  question ??= findProblem(
    text,
    blocks,
    ancestorsOf(blocks, block)
      .filter((position) => !isHeading(blocks[position]))
      .at(-1) ?? block,
  );
  return { block, question, leads, headings };
}
