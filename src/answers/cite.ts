import type { Citation } from '../contracts/answer.js';
import type { StoredDocument } from '../contracts/document.js';
import type { StoredPassage } from '../contracts/passage.js';
import type { ExpectedAnswerType, Query } from '../contracts/query.js';
import type { Span } from '../contracts/span.js';
import { findValues } from '../text/answer-type-signals.js';
import { boundaryAfter, boundaryBefore } from '../text/graphemes.js';
import { findAnswerSpans } from './answer-spans.js';
import { chooseExcerpt } from './excerpt.js';
import { findPlace } from './place.js';
import type { RatedSentence } from './rate-sentences.js';

/** What of a query decides how much of a passage answers it, and what is marked in it. */
type AskedFor = Pick<Query, 'answerType' | 'answerShape'>;

/** One sentence, and nothing in it to mark. */
const anything: AskedFor = {
  answerType: 'other',
  answerShape: { isList: false, isExplanation: false },
};

/** A date or number inside the sentence, where there is exactly one of it to mark; in whole characters. */
function findMark(text: string, sentence: Span, type: ExpectedAnswerType): Span | undefined {
  const values = findValues(text.slice(sentence.start, sentence.end), type);
  const only = values.length === 1 ? values[0] : undefined;
  if (!only) return undefined;
  return {
    start: boundaryBefore(text, sentence.start + only.start, sentence),
    end: boundaryAfter(text, sentence.start + only.end, sentence),
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
 * The citation of one sentence of a passage, with what of its surroundings answers too.
 * @throws RangeError when a span lies outside of the stored text.
 */
export function citePassage(
  document: StoredDocument,
  passage: StoredPassage,
  sentenceIndex: number,
  number: number,
  { answerType, answerShape }: AskedFor = anything,
): Citation {
  const sentence = passage.sentences[sentenceIndex];
  if (!sentence) throw new RangeError(`passage ${passage.id} has no sentence ${sentenceIndex}`);
  const spans = findAnswerSpans(document, passage.sentences, sentenceIndex, answerShape);
  return citeSpans(document, passage, spans, number, findMark(document.text, sentence, answerType));
}

/** As the nearest passage is shown where there is no answer: none of its sentences is one. */
export function withoutMarks(citation: Citation): Citation {
  return { ...citation, answerSpans: [], markSpan: undefined };
}

/** The citation of the same passage in one or more documents, each given by its best sentence. */
export function cite(group: readonly RatedSentence[], number: number, asked: AskedFor): Citation {
  const { candidate, index } = group[0]!;
  const citation = citePassage(candidate.document, candidate.passage, index, number, asked);
  const others = group.slice(1).map((sentence) => sentence.candidate.document.path);
  return { ...citation, alsoIn: [...new Set(others)].filter((path) => path !== citation.place.path) };
}
