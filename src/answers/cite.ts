import type { Citation } from '../contracts/answer.js';
import type { StoredDocument } from '../contracts/document.js';
import type { StoredPassage } from '../contracts/passage.js';
import type { Query } from '../contracts/query.js';
import type { Span } from '../contracts/span.js';
import { findAnswerSpans, type UnitShape } from './answer-spans.js';
import { chooseExcerpt } from './excerpt.js';
import type { RatedFeatures } from './features.js';
import { findMark } from './find-mark.js';
import { findPlace } from './place.js';
import type { RatedSentence } from './rate-passage.js';
import { readerFor } from './text-reader.js';

/** One sentence: the answer to a question that asks for one thing. */
const oneThing: UnitShape = {
  isList: false,
  isExplanation: false,
  isSection: false,
  isIndistinct: false,
  isEcho: false,
  isClaim: false,
};

/** An item that holds less of the question than this, and less than what it stands under, is like the others. */
const ownShare = 0.35;

/** One step of a procedure is the answer only where it holds so much of the question. */
const stepShare = 0.6;

/** An item that holds less than this holds nothing of the question. */
const nothing = 0.05;

/** A sentence with a smaller share of words that the question has not tells nothing. */
const echoNovelty = 0.35;

/** What is cited of a sentence's surroundings, and what is marked in it. */
export interface CiteOptions {
  readonly query: Query;
  readonly features: Pick<
    RatedFeatures,
    'coverage' | 'leadCoverage' | 'headingCoverage' | 'inAskedSection' | 'novelty'
  >;
}

/** Whether the question tells an item from the others of its list no better than what they all stand under. */
function isIndistinct({ query: { questionForm }, features }: CiteOptions, hasValue: boolean): boolean {
  const { coverage, leadCoverage, headingCoverage } = features;
  const isUnderAsked = coverage < ownShare && leadCoverage + headingCoverage > coverage;
  if (questionForm === 'yes-no') return false;
  if (questionForm === 'procedure') return coverage < stepShare;
  if (questionForm === 'value' && hasValue) return coverage < nothing && leadCoverage > ownShare - nothing;
  return isUnderAsked || coverage < nothing;
}

function shapeOf(options: CiteOptions, sentence: string): UnitShape {
  const { query, features } = options;
  const { answerShape, questionForm } = query;
  const hasValue = readerFor(query).askedValues(sentence).length > 0;
  return {
    isList: answerShape.isList || questionForm === 'list',
    isExplanation: answerShape.isExplanation || questionForm === 'procedure',
    isSection: questionForm === 'section' && features.inAskedSection === 1,
    isIndistinct: isIndistinct(options, hasValue),
    isEcho: features.novelty < echoNovelty,
    isClaim: questionForm === 'yes-no',
  };
}

/** The sentences of a passage that lie in a span, by the positions of the first and the last. */
function findSentences(sentences: readonly Span[], { start, end }: Span): readonly [number, number] {
  const first = sentences.findIndex((sentence) => sentence.end > start);
  const last = sentences.findLastIndex((sentence) => sentence.start < end);
  return [first, last];
}

/**
 * The citation of given spans of a document, the first of them in `passage`: a list may go on behind it.
 * @throws RangeError when a span lies outside of the stored text: nothing is shown that is not a slice of it.
 */
export function citeSpans(
  document: StoredDocument,
  passage: StoredPassage,
  answerSpans: readonly Span[],
  number: number,
  markSpan?: Span,
): Citation {
  const answer = { start: answerSpans[0]?.start ?? -1, end: answerSpans.at(-1)?.end ?? -1 };
  const [first, last] = findSentences(passage.sentences, answer);
  if (first < 0 || last < first || answer.start < 0) {
    throw new RangeError(`passage ${passage.id} does not hold the answer that is cited`);
  }
  const around = chooseExcerpt(passage.sentences, first, last);
  const excerptSpan = {
    start: Math.min(around.start, answer.start),
    end: Math.max(around.end, answer.end),
  };
  if (excerptSpan.end > document.text.length) {
    throw new RangeError(`passage ${passage.id} does not lie within document ${document.id}`);
  }
  return {
    number,
    passageId: passage.id,
    place: findPlace(document, answer.start),
    excerptSpan,
    excerpt: document.text.slice(excerptSpan.start, excerptSpan.end),
    answerSpans,
    markSpan,
    alsoIn: [],
  };
}

/**
 * The citation of one sentence of a passage, with what of its surroundings answers too; without options, of the
 * sentence in its unit, and nothing in it is marked.
 * @throws RangeError when a span lies outside of the stored text.
 */
export function citePassage(
  document: StoredDocument,
  passage: StoredPassage,
  sentenceIndex: number,
  number: number,
  options?: CiteOptions,
): Citation {
  const sentence = passage.sentences[sentenceIndex];
  if (!sentence) throw new RangeError(`passage ${passage.id} has no sentence ${sentenceIndex}`);
  const spans = findAnswerSpans(
    document,
    passage.sentences,
    sentenceIndex,
    options ? shapeOf(options, document.text.slice(sentence.start, sentence.end)) : oneThing,
  );
  return citeSpans(document, passage, spans, number, options && findMark(document, sentence, options.query));
}

/** As the nearest passage is shown where there is no answer: none of its sentences is one. */
export function withoutMarks(citation: Citation): Citation {
  return { ...citation, answerSpans: [], markSpan: undefined };
}

/** The citation of a rated sentence, with what of its surroundings answers the query too. */
export function citeSentence(
  { candidate, index, features }: RatedSentence,
  number: number,
  query: Query,
): Citation {
  return citePassage(candidate.document, candidate.passage, index, number, { query, features });
}

/** The citation of the same passage in one or more documents, each given by its best sentence. */
export function cite(group: readonly RatedSentence[], number: number, query: Query): Citation {
  const citation = citeSentence(group[0]!, number, query);
  const others = group.slice(1).map((sentence) => sentence.candidate.document.path);
  return { ...citation, alsoIn: [...new Set(others)].filter((path) => path !== citation.place.path) };
}
