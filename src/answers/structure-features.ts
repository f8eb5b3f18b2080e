import type { BlockKind, StoredDocument } from '../contracts/document.js';
import type { Query } from '../contracts/query.js';
import { namesAskedKind, namesProblem } from './label-kinds.js';
import { findSectionReferences } from '../text/section-numbers.js';
import { saysSuperseded } from './superseded.js';
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
  /** 1 where the label, or the header of a column, names what the question asks for: "Cause" for a "why". */
  readonly labelNamesKind: number;
  /** 1 where the label says that the text is what the question starts from: "Symptom". */
  readonly labelNamesProblem: number;
  /** How much more of the question the sentences before in the same section add to own words and leads. */
  readonly sectionCoverage: number;
  /** The share of the sentence's telling words that the question has not: an echo of it says nothing new. */
  readonly novelty: number;
  /** 1 where the sentence, or a heading above, says that it no longer holds, and no such thing is asked for. */
  readonly superseded: number;
  /** 1 where the part of the document that the question names by its number is the one that the sentence stands in. */
  readonly inAskedSection: number;
  /** 1 where it stands in others alone. */
  readonly inOtherSection: number;
  /** The largest weight of a term of the question that is neither in the sentence nor above or before it. */
  readonly largestMissing: number;
  /** 1 where a number of the question is neither in the sentence nor above it. */
  readonly lacksNumber: number;
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
  'labelNamesKind',
  'labelNamesProblem',
  'sectionCoverage',
  'novelty',
  'superseded',
  'inAskedSection',
  'inOtherSection',
  'largestMissing',
  'lacksNumber',
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

/** Words of a sentence that may say, at its beginning, that what follows no longer holds. */
const headWords = 3;

function isSuperseded(
  reader: TextReader,
  document: StoredDocument,
  { read, context }: PlacedSentence,
): boolean {
  const above = context.headings.some((position) =>
    saysSuperseded(reader.readBlock(document, position).words),
  );
  return above || saysSuperseded(read.words.slice(0, headWords));
}

/** Whether the headings above a sentence name the parts of the document that the question names. */
function compareSections(
  { sections }: Query,
  headings: readonly ReadText[],
): Pick<StructureFeatures, 'inAskedSection' | 'inOtherSection'> {
  const found =
    sections.length > 0 ? headings.flatMap(({ text, words }) => findSectionReferences(text, words)) : [];
  const isAsked = sections.some((asked) =>
    found.some((own) => own.kind === asked.kind && own.number === asked.number),
  );
  const isOther = !isAsked && sections.some((asked) => found.some(({ kind }) => kind === asked.kind));
  return { inAskedSection: isAsked ? 1 : 0, inOtherSection: isOther ? 1 : 0 };
}

/** `before`: the sentences before in the same passage, in order; `title`: that of the document. */
export function findStructureFeatures(
  query: Query,
  reader: TextReader,
  { document }: RetrievedPassage,
  sentence: PlacedSentence,
  before: readonly PlacedSentence[],
  title: ReadText,
): StructureFeatures {
  const { read, context } = sentence;
  const { block, question } = context;
  const previous = before.at(-1);
  const kind = document.blocks[block]?.kind ?? 'paragraph';
  const leads = context.leads.map((position) => reader.readBlock(document, position));
  // "هل أغلق المرصد؟ لا، بل ظل يعمل": a question that the text asks itself, or that its structure says.
  const own = question === undefined ? undefined : reader.readBlock(document, question);
  const asked = own ?? (previous && asks(previous.read.text) ? previous.read : undefined);
  const withLeads = [read, ...leads, ...(asked ? [asked] : [])];
  const headings = context.headings.map((position) => reader.readBlock(document, position));
  const [heading] = headings;
  const section = before
    .filter((other) => other.context.headings[0] === context.headings[0])
    .map((other) => other.read);
  const coverage = reader.coverage([read]);
  const leadCoverage = reader.coverage(withLeads);
  const withHeadings = reader.coverage([...withLeads, ...headings]);
  const labels = labelsOf(document, block).flatMap((span) => reader.readSpan(document, span).words);
  const columns = (kind === 'table-row' ? columnsOf(document, block) : []).map(({ header }) =>
    reader.read(header),
  );
  const isFirst = own ? previous?.context.question !== question : true;
  return {
    leadCoverage: leadCoverage - coverage,
    headingCoverage: withHeadings - leadCoverage,
    headingPrecision: heading ? reader.precision(heading) : 0,
    questionCoverage: asked ? reader.coverage([asked]) : 0,
    questionPrecision: asked ? reader.precision(asked) : 0,
    asks: asks(read.text) || kind === 'question' ? 1 : 0,
    firstAnswer: asked && isFirst ? 1 : 0,
    labelPrecision: reader.precision({ words: labels }),
    columnCoverage: Math.max(0, ...columns.map((header) => reader.coverage([header]))),
    labelNamesKind: namesAskedKind([...labels, ...columns.flatMap(({ words }) => words)], query) ? 1 : 0,
    labelNamesProblem: kind !== 'table-row' && namesProblem(labels) ? 1 : 0,
    sectionCoverage: reader.coverage([...withLeads, ...headings, ...section]) - withHeadings,
    novelty: 1 - reader.precision(read),
    superseded: !query.asksForOld && isSuperseded(reader, document, sentence) ? 1 : 0,
    ...compareSections(query, headings),
    largestMissing: reader.largestMissing([...withLeads, ...headings, ...section, title]),
    lacksNumber: reader.lacksNumber([...withLeads, ...headings, title]) ? 1 : 0,
    isListItem: kind === 'list-item' ? 1 : 0,
    isTableRow: kind === 'table-row' ? 1 : 0,
    isField: kind === 'field' ? 1 : 0,
    isTurn: kind === 'turn' ? 1 : 0,
    isAside: asides.has(kind) ? 1 : 0,
  };
}
