import type { Answer, AskOptions, Citation, DocumentSummary } from '../contracts/answer.js';
import type { Embedder } from '../contracts/embedder.js';
import type { RankedPassage } from '../contracts/hit.js';
import { holdsAnswer } from '../evaluation/holds-answer.js';
import type { Judgement, ShownAnswer, VariantJudgement } from '../evaluation/judgement.js';
import type { Distractor, EvaluationQuestion, EvaluationSet } from '../evaluation/read-squad.js';
import { rewriteQuestion, variantKinds } from '../evaluation/variants.js';
import { markedText, markedValue } from './marked-text.js';
import { contextPath, withTemporaryIndex } from './temporary-index.js';
import type { ExplainingAnswerService } from './open-answer-service.js';
import { countOf } from '../text/count.js';

/** Passages looked at for a ranking of documents; several may be of one document. */
const rankedPassages = 50;

export interface EvaluationOptions {
  readonly set: EvaluationSet;
  readonly distractors: readonly Distractor[];
  readonly embedder: Embedder;
  readonly citations: number;
  /** Also ask every question as people type it. */
  readonly variants?: boolean;
  readonly onProgress?: (message: string) => void;
}

export interface EvaluationRun {
  readonly documents: number;
  readonly passages: number;
  readonly judgements: readonly Judgement[];
  readonly indexSeconds: number;
  readonly askSeconds: number;
}

/** The rank of a document in a ranking of passages: that of its first passage among distinct documents. */
async function documentRank(
  service: ExplainingAnswerService,
  ranking: readonly Pick<RankedPassage, 'passageId'>[],
  documentId: number,
): Promise<number | undefined> {
  const passages = await service.current().reader.findPassages(ranking.map((hit) => hit.passageId));
  const documents = [...new Set(passages.map((passage) => passage.documentId))];
  const position = documents.indexOf(documentId);
  return position < 0 ? undefined : position + 1;
}

/** Whether the marked sentence is of the right document and holds a gold answer. */
function isRight({ citations: [first] }: Answer, { context, answers }: EvaluationQuestion): boolean {
  return first?.place.path === contextPath(context) && holdsAnswer(markedText(first), answers);
}

/** Whether the marked date or number and a gold answer are of one another; undefined where nothing is marked. */
function isMarkRight({ citations: [first] }: Answer, { answers }: EvaluationQuestion): boolean | undefined {
  const mark = first && markedValue(first);
  if (mark === undefined) return undefined;
  return holdsAnswer(mark, answers) || answers.some((answer) => holdsAnswer(answer, [mark]));
}

/** Ten documents, the question's own the first. */
function fewDocuments(contexts: number, { context }: EvaluationQuestion): number[] {
  const others = Array.from({ length: 9 }, (_, index) => (context + 1 + index * 101) % Math.max(1, contexts));
  return [...new Set([context, ...others])];
}

class Judge {
  /** Context → id of its document; `contexts`: path of a document → its context. */
  private readonly documentIds = new Map<number, number>();
  private readonly contexts = new Map<string, number>();

  constructor(
    private readonly service: ExplainingAnswerService,
    private readonly options: EvaluationOptions,
    documents: readonly DocumentSummary[],
  ) {
    const ids = new Map(documents.map(({ path, id }) => [path, id]));
    options.set.contexts.forEach((_, context) => {
      const path = contextPath(context);
      const id = ids.get(path);
      this.contexts.set(path, context);
      if (id !== undefined) this.documentIds.set(context, id);
    });
  }

