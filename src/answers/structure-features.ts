import type { BlockKind, StoredDocument } from '../contracts/document.js';
import type { Query } from '../contracts/query.js';
import { namesAskedKind, namesProblem } from './label-kinds.js';
import { findSectionReferences } from '../text/section-numbers.js';
import { saysSuperseded } from './superseded.js';
import { findAskedCells } from './asked-cells.js';
import { namesOthers } from './numbered-names.js';
import { carriedCells, columnsOf } from './table-columns.js';
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
  /** `labelPrecision` where the question asks what something is, as a definition stands behind its term; else 0. */
  readonly labelForDefinition: number;
  /** How much of the question the best-named column of a row's table holds. */
  readonly columnCoverage: number;
  /** 1 where the cell that is asked for in a row is empty. */
  readonly emptyCell: number;
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
  /** 1 where the sentence stands only in parts of other numbers than the question names. */
  readonly inOtherSection: number;
  /** The largest weight of a term of the question that is neither in the sentence nor above or before it. */
  readonly largestMissing: number;
  /** 1 where what the question names by a number stands there with other numbers alone: "ثريا 5" for "ثريا 4". */
  readonly namesOthers: number;
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
  'labelForDefinition',
  'columnCoverage',
  'emptyCell',
  'labelNamesKind',
  'labelNamesProblem',
  'sectionCoverage',
  'novelty',
  'superseded',
  'inAskedSection',
  'inOtherSection',
  'largestMissing',
  'namesOthers',
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
  headings: readonly ReadText[],
  { read, context }: PlacedSentence,
  next: PlacedSentence | undefined,
): boolean {
  // "… 15 ديناراً. (حذف في النسخة 3)": a remark behind what it is about.
  const remark =
    next?.context.block === context.block && next.read.text.startsWith('(') ? next.read.words : [];
  return [
    ...headings.map(({ words }) => words),
    read.words.slice(0, headWords),
    remark.slice(0, headWords),
  ].some((words) => saysSuperseded(words));
}

/** Numbers with dots: "4.0.0", "3.1". */
const dottedNumber = /\p{Nd}{1,6}(?:\.\p{Nd}{1,6}){1,6}/gu;

/** Whether the question has a number with dots that none of some texts has as such: "4.0.0" is not in "4.0.3". */
function lacksDotted({ corrected }: Query, texts: readonly ReadText[]): boolean {
  const asked = corrected.match(dottedNumber) ?? [];
  if (asked.length === 0) return false;
  const found = new Set(texts.flatMap(({ text }) => text.match(dottedNumber) ?? []));
  return asked.some((number) => !found.has(number));
}

/** What stands around a sentence. */
export interface Surroundings {
  /** The sentences before it in the same passage, in order. */
  readonly before: readonly PlacedSentence[];
  readonly next: PlacedSentence | undefined;
  /** That of the document. */
  readonly title: ReadText;
}

/** The number in what labels a block: "3.1 " → "3.1". */
function labelNumber({ text, blocks }: StoredDocument, position: number): string | undefined {
  const block = blocks[position];
  return block && /\p{Nd}{1,6}(?:\.\p{Nd}{1,6}){0,6}/u.exec(text.slice(block.span.start, block.content))?.[0];
}

/** Whether a sentence stands in a part of the document that the question names by its number. */
function compareSections(
  { sections }: Query,
  document: StoredDocument,
  { block, leads }: UnitContext,
  headings: readonly ReadText[],
): Pick<StructureFeatures, 'inAskedSection' | 'inOtherSection'> {
  if (sections.length === 0) return { inAskedSection: 0, inOtherSection: 0 };
  const found = headings.flatMap(({ text, words }) => findSectionReferences(text, words));
  const labels = [block, ...leads].map((position) => labelNumber(document, position));
  const begins = headings.map(({ text }) => /^\s{0,9}v?(\p{Nd}{1,6}(?:\.\p{Nd}{1,6}){1,6})/u.exec(text)?.[1]);
  const isAsked = sections.some(
    ({ kind, number }) =>
      found.some((own) => own.kind === kind && own.number === number) ||
      begins.includes(number) ||
      (kind === 'clause' && labels.includes(number)),
  );
  const isOther = !isAsked && sections.some(({ kind }) => found.some((own) => own.kind === kind));
  return { inAskedSection: isAsked ? 1 : 0, inOtherSection: isOther ? 1 : 0 };
}

