import { findConfidenceFeatures, type AnsweredQuery } from '../../../src/answers/answer-query.js';
import { citeSentence } from '../../../src/answers/cite.js';
import { confidenceFeatureNames } from '../../../src/answers/confidence.js';
import { sentenceFeatureNames } from '../../../src/answers/features.js';
import { handicapOf, sentenceText, type RatedSentence } from '../../../src/answers/rate-passage.js';
import { queryFor } from '../../../src/matching/query-for.js';
import { markedText } from '../../../src/application/marked-text.js';
import type { ExplainingAnswerService } from '../../../src/application/open-answer-service.js';
import { Workspace } from '../../../src/application/workspace.js';
import { findRerankFeatures } from '../../../src/reranking/rerank-features.js';
import { rerankFeatureNames } from '../../../src/reranking/rerank-weights.js';
import type { Query } from '../../../src/contracts/query.js';
import type { Distractor } from '../../../src/evaluation/read-squad.js';
import { loadSettings } from '../../../src/settings/settings.js';
import type { Choice, Features } from './linear-models.js';
import type { FittingQuestion, FittingSet } from './read-set.js';

function inOrder<Name extends string>(
  names: readonly Name[],
  values: Readonly<Record<Name, number>>,
): Features {
  return Float64Array.from(names, (name) => values[name]);
}

/** Ten documents, the asked one among them: a small index behaves otherwise than a large one. */
function fewDocuments(documents: readonly string[], seed: number, own: string): string[] {
  const at = documents.indexOf(own);
  const others = Array.from({ length: 9 }, (_, i) => {
    const step = 1 + ((seed * 7919 + i * 104_729) % Math.max(1, documents.length - 1));
    return documents[(at + step) % documents.length]!;
  });
  return [...new Set([own, ...others])];
}

/** Whether an answer is in a sentence; where it consists of pieces, in all that would be marked with the sentence. */
function holdsAnswer(sentence: RatedSentence, { holds, overlaps }: FittingQuestion, query: Query): boolean {
  if (!overlaps) return holds(sentenceText(sentence));
  return holds(markedText(citeSentence(sentence, 1, queryFor(query, sentence.candidate.hit))));
}

/** Which of the sentences of a question's own document are right; where none is whole, those with its largest piece. */
function findRight(
  sentences: readonly RatedSentence[],
  question: FittingQuestion,
  query: Query,
): ReadonlySet<RatedSentence> {
  const own = sentences.filter(({ candidate }) => candidate.document.path === question.path);
  const whole = own.filter((sentence) => holdsAnswer(sentence, question, query));
  const { overlaps } = question;
  if (whole.length > 0 || !overlaps) return new Set(whole);
  return new Set(own.filter((sentence) => overlaps(sentenceText(sentence))));
}

/** A sentence that was rated for one question in one index. */
export interface RatedExample {
  /** By `sentenceFeatureNames`. */
  readonly features: Features;
  /** What is taken off its score, whatever the weights: see `handicapOf`. */
  readonly handicap: number;
  /**
   * By `confidenceFeatureNames`, were it the best, its margin left out, which depends on the sentence model; only of the
   * sentences that may come to be the best.
   */
  readonly confidence: Features | undefined;
  /** What a reader would choose; where no sentence has all of the answer, those that have its largest piece. */
  readonly right: boolean;
  /** Of the question's own document, and has all of the answer. */
  readonly holds: boolean;
  /** Another document's sentence that holds a gold answer too: nobody has judged whether it answers. */
  readonly isElsewhere: boolean;
  /** The same for sentences of the same words. */
  readonly words: number;
}

/** One question in one index. */
export interface AskedExample {
  /** The documents that were asked. */
  readonly among: 'all' | 'ten' | 'one';
  /** Whether the question's own was one of them. */
  readonly hasDocument: boolean;
  /** Whether that answers it. */
  readonly isAnswerable: boolean;
  /** That the question is about. */
  readonly document: string;
  readonly question: string;
  /** The best first, by the sentence model at hand. */
  readonly sentences: readonly RatedExample[];
}

/** What the models are fitted to. */
export interface Examples {
  /** The passages of each question. */
  readonly passages: Choice[];
  readonly asked: AskedExample[];
}

/** None yet. */
export function noExamples(): Examples {
  return { passages: [], asked: [] };
}

export interface CollectOptions {
  /** What to collect: passages take a tenth of the time of what is asked. */
  readonly upTo?: 'passages' | 'asked';
  /** Only every so-manieth question is asked. */
  readonly every?: number;
  /** Documents that no question is about, indexed beside the file's. */
  readonly distractors?: readonly Distractor[];
}