  /** Undefined for a question whose document could not be indexed. */
  async judge(question: EvaluationQuestion): Promise<Judgement | undefined> {
    const { citations, set } = this.options;
    const documentId = this.documentIds.get(question.context);
    if (documentId === undefined) return undefined;
    const { pipeline } = this.service.current();
    const query = await pipeline.analyze(question.question);
    const options = { limit: rankedPassages };
    const startedMs = performance.now();
    const answer = await this.service.ask(question.question, { citations });
    const askMs = performance.now() - startedMs;
    const path = contextPath(question.context);
    const [, ...others] = fewDocuments(set.contexts.length, question).map(contextPath);
    const ask = (asked: AskOptions): Promise<Answer> =>
      this.service.ask(question.question, { citations: 1, ...asked });
    const within = await ask({ pathPrefixes: [path] });
    const without = await ask({ excludedPathPrefixes: [path] });
    const amongFew = await ask({ pathPrefixes: [path, ...others] });
    const amongFewWithout = await ask({ pathPrefixes: others });
    const exact = await Promise.all(answer.citations.map((citation) => this.isExact(citation)));
    return {
      question: question.question,
      context: question.context,
      answers: question.answers,
      answerable: question.answers.length > 0,
      denseRank: await documentRank(this.service, await pipeline.retrieveDense(query, options), documentId),
      lexicalRank: await documentRank(
        this.service,
        await pipeline.retrieveLexical(query, options),
        documentId,
      ),
      fusedRank: await documentRank(this.service, await pipeline.search(query, options), documentId),
      sentenceRight: isRight(answer, question),
      sentenceRightGivenDocument: isRight(within, question),
      markRight: isRight(within, question) ? isMarkRight(within, question) : undefined,
      confidence: answer.confidence,
      confidenceWithoutDocument: without.confidence,
      confidenceAmongFew: amongFew.confidence,
      confidenceAmongFewWithoutDocument: amongFewWithout.confidence,
      sentenceRightAmongFew: isRight(amongFew, question),
      excerpts: answer.citations.length,
      exactExcerpts: exact.filter(Boolean).length,
      askMs,
      shown: this.describe(answer),
      variants: this.options.variants === true ? await this.judgeVariants(question, documentId) : [],
    };
  }

  private async judgeVariants(
    question: EvaluationQuestion,
    documentId: number,
  ): Promise<Judgement['variants']> {
    const judged: VariantJudgement[] = [];
    for (const kind of variantKinds) {
      const asked = rewriteQuestion(question.question, kind, question.question.length);
      if (asked === question.question) continue;
      const { pipeline } = this.service.current();
      const ranking = await pipeline.search(await pipeline.analyze(asked), { limit: rankedPassages });
      const answer = await this.service.ask(asked, { citations: 1 });
      judged.push({
        kind,
        fusedRank: await documentRank(this.service, ranking, documentId),
        sentenceRight: isRight(answer, question),
      });
    }
    return judged;
  }

  private describe({ citations: [first] }: Answer): ShownAnswer | undefined {
    const [marked] = first?.answerSpans ?? [];
    if (!first || !marked) return undefined;
    const { start } = first.excerptSpan;
    return {
      context: this.contexts.get(first.place.path),
      excerpt: first.excerpt,
      marked: { start: marked.start - start, end: marked.end - start },
    };
  }

  private async isExact({ place, excerptSpan, excerpt }: Citation): Promise<boolean> {
    const document = await this.service.current().reader.findDocument(place.documentId);
    return document?.text.slice(excerptSpan.start, excerptSpan.end) === excerpt;
  }
}

/** Indexes the set and its distractors, and asks. */
export async function runEvaluation(options: EvaluationOptions): Promise<EvaluationRun> {
  const { set, distractors, embedder, citations, onProgress } = options;
  const { contexts, questions } = set;
  onProgress?.(`Indexing ${countOf(contexts.length + distractors.length, 'document')}.`);
  return withTemporaryIndex({ contexts, distractors, embedder, citations }, async (service, report) => {
    const startedMs = performance.now();
    const judge = new Judge(service, options, await service.findDocuments());
    const judgements: Judgement[] = [];
    for (const question of questions) {
      const judgement = await judge.judge(question);
      if (judgement) judgements.push(judgement);
      if (judgements.length % 200 === 0)
        onProgress?.(`${judgements.length} of ${countOf(questions.length, 'question')}.`);
    }
    const { documents, passages, seconds: indexSeconds } = report;
    const askSeconds = (performance.now() - startedMs) / 1000;
    return { documents, passages, judgements, indexSeconds, askSeconds };
  });
}