/** What the place of a sentence says of it, as an answer to the query that `reader` reads for. */
export function findStructureFeatures(
  query: Query,
  reader: TextReader,
  { document }: RetrievedPassage,
  sentence: PlacedSentence,
  { before, next, title }: Surroundings,
): StructureFeatures {
  const { read, context } = sentence;
  const { block, question } = context;
  const previous = before.at(-1);
  const kind = document.blocks[block]?.kind ?? 'paragraph';
  const leads = context.leads.map((position) => reader.readBlock(document, position));
  // "هل أغلق المرصد؟ لا، بل ظل يعمل": a question that the text asks itself, or that its structure says.
  const own = question === undefined ? undefined : reader.readBlock(document, question);
  const asked = own ?? (previous && asks(previous.read.text) ? previous.read : undefined);
  // The cells that go down to a row from rows above are as much of it as its own.
  const carried = carriedCells(document.blocks[block]).map((span) => reader.readSpan(document, span));
  const withLeads = [read, ...carried, ...leads, ...(asked ? [asked] : [])];
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
  const labelPrecision = reader.precision({ words: labels });
  const cells = kind === 'table-row' ? findAskedCells(document, block, query, reader) : [];
  const stated = [...withLeads, ...headings, title];
  const sections = compareSections(query, document, context, headings);
  // The number of an article may be written in another way there.
  const isAsked = sections.inAskedSection === 1;
  const isFirst = own ? previous?.context.question !== question : true;
  return {
    leadCoverage: leadCoverage - coverage,
    headingCoverage: withHeadings - leadCoverage,
    headingPrecision: heading ? reader.precision(heading) : 0,
    questionCoverage: asked ? reader.coverage([asked]) : 0,
    questionPrecision: asked ? reader.precision(asked) : 0,
    asks: asks(read.text) || kind === 'question' ? 1 : 0,
    firstAnswer: asked && isFirst ? 1 : 0,
    labelPrecision,
    labelForDefinition: query.questionForm === 'definition' ? labelPrecision : 0,
    emptyCell: cells.length > 0 && cells.every(({ cell }) => cell.span.start === cell.span.end) ? 1 : 0,
    columnCoverage: Math.max(0, ...columns.map((header) => reader.coverage([header]))),
    labelNamesKind: namesAskedKind([...labels, ...columns.flatMap(({ words }) => words)], query) ? 1 : 0,
    labelNamesProblem: kind !== 'table-row' && namesProblem(labels) ? 1 : 0,
    sectionCoverage: reader.coverage([...withLeads, ...headings, ...section]) - withHeadings,
    novelty: 1 - reader.precision(read),
    superseded: !query.asksForOld && isSuperseded(headings, sentence, next) ? 1 : 0,
    ...sections,
    largestMissing: reader.largestMissing([...withLeads, ...headings, ...section, title]),
    namesOthers: !isAsked && namesOthers(query.tokens, stated) ? 1 : 0,
    lacksNumber: !isAsked && (reader.lacksNumber(stated) || lacksDotted(query, stated)) ? 1 : 0,
    isListItem: kind === 'list-item' ? 1 : 0,
    isTableRow: kind === 'table-row' ? 1 : 0,
    isField: kind === 'field' ? 1 : 0,
    isTurn: kind === 'turn' ? 1 : 0,
    isAside: asides.has(kind) ? 1 : 0,
  };
}