/** The passages of a question: right are those of its document, or those of them that hold the largest piece of it. */
async function collectPassages(
  service: ExplainingAnswerService,
  { question, path, overlaps }: FittingQuestion,
): Promise<Choice> {
  const { pipeline, reader } = service.current();
  const hits = await pipeline.search(await pipeline.analyze(question), { limit: 30 });
  const passages = await reader.findPassages(hits.map(({ passageId }) => passageId));
  const right = new Set<number>();
  for (const { id, documentId, span } of passages) {
    const document = await reader.findDocument(documentId);
    if (document?.path !== path) continue;
    if (!overlaps || overlaps(document.text.slice(span.start, span.end))) right.add(id);
  }
  return hits.map((hit) => ({
    features: inOrder(rerankFeatureNames, findRerankFeatures(hit, hit.proximity)),
    right: right.has(hit.passageId),
  }));
}

/** All sentences of the passages that are rated; one citation is enough. */
const limits = { citations: 1, threshold: 0, ratesAll: true };

/** So many of the best sentences may come to be the best with other weights. */
const contenders = 12;

/** The sentences that were rated for a question in one index. */
export function describeSentences(
  query: Query,
  { sentences, compared }: AnsweredQuery,
  question: FittingQuestion,
): RatedExample[] {
  const own = sentences.filter(({ candidate }) => candidate.document.path === question.path);
  const right = question.isAnswerable ? findRight(own, question, query) : new Set<RatedSentence>();
  const words = new Map<string, number>();
  return sentences.map((sentence, order): RatedExample => {
    const text = sentenceText(sentence);
    if (!words.has(text)) words.set(text, words.size);
    const isContender = order < contenders || right.has(sentence);
    const isOwn = sentence.candidate.document.path === question.path;
    const holds = isContender && question.isAnswerable && holdsAnswer(sentence, question, query);
    return {
      features: inOrder(sentenceFeatureNames, sentence.features),
      handicap: handicapOf(sentence.candidate),
      confidence: isContender
        ? inOrder(confidenceFeatureNames, findConfidenceFeatures(query, sentence, compared, 0))
        : undefined,
      right: right.has(sentence),
      holds: isOwn && holds,
      isElsewhere: !isOwn && holds,
      words: words.get(text)!,
    };
  });
}

/** Asks the questions of a set and adds what was found to `examples`. */
export async function collectExamples(
  { documents, questions, withIndex }: FittingSet,
  examples: Examples,
  { upTo = 'asked', every = 1, distractors = [] }: CollectOptions = {},
): Promise<void> {
  const embedder = await new Workspace(loadSettings()).embedder();
  await withIndex({ distractors, embedder }, async (service) => {
    for (const [index, question] of questions.entries()) {
      if (index % every !== 0) continue;
      // Of a paragraph that does not answer nobody knows whether another one does.
      if (!question.isAnswerable && !question.overlaps) continue;
      const own = question.path;
      if (upTo === 'passages') {
        if (question.isAnswerable) examples.passages.push(await collectPassages(service, question));
        continue;
      }
      const { pipeline, findAllowed } = service.current();
      const query = await pipeline.analyze(question.question);
      const ask = async (
        kind: Pick<AskedExample, 'among' | 'hasDocument'>,
        options: Parameters<typeof findAllowed>[0],
      ): Promise<AnsweredQuery> => {
        const filter = Object.keys(options).length > 0 ? await findAllowed(options) : undefined;
        const answered = await pipeline.answer(query, { ...limits, filter });
        examples.asked.push({
          ...kind,
          isAnswerable: question.isAnswerable,
          document: own,
          question: question.question,
          sentences: describeSentences(query, answered, question),
        });
        return answered;
      };
      const few = fewDocuments(documents, index, own);
      const { sentences } = await ask({ among: 'all', hasDocument: true }, {});
      // A set of documents with structure is small as it is.
      if (!question.overlaps) {
        const without = few.filter((each) => each !== own);
        await ask({ among: 'ten', hasDocument: true }, { pathPrefixes: few });
        await ask({ among: 'ten', hasDocument: false }, { pathPrefixes: without });
      }
      await ask({ among: 'all', hasDocument: false }, { excludedPathPrefixes: [own] });
      // The right one, and the one most like it.
      await ask({ among: 'one', hasDocument: true }, { pathPrefixes: [own] });
      if (question.overlaps) continue;
      const nearest = sentences.find(({ candidate }) => candidate.document.path !== own);
      if (nearest)
        await ask({ among: 'one', hasDocument: false }, { pathPrefixes: [nearest.candidate.document.path] });
    }
  });
}
