import type { BlockKind, StoredDocument } from '../contracts/document.js';
import type { Query } from '../contracts/query.js';
import type { SectionReference } from '../contracts/section.js';
import type { Span } from '../contracts/span.js';
import { findBlock } from '../structure/find-block.js';
import { findSectionReferences } from '../text/section-numbers.js';
import { findAskedCells } from './asked-cells.js';
import { findEdition, type Edition } from './editions.js';
import { namesAskedKind, namesProblem } from './label-kinds.js';
import { labelsOf } from './labels.js';
import { saysSuperseded } from './superseded.js';
import { carriedCells, columnsOf, type ColumnCell } from './table-columns.js';
import type { Presence, ReadText, TextReader } from './text-reader.js';
import { contextOf, type UnitContext } from './unit-context.js';

/** What is the same for all sentences of a block: what they stand under, as it was read with one query in mind. */
export interface Place {
  readonly context: UnitContext;
  readonly kind: BlockKind;
  /** The question that the block is (part of) the answer to. */
  readonly question: ReadText | undefined;
  /** The leads, and the cells that go down to a row from rows above, which are as much of it as its own. */
  readonly leads: readonly ReadText[];
  /** `leads` and `question` as one text. */
  readonly lead: Presence;
  /** The nearest first. */
  readonly headings: readonly ReadText[];
  /** `headings` as one text. */
  readonly heading: Presence;
  /** The edition that the nearest heading names. */
  readonly edition: Edition | undefined;
  /** What the sentences are embedded behind; undefined where they stand under nothing. */
  readonly above: string | undefined;
  readonly features: PlaceFeatures;
}

/** What a place says of the sentences in it; all 0 to 1. */
export interface PlaceFeatures {
  /** The share of the words of the nearest heading that the question has. */
  readonly headingPrecision: number;
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
  /** 1 where a heading above says that what it is over no longer holds, and no such thing is asked for. */
  readonly superseded: number;
  /** 1 where the part of the document that the question names by its number is the one that the sentence stands in. */
  readonly inAskedSection: number;
  /** 1 where the sentence stands only in parts of other numbers than the question names. */
  readonly inOtherSection: number;
  readonly isListItem: number;
  readonly isTableRow: number;
  readonly isField: number;
  readonly isTurn: number;
  /** 1 for a footnote, a caption or code, which rarely answer. */
  readonly isAside: number;
}

const asides: ReadonlySet<BlockKind> = new Set<BlockKind>(['footnote', 'caption', 'code', 'dateline']);

/** The number in what labels a block: "3.1 " → "3.1". */
function labelNumber({ text, blocks }: StoredDocument, position: number): string | undefined {
  const block = blocks[position];
  return block && /\p{Nd}{1,6}(?:\.\p{Nd}{1,6}){0,6}/u.exec(text.slice(block.span.start, block.content))?.[0];
}

/** Whether a sentence stands in a part of the document that the question names by its number. */
function compareSections(
  sections: readonly SectionReference[],
  document: StoredDocument,
  { block, leads }: UnitContext,
  headings: readonly ReadText[],
): Pick<PlaceFeatures, 'inAskedSection' | 'inOtherSection'> {
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

/** Reads what sentences stand under, once for each block, with one query in mind. */
export class PlaceReader {
  private readonly places = new Map<StoredDocument, Map<number, Place>>();

  constructor(
    private readonly query: Query,
    private readonly reader: TextReader,
  ) {}

  /** The place of a sentence. */
  find(document: StoredDocument, sentence: Span): Place {
    const block = findBlock(document.blocks, sentence);
    let places = this.places.get(document);
    if (!places) this.places.set(document, (places = new Map<number, Place>()));
    let place = places.get(block);
    if (!place) places.set(block, (place = this.read(document, block)));
    return place;
  }

  private read(document: StoredDocument, block: number): Place {
    const { reader } = this;
    const context = contextOf(document, block);
    const readAll = (positions: readonly number[]): ReadText[] =>
      positions.map((position) => reader.readBlock(document, position));
    const carried = carriedCells(document.blocks[block]).map((span) => reader.readSpan(document, span));
    const leads = [...carried, ...readAll(context.leads)];
    const headings = readAll(context.headings);
    const question =
      context.question === undefined ? undefined : reader.readBlock(document, context.question);
    const nearest = [context.question, ...context.leads, ...context.headings].find(
      (position) => position !== undefined,
    );
    const kind = document.blocks[block]?.kind ?? 'paragraph';
    return {
      context,
      kind,
      question,
      leads,
      lead: reader.join(question ? [...leads, question] : leads),
      headings,
      heading: reader.join(headings),
      edition: headings[0] && findEdition(headings[0].text),
      above: nearest === undefined ? undefined : reader.readBlock(document, nearest).text,
      features: this.findFeatures(document, kind, context, headings),
    };
  }

  private findFeatures(
    document: StoredDocument,
    kind: BlockKind,
    context: UnitContext,
    headings: readonly ReadText[],
  ): PlaceFeatures {
    const { query, reader } = this;
    const { block } = context;
    const isRow = kind === 'table-row';
    const [heading] = headings;
    const labels = labelsOf(document, block).map((span) => reader.readSpan(document, span));
    const words = labels.flatMap((label) => label.words);
    const columns = isRow ? columnsOf(document, block) : [];
    const headers = columns.map(({ header }) => reader.read(header));
    const labelPrecision = reader.precision(...labels);
    const isEmpty = ({ cell: { span } }: ColumnCell): boolean => span.start === span.end;
    const cells = columns.some(isEmpty) ? findAskedCells(document, block, query, reader) : [];
    return {
      headingPrecision: heading ? reader.precision(heading) : 0,
      labelPrecision,
      labelForDefinition: query.questionForm === 'definition' ? labelPrecision : 0,
      emptyCell: cells.length > 0 && cells.every(isEmpty) ? 1 : 0,
      columnCoverage: Math.max(0, ...headers.map((header) => reader.coverage(header))),
      labelNamesKind: namesAskedKind([...words, ...headers.flatMap((header) => header.words)], query) ? 1 : 0,
      labelNamesProblem: !isRow && namesProblem(words) ? 1 : 0,
      superseded: !query.asksForOld && headings.some((each) => saysSuperseded(each.words)) ? 1 : 0,
      ...compareSections(query.sections, document, context, headings),
      isListItem: kind === 'list-item' ? 1 : 0,
      isTableRow: isRow ? 1 : 0,
      isField: kind === 'field' ? 1 : 0,
      isTurn: kind === 'turn' ? 1 : 0,
      isAside: asides.has(kind) ? 1 : 0,
    };
  }
}
