import type { Query } from '../contracts/query.js';
import { namesOthers } from './numbered-names.js';
import { dottedNumber, type Place, type PlaceFeatures } from './places.js';
import { saysSuperseded } from './superseded.js';
import type { Presence, ReadText, TextReader } from './text-reader.js';
import type { ContrastFinder } from './contrasts.js';
import { asksWithoutMark, reportsQuestion } from './sentence-signs.js';
import { endsInQuestion } from '../text/ends-in-question.js';

/** What the place of a sentence in its document says of it as an answer; all 0 to 1. */
export interface StructureFeatures extends PlaceFeatures {
  /** How much more of the question the leads above add: of a list, a table's header, a term, the question answered. */
  readonly leadCoverage: number;
  /** How much more the headings above add to that. */
  readonly headingCoverage: number;
  /** How much of the question is held by the one that the sentence answers in its document. */
  readonly questionCoverage: number;
  /** The share of the words of that one that the question has. */
  readonly questionPrecision: number;
  /** 1 for a sentence that asks. */
  readonly asks: number;
  /** 1 for the first sentence behind a question of the document. */
  readonly firstAnswer: number;
  /** How much more of the question the sentences before in the same section add to own words and leads. */
  readonly sectionCoverage: number;
  /** The share of the sentence's telling words that the question has not: an echo of it says nothing new. */
  readonly novelty: number;
  /** 1 where the sentence, or a heading above, says that it no longer holds, and no such thing is asked for. */
  readonly superseded: number;
  /** The largest weight of a term of the question that is neither in the sentence nor above or before it. */
  readonly largestMissing: number;
  /** 1 where what the question names by a number stands there with other numbers alone: "ثريا 5" for "ثريا 4". */
  readonly namesOthers: number;
  /** 1 where a number of the question is neither in the sentence nor above it. */
  readonly lacksNumber: number;
  /**
   * 1 where the sentence and what it stands under speak of another one of some: of Monday for Friday; more where the
   * document says elsewhere what is asked (see `markOutOfScope`).
   */
  readonly contradicts: number;
  /** 1 where the sentence has no telling word that the question has not. */
  readonly echo: number;
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
  'contradicts',
  'echo',
  'isListed',
  'isListItem',
  'isTableRow',
  'isField',
  'isTurn',
  'isAside',
] as const satisfies readonly (keyof StructureFeatures)[];

/** A sentence of a passage in its place, as it was read. */
export interface PlacedSentence {
  readonly read: ReadText;
  readonly place: Place;
}

/** Words of a sentence that may say, at its beginning, that what follows no longer holds. */
const headWords = 3;

/** Whether a sentence, or a remark behind it, says that it no longer holds. */
function isSuperseded({ read, place }: PlacedSentence, next: PlacedSentence | undefined): boolean {
  // "… 15 ديناراً. (حذف في النسخة 3)": a remark behind what it is about.
  const isRemark = next?.place === place && next.read.text.startsWith('(');
  const remark = isRemark ? next.read.words : [];
  return [read.words, remark].some((words) => saysSuperseded(words.slice(0, headWords)));
}

/** Whether the question has a number with dots that none of some texts has as such: "4.0.0" is not in "4.0.3". */
function lacksDotted({ corrected }: Query, texts: readonly ReadText[]): boolean {
  const asked = corrected.match(dottedNumber) ?? [];
  if (asked.length === 0) return false;
  const found = new Set(texts.flatMap(({ text }) => text.match(dottedNumber) ?? []));
  return asked.some((number) => !found.has(number));
}

/** Whether a sentence asks, or tells what somebody asked; a turn of a conversation with or without a mark. */
function isAsking({ read: { text, words }, place }: PlacedSentence): boolean {
  return endsInQuestion(text) || reportsQuestion(words) || (place.kind === 'turn' && asksWithoutMark(words));
}

/** A sentence with fewer words that the question has not tells nothing; a value is told by one word. */
const leastNewWords = 1;

/** What stands around a sentence. */
export interface Surroundings {
  readonly previous: PlacedSentence | undefined;
  readonly next: PlacedSentence | undefined;
  /** The sentences before it in the same passage under the same heading, as one text. */
  readonly section: Presence;
  readonly contrasts: ContrastFinder;
  /** That of the document. */
  readonly title: ReadText;
}

/** What the place of a sentence says of it, as an answer to the query that `reader` reads for. */
export function findStructureFeatures(
  query: Query,
  reader: TextReader,
  sentence: PlacedSentence,
  { previous, next, section, title, contrasts }: Surroundings,
): StructureFeatures {
  const { read, place } = sentence;
  const { features, question } = place;
  // "هل أغلق المرصد؟ لا، بل ظل يعمل": a question that the text asks itself, or that its structure says.
  const asked = question ?? (previous && isAsking(previous) ? previous.read : undefined);
  const withLeads = reader.join([read, place.lead, ...(asked ? [asked] : [])]);
  const withHeadings = reader.join([withLeads, place.heading]);
  const withSection = reader.join([withHeadings, section]);
  const leadCoverage = reader.coverage(withLeads);
  const headingCoverage = reader.coverage(withHeadings);
  // The number of an article may be written in another way there.
  const isAsked = features.inAskedSection === 1;
  // "يلغى العقد …" is what an article says that is asked for by its number.
  const isOldAsked = query.asksForOld || (query.questionForm === 'section' && isAsked);
  const stated = [read, ...place.leads, ...(asked ? [asked] : []), ...place.headings, title];
  const isFirst = question ? previous?.place.context.question !== place.context.question : true;
  return {
    ...features,
    leadCoverage: leadCoverage - reader.coverage(read),
    headingCoverage: headingCoverage - leadCoverage,
    questionCoverage: asked ? reader.coverage(asked) : 0,
    questionPrecision: asked ? reader.precision(asked) : 0,
    asks: isAsking(sentence) || place.kind === 'question' ? 1 : 0,
    firstAnswer: asked && isFirst ? 1 : 0,
    sectionCoverage: reader.coverage(withSection) - headingCoverage,
    novelty: 1 - reader.precision(read),
    superseded: features.superseded === 1 || (!isOldAsked && isSuperseded(sentence, next)) ? 1 : 0,
    largestMissing: reader.largestMissing(reader.join([withSection, title])),
    contradicts: contrasts.contradicts(stated.slice(0, -1)) ? 1 : 0,
    echo: query.questionForm !== 'yes-no' && reader.newWords(read) < leastNewWords ? 1 : 0,
    namesOthers: !isAsked && namesOthers(query, stated) ? 1 : 0,
    lacksNumber:
      !isAsked && (reader.lacksNumber(reader.join([withHeadings, title])) || lacksDotted(query, stated))
        ? 1
        : 0,
  };
}
