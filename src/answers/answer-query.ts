import type { Answer, Citation } from '../contracts/answer.js';
import type { Embedder } from '../contracts/embedder.js';
import type { Query } from '../contracts/query.js';
import { queryFor } from '../matching/query-for.js';
import { verdictOf } from '../text/verdict.js';
import { cite, withoutMarks } from './cite.js';
import {
  confidenceFeatures,
  estimateConfidence,
  findScoreMargins,
  type Competitor,
  type ConfidenceFeatures,
} from './confidence.js';
import { sentenceText, type RatedSentence } from './rate-passage.js';
import { rateSentences } from './rate-sentences.js';
import { isRelevant } from './relevance.js';
import { isOfAnother, settleConfidence } from './settle-confidence.js';
import { findSupport } from './support.js';
import { bodyOf, type RetrievedPassage } from './retrieved-passage.js';

/** Passages whose sentences are rated, at least; citations want two more than their number. */
export const minRatedPassages = 5;

/** Passages compared, at most: how far the best stands out among them says how sure it is. */
export const comparedPassages = 10;

export interface AnswerLimits {
  readonly citations: number;
  /** Lowest confidence that counts as an answer, 0 to 1. */
  readonly threshold: number;
  /** Rate all sentences of the best passages, for inspection; the answer is the same. */
  readonly ratesAll?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An answer, and how it came about. */
export interface AnsweredQuery {
  readonly answer: Pick<Answer, 'kind' | 'confidence' | 'citations'>;
  /** The passages that the confidence compares. */
  readonly compared: readonly RetrievedPassage[];
  /** The passages whose sentences were rated. */
  readonly rated: readonly RetrievedPassage[];
  readonly sentences: readonly RatedSentence[];
  /** What the confidence was estimated from; undefined where nothing was found. */
  readonly confidenceFeatures: ConfidenceFeatures | undefined;
}

/** The best sentence of each passage, best passage first; passages of the same words together. */
function bestPerPassage(sentences: readonly RatedSentence[]): RatedSentence[][] {
  const groups = new Map<string, RatedSentence[]>();
  const seen = new Set<RetrievedPassage>();
  for (const sentence of sentences) {
    const { candidate } = sentence;
    if (seen.has(candidate)) continue;
    seen.add(candidate);
    const body = bodyOf(candidate);
    const group = groups.get(body);
    if (group) group.push(sentence);
    else groups.set(body, [sentence]);
  }
  return [...groups.values()];
}

function asCompetitor(retrieved: RetrievedPassage, answer: string): Competitor {
  const { hit, document } = retrieved;
  return { hit, documentId: document.id, agrees: bodyOf(retrieved).includes(answer) };
}

/** What the confidence of a sentence, were it the best, is estimated from; `margin`: see {@link findScoreMargins}. */
export function findConfidenceFeatures(
  query: Query,
  best: RatedSentence,
  compared: readonly RetrievedPassage[],
  margin: number,
): ConfidenceFeatures {
  const answering = sentenceText(best);
  return confidenceFeatures(
    best.features,
    findSupport(query, best),
    findScoreMargins(
      asCompetitor(best.candidate, answering),
      compared.map((each) => asCompetitor(each, answering)),
      margin,
    ),
  );
}

/** Finds the sentences that answer a query among the passages that were retrieved for it, given best first. */
export async function answerQuery(
  query: Query,
  retrieved: readonly RetrievedPassage[],
  embedder: Embedder,
  limits: AnswerLimits,
): Promise<AnsweredQuery> {
  const rated = retrieved.slice(0, Math.max(minRatedPassages, limits.citations + 2));
  const { rated: sentences, margin } = await rateSentences(query, rated, {
    embedder,
    wanted: limits.ratesAll ? undefined : limits.citations,
  });
  limits.signal?.throwIfAborted();
  const groups = bestPerPassage(sentences);
  const best = groups[0]?.[0];
  if (!best) {
    const answer = { kind: 'no-answer', confidence: 0, citations: [] } as const;
    return { answer, compared: [], rated, sentences, confidenceFeatures: undefined };
  }
  const compared = retrieved.slice(0, comparedPassages);
  const features = findConfidenceFeatures(query, best, compared, margin);
  const citeGroup = (group: readonly RatedSentence[], index: number): Citation =>
    cite(group, index + 1, queryFor(query, group[0]!.candidate.hit));
  const answering = citeGroup(groups[0]!, 0);
  const confidence = settleConfidence(estimateConfidence(features), {
    query,
    best,
    features,
    sentences,
    answering,
  });
  const kind = verdictOf(confidence, limits.threshold);
  // What is said of another thing has no value that is asked for.
  const isMarked = !isOfAnother(features) && features.contradicts === 0;
  const first = isMarked ? answering : { ...answering, markSpan: undefined };
  const further = groups
    .slice(1, limits.citations)
    .filter(([own]) => kind === 'no-answer' || isRelevant(best, own!))
    .map((group, index) => citeGroup(group, index + 1));
  const cited = [first, ...further];
  const citations = kind === 'no-answer' ? cited.map(withoutMarks) : cited;
  return {
    answer: { kind, confidence, citations },
    compared,
    rated,
    sentences,
    confidenceFeatures: features,
  };
}
