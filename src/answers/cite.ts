import type { Citation } from '../contracts/answer.js';
import type { StoredDocument } from '../contracts/document.js';
import type { StoredPassage } from '../contracts/passage.js';
import type { Span } from '../contracts/span.js';
import { findEvidence } from './evidence.js';
import { chooseExcerpt } from './excerpt.js';
import { findPlace } from './place.js';
import type { QuestionType } from './question-type.js';
import type { RatedSentence } from './rate-sentences.js';

/** A date or number inside the sentence, where there is exactly one of it to mark. */
function findMark(text: string, sentence: Span, type: QuestionType): Span | undefined {
  const evidence = findEvidence(text.slice(sentence.start, sentence.end), type);
  const only = evidence.length === 1 ? evidence[0] : undefined;
  return only && { start: sentence.start + only.start, end: sentence.start + only.end };
}

/**
 * The citation of one sentence of a passage.
 * @throws RangeError when a span lies outside of the stored text: nothing is shown that is not a slice of it.
 */
export function citePassage(
  document: StoredDocument,
  passage: StoredPassage,
  sentenceIndex: number,
  number: number,
  type: QuestionType,
): Citation {
  const answer = passage.sentences[sentenceIndex];
  const excerptSpan = answer && chooseExcerpt(passage.sentences, sentenceIndex, sentenceIndex);
  if (!excerptSpan || excerptSpan.start < 0 || excerptSpan.end > document.text.length) {
    throw new RangeError(`passage ${passage.id} does not lie within document ${document.id}`);
  }
  const excerpt = document.text.slice(excerptSpan.start, excerptSpan.end);
  return {
    number,
    passageId: passage.id,
    place: findPlace(document, answer.start),
    excerptSpan,
    excerpt,
    answerSpans: [answer],
    markSpan: findMark(document.text, answer, type),
    alsoIn: [],
  };
}

/** The citation of the same passage in one or more documents, each given by its best sentence. */
export function cite(group: readonly RatedSentence[], number: number, type: QuestionType): Citation {
  const { candidate, index } = group[0]!;
  const citation = citePassage(candidate.document, candidate.passage, index, number, type);
  const others = group.slice(1).map((sentence) => sentence.candidate.document.path);
  return { ...citation, alsoIn: [...new Set(others)].filter((path) => path !== citation.place.path) };
}
