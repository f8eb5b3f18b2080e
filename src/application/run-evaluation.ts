import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Citation } from '../contracts/answer.js';
import type { Embedder } from '../contracts/embedder.js';
import type { RankedPassage } from '../contracts/hit.js';
import { holdsAnswer } from '../evaluation/holds-answer.js';
import type { Judgement } from '../evaluation/judgement.js';
import type { Distractor, EvaluationQuestion, EvaluationSet } from '../evaluation/read-squad.js';
import { openAnswerService, type ExplainingAnswerService } from './open-answer-service.js';
import { runIndexer } from './run-indexer.js';

/** Passages looked at for a ranking of documents; several may be of one document. */
const rankedPassages = 50;

export interface EvaluationOptions {
  readonly set: EvaluationSet;
  readonly distractors: readonly Distractor[];
  readonly embedder: Embedder;
  readonly citations: number;
  readonly onProgress?: (message: string) => void;
}

export interface EvaluationRun {
  readonly documents: number;
  readonly passages: number;
  readonly judgements: readonly Judgement[];
  readonly indexSeconds: number;
  readonly askSeconds: number;
}

function contextPath(context: number): string {
  return `contexts/${String(context).padStart(7, '0')}.txt`;
}

function writeDocuments(
  folder: string,
  { contexts }: EvaluationSet,
  distractors: readonly Distractor[],
): void {
  for (const name of ['contexts', 'distractors']) mkdirSync(join(folder, name), { recursive: true });
  contexts.forEach((context, index) => {
    writeFileSync(join(folder, contextPath(index)), context);
  });
  distractors.forEach(({ title, text }, index) => {
    const name = `${String(index).padStart(7, '0')}.txt`;
    writeFileSync(join(folder, 'distractors', name), title === '' ? text : `${title}\n${text}`);
  });
}

/** The rank of a document in a ranking of passages: that of its first passage among distinct documents. */
function documentRank(
  service: ExplainingAnswerService,
  ranking: readonly Pick<RankedPassage, 'passageId'>[],
  documentId: number,
): number | undefined {
  const passages = service.current().reader.findPassages(ranking.map((hit) => hit.passageId));
  const documents = [...new Set(passages.map((passage) => passage.documentId))];
  const position = documents.indexOf(documentId);
  return position < 0 ? undefined : position + 1;
}

function markedText(citation: Citation): string {
  return citation.answerSpans
    .map(({ start, end }) =>
      citation.excerpt.slice(start - citation.excerptSpan.start, end - citation.excerptSpan.start),
    )
    .join(' ');
}

class Judge {
  private readonly documentIds: Map<string, number>;

  constructor(
    private readonly service: ExplainingAnswerService,
    private readonly embedder: Embedder,
    private readonly citations: number,
  ) {
    this.documentIds = new Map(service.findDocuments().map(({ path, id }) => [path, id]));
  }

  /** Undefined for a question whose document could not be indexed. */
  async judge(question: EvaluationQuestion): Promise<Judgement | undefined> {
    const path = contextPath(question.context);
    const documentId = this.documentIds.get(path);
    if (documentId === undefined) return undefined;
    const { retriever } = this.service.current();
    const vector = await this.embedder.embedQuestion(question.question);
    const options = { limit: rankedPassages };
    const startedMs = performance.now();
    const answer = await this.service.ask(question.question, { citations: this.citations });
    const askMs = performance.now() - startedMs;
    const within = await this.service.ask(question.question, { citations: 1, pathPrefixes: [path] });
    const without = await this.service.ask(question.question, { citations: 1, excludedPathPrefixes: [path] });
    const isRight = (given: Answer): boolean => {
      const [first] = given.citations;
      return first?.place.path === path && holdsAnswer(markedText(first), question.answers);
    };
    return {
      question: question.question,
      context: question.context,
      answerable: question.answers.length > 0,
      denseRank: documentRank(this.service, retriever.searchDense(vector, options), documentId),
      lexicalRank: documentRank(
        this.service,
        retriever.searchLexical(question.question, options),
        documentId,
      ),
      fusedRank: documentRank(this.service, retriever.search(question.question, vector, options), documentId),
      sentenceRight: isRight(answer),
      sentenceRightGivenDocument: isRight(within),
      confidence: answer.confidence,
      confidenceWithoutDocument: without.confidence,
      excerpts: answer.citations.length,
      exactExcerpts: answer.citations.filter((citation) => this.isExact(citation)).length,
      askMs,
    };
  }

  private isExact({ place, excerptSpan, excerpt }: Citation): boolean {
    const document = this.service.current().reader.findDocument(place.documentId);
    return document?.text.slice(excerptSpan.start, excerptSpan.end) === excerpt;
  }
}

/** Indexes every context as a document in a temporary place with the product's own pipeline, and asks. */
export async function runEvaluation(options: EvaluationOptions): Promise<EvaluationRun> {
  const { set, distractors, embedder, citations, onProgress } = options;
  const place = mkdtempSync(join(tmpdir(), 'isnad-evaluation-'));
  try {
    const folder = join(place, 'documents');
    writeDocuments(folder, set, distractors);
    const directory = join(place, 'index');
    onProgress?.(`Indexing ${set.contexts.length + distractors.length} documents.`);
    const report = await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 30 });
    const service = await openAnswerService({ directory, embedder, citations, threshold: 0 });
    const startedMs = performance.now();
    try {
      const judge = new Judge(service, embedder, citations);
      const judgements: Judgement[] = [];
      for (const question of set.questions) {
        const judgement = await judge.judge(question);
        if (judgement) judgements.push(judgement);
        if (judgements.length % 200 === 0)
          onProgress?.(`${judgements.length} of ${set.questions.length} questions.`);
      }
      const askSeconds = (performance.now() - startedMs) / 1000;
      return {
        documents: report.documents,
        passages: report.passages,
        judgements,
        indexSeconds: report.seconds,
        askSeconds,
      };
    } finally {
      service.close();
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
