import type { Answer } from '../contracts/answer.js';
import type { Embedder } from '../contracts/embedder.js';
import { holdsPieces, isSameValue } from '../evaluation/structured/judge-texts.js';
import type { MarkedAnswer, StructuredJudgement } from '../evaluation/structured/judgement.js';
import type { StructuredQuestion, StructuredSet } from '../evaluation/structured/read-structured.js';
import { countOf } from '../text/count.js';
import { markedText, markedValue } from './marked-text.js';
import type { ExplainingAnswerService } from './open-answer-service.js';
import { withTemporaryFolder } from './temporary-index.js';
import { traceAnswer } from './trace-answer.js';

export interface StructuredEvaluationOptions {
  readonly set: StructuredSet;
  readonly embedder: Embedder;
  readonly citations: number;
  /** Lowest confidence that counts as an answer, 0 to 1. */
  readonly threshold: number;
  /** Also find out how far the right answer came where another was marked. */
  readonly traces?: boolean;
  readonly onProgress?: (message: string) => void;
}

export interface StructuredEvaluationRun {
  readonly documents: number;
  readonly passages: number;
  readonly judgements: readonly StructuredJudgement[];
  readonly indexSeconds: number;
  readonly askSeconds: number;
}

function describeMarked({ citations: [first] }: Answer): MarkedAnswer | undefined {
  if (!first) return undefined;
  const { path, line = 0 } = first.place;
  return { path, line, text: markedText(first), mark: markedValue(first) };
}

function isRight({ citations: [first] }: Answer, { file, pieces }: StructuredQuestion): boolean {
  if (!first) return false;
  const isOfFile = first.place.path === file || first.alsoIn.includes(file);
  return isOfFile && holdsPieces(markedText(first), pieces);
}

async function judge(
  service: ExplainingAnswerService,
  question: StructuredQuestion,
  { citations, traces = false }: StructuredEvaluationOptions,
): Promise<StructuredJudgement> {
  const startedMs = performance.now();
  const answer = await service.ask(question.question, { citations });
  const askMs = performance.now() - startedMs;
  // Marks are taken out where there is no answer; what would have been marked is judged all the same.
  const shown =
    answer.kind === 'no-answer'
      ? await service.ask(question.question, { citations: 1, threshold: 0 })
      : answer;
  const marked = describeMarked(shown);
  const right = isRight(shown, question);
  const isTraced = traces && !right && question.pieces.length > 0;
  const shownMark = answer.kind === 'no-answer' ? undefined : marked?.mark;
  return {
    question,
    verdict: answer.kind,
    confidence: answer.confidence,
    isRight: right,
    isMarkRight:
      shownMark !== undefined && question.mark !== null ? isSameValue(shownMark, question.mark) : undefined,
    marked,
    askMs,
    trace: isTraced
      ? await traceAnswer(service, await service.explain(question.question), question)
      : undefined,
  };
}

/** Indexes the documents of a set as one collection, and asks its questions. */
export async function runStructuredEvaluation(
  options: StructuredEvaluationOptions,
): Promise<StructuredEvaluationRun> {
  const { set, embedder, citations, threshold, onProgress } = options;
  const { folder, documents, questions } = set;
  onProgress?.(`Indexing ${countOf(documents.length, 'document')}.`);
  const asking = { folder, documents, embedder, citations, threshold };
  return withTemporaryFolder(asking, async (service, report) => {
    const startedMs = performance.now();
    const judgements: StructuredJudgement[] = [];
    for (const question of questions) {
      judgements.push(await judge(service, question, options));
      if (judgements.length % 200 === 0)
        onProgress?.(`${judgements.length} of ${countOf(questions.length, 'question')}.`);
    }
    const askSeconds = (performance.now() - startedMs) / 1000;
    const { documents: indexed, passages, seconds: indexSeconds } = report;
    return { documents: indexed, passages, judgements, indexSeconds, askSeconds };
  });
}
