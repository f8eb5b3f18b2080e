import type { BlockKind } from '../contracts/document.js';
import { columnsOf } from './table-columns.js';
import { labelsOf } from './labels.js';
import type { RetrievedPassage } from './retrieved-passage.js';
import type { ReadText, TextReader } from './text-reader.js';
import { asks, type UnitContext } from './unit-context.js';

/** What the place of a sentence in its document says of it as an answer; all 0 to 1. */
export interface StructureFeatures {
  /** How much more of the question the leads above add: of a list, a table's header, a term, the question answered. */
  readonly leadCoverage: number;
  /** How much more the headings above add to that. */
  readonly headingCoverage: number;
  /** The share of the words of the nearest heading that the question has. */
  readonly headingPrecision: number;
  /** How much of the question is held by the one that the sentence answers in its document. */
  readonly questionCoverage: number;
  /** The share of the words of that one that the question has. */
  readonly questionPrecision: number;
  /** 1 for a sentence that asks. */
  readonly asks: number;
  /** 1 for the first sentence behind a question of the document. */
  readonly firstAnswer: number;
  /** The share of the words that name a row, a field, an item or a term that the question has. */
  readonly labelPrecision: number;
  /** How much of the question the best-named column of a row's table holds. */
  readonly columnCoverage: number;
  readonly isListItem: number;
  readonly isTableRow: number;
  readonly isField: number;
  readonly isTurn: number;
  /** 1 for a footnote, a caption or code, which rarely answer. */
  readonly isAside: number;
}

export const structureFeatureNames = [
  'leadCoverage',
  'headingCoverage',
  'headingPrecision',
  'questionCoverage',
  'questionPrecision',
  'asks',
  'firstAnswer',
  'labelPrecision',
  'columnCoverage',
  'isListItem',
  'isTableRow',
  'isField',
  'isTurn',
  'isAside',
] as const satisfies readonly (keyof StructureFeatures)[];

const asides: ReadonlySet<BlockKind> = new Set<BlockKind>(['footnote', 'caption', 'code', 'dateline']);

/** A sentence of a passage in its place, as it was read. */
export interface PlacedSentence {
  readonly read: ReadText;
  readonly context: UnitContext;
}

/** `previous`: the sentence before, in the same passage. */
export function findStructureFeatures(
  reader: TextReader,
  { document }: RetrievedPassage,
  { read, context }: PlacedSentence,
  previous: PlacedSentence | undefined,
): StructureFeatures {
  const { block, question } = context;
  const kind = document.blocks[block]?.kind ?? 'paragraph';
  const leads = context.leads.map((position) => reader.readBlock(document, position));
  // "هل أغلق المرصد؟ لا، بل ظل يعمل": a question that the text asks itself, or that its structure says.
  const own = question === undefined ? undefined : reader.readBlock(document, question);
  const asked = own ?? (previous && asks(previous.read.text) ? previous.read : undefined);
  const withLeads = [read, ...leads, ...(asked ? [asked] : [])];
  const withHeadings = [
    ...withLeads,
    ...context.headings.map((position) => reader.readBlock(document, position)),
  ];
  const coverage = reader.coverage([read]);
  const leadCoverage = reader.coverage(withLeads);
  const [heading] = context.headings;
  const isFirst = own ? previous?.context.question !== question : true;
  const labels = labelsOf(document, block).map((span) => reader.readSpan(document, span));
  const columns = kind === 'table-row' ? columnsOf(document, block) : [];
  return {
    leadCoverage: leadCoverage - coverage,
    headingCoverage: reader.coverage(withHeadings) - leadCoverage,
    headingPrecision: heading === undefined ? 0 : reader.precision(reader.readBlock(document, heading)),
    questionCoverage: asked ? reader.coverage([asked]) : 0,
    questionPrecision: asked ? reader.precision(asked) : 0,
    asks: asks(read.text) || kind === 'question' ? 1 : 0,
    firstAnswer: asked && isFirst ? 1 : 0,
    labelPrecision: reader.precision({ words: labels.flatMap(({ words }) => words) }),
    columnCoverage: Math.max(0, ...columns.map(({ header }) => reader.coverage([reader.read(header)]))),
    isListItem: kind === 'list-item' ? 1 : 0,
    isTableRow: kind === 'table-row' ? 1 : 0,
    isField: kind === 'field' ? 1 : 0,
    isTurn: kind === 'turn' ? 1 : 0,
    isAside: asides.has(kind) ? 1 : 0,
  };
}
