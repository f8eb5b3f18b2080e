import type { Answer, Citation } from '../contracts/answer.js';
import type { Embedder } from '../contracts/embedder.js';
import { UsageError } from '../contracts/errors.js';
import type { FusedHit } from '../contracts/hit.js';
import type { StoredDocument } from '../contracts/document.js';
import type { StoredPassage } from '../contracts/passage.js';
import type { TextIndex } from '../contracts/search.js';
import { detectLanguage } from '../text/language.js';
import { findWords } from '../text/words.js';
import { findAnswerShape } from './answer-shape.js';
import { cite } from './cite.js';
import {
  compareWithRivals,
  confidenceFeatures,
  estimateConfidence,
  type ConfidenceFeatures,
  type Rival,
} from './confidence.js';
import { findQuestionType } from './question-type.js';
import { bodyOf, rateSentences, type Candidate, type RatedSentence } from './rate-sentences.js';
import { countOf } from '../text/count.js';

/** Longer questions are refused: they are texts, not questions. */
export const maxQuestionUnits = 1000;

/** Passages of which all sentences are rated, at least. */
const ratedPassages = 5;

/** Passages retrieved, at least: how far the best stands out among them says how sure it is. */
const retrievedPassages = 10;

export interface AnswerParts {
  readonly embedder: Embedder;
  readonly text: TextIndex;
  readonly retrieve: (question: string, vector: Float32Array, limit: number) => FusedHit[];
  readonly findPassages: (ids: readonly number[]) => StoredPassage[];
  readonly findDocument: (id: number) => StoredDocument | undefined;
  readonly generation: number;
}

export interface AnswerLimits {
  readonly citations: number;
  /** Lowest confidence that counts as an answer. */
  readonly threshold: number;
  /** Rate all sentences of the best passages, for looking into; the answer is the same. */
  readonly ratesAll?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How an answer came about, for the REPL and the evaluation. */
export interface ExplainedAnswer {
  readonly answer: Answer;
  readonly hits: readonly FusedHit[];
  readonly sentences: readonly RatedSentence[];
  /** What the confidence was estimated from; undefined where nothing was found. */
  readonly evidence: ConfidenceFeatures | undefined;
}

/** White space and invisible controls do not make a question. @throws UsageError for one that is too long. */
export function cleanQuestion(question: string): string {
  const clean = question
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  if (clean.length > maxQuestionUnits) {
    throw new UsageError(
      `The question has ${countOf(clean.length, 'character')}; the longest that is taken has ${maxQuestionUnits}.`,
      'Ask it in fewer words.',
    );
  }
  return clean;
}

function loadCandidates(parts: AnswerParts, hits: readonly FusedHit[]): Candidate[] {
  const byId = new Map(
    parts.findPassages(hits.map((hit) => hit.passageId)).map((passage) => [passage.id, passage]),
  );
  return hits.flatMap((hit) => {
    const passage = byId.get(hit.passageId);
    if (!passage) return [];
    const document = parts.findDocument(passage.documentId);
    return document ? [{ hit, passage, document }] : [];
  });
}

/** The best sentence of each passage, best passage first; passages of the same words together. */
function bestPerPassage(sentences: readonly RatedSentence[]): RatedSentence[][] {
  const groups = new Map<string, RatedSentence[]>();
  const seen = new Set<Candidate>();
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

/** Finds the passages that matter for a question and the sentences in them that answer it. */
export async function answerQuestion(
  parts: AnswerParts,
  rawQuestion: string,
  limits: AnswerLimits,
): Promise<ExplainedAnswer> {
  limits.signal?.throwIfAborted();
  const question = cleanQuestion(rawQuestion);
  const nothing: Answer = {
    kind: 'no-answer',
    question,
    language: detectLanguage(question),
    confidence: 0,
    citations: [],
    generation: parts.generation,
  };
  if (findWords(question).length === 0)
    return { answer: nothing, hits: [], sentences: [], evidence: undefined };

  const meant = parts.text.correct(question);
  const vector = await parts.embedder.embedQuestion(meant);
  limits.signal?.throwIfAborted();
  const rated = Math.max(ratedPassages, limits.citations + 2);
  const retrieved = loadCandidates(parts, parts.retrieve(meant, vector, Math.max(rated, retrievedPassages)));
  const candidates = retrieved.slice(0, rated);
  const hits = candidates.map(({ hit }) => hit);
  const sentences = await rateSentences(meant, vector, candidates, {
    ...parts,
    wanted: limits.ratesAll ? undefined : limits.citations,
  });
  limits.signal?.throwIfAborted();
  const groups = bestPerPassage(sentences);
  const best = groups[0]?.[0];
  if (!best) return { answer: nothing, hits, sentences, evidence: undefined };

  const asRival = ({ hit, document }: Candidate): Rival => ({ hit, documentId: document.id });
  const rivals = retrieved.slice(0, retrievedPassages).map(asRival);
  const evidence = confidenceFeatures(best.features, compareWithRivals(asRival(best.candidate), rivals));
  const confidence = estimateConfidence(evidence);
  const type = findQuestionType(meant);
  const shape = findAnswerShape(meant);
  const citations = groups
    .slice(0, limits.citations)
    .map((group, index): Citation => cite(group, index + 1, type, shape));
  const kind = confidence >= limits.threshold ? 'answered' : 'no-answer';
  return { answer: { ...nothing, kind, confidence, citations }, hits, sentences, evidence };
}
