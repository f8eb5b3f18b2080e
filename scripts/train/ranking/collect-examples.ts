import { citeSentence } from '../../../src/answers/cite.js';
import { confidenceFeatureNames } from '../../../src/answers/confidence.js';
import { sentenceFeatureNames } from '../../../src/answers/features.js';
import { sentenceText, type RatedSentence } from '../../../src/answers/rate-passage.js';
import { markedText } from '../../../src/application/marked-text.js';
import type { ExplainingAnswerService } from '../../../src/application/open-answer-service.js';
import { Workspace } from '../../../src/application/workspace.js';
import { findRerankFeatures } from '../../../src/reranking/rerank-features.js';
import { rerankFeatureNames } from '../../../src/reranking/rerank-weights.js';
import type { Query } from '../../../src/contracts/query.js';
import type { Distractor } from '../../../src/evaluation/read-squad.js';
import { loadSettings } from '../../../src/settings/settings.js';
import type { Choice, Features } from './linear-models.js';
import { readSet, type FittingQuestion } from './read-set.js';

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
  return holds(markedText(citeSentence(sentence, 1, query)));
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

/** The best sentence of one question in one index. */
export interface AnswerExample {
  readonly features: Features;
  readonly right: boolean;
  /** Another document's sentence that holds a gold answer too: nobody has judged whether it answers. */
  readonly isElsewhere: boolean;
  /** The documents that were asked. */
  readonly among: 'all' | 'ten' | 'one';
  /** Whether the question's own was one of them. */
  readonly hasDocument: boolean;
}

/** What the models are fitted to. */
export interface Examples {
  /** The passages of each question. */
  readonly passages: Choice[];
  /** The sentences of each question. */
  readonly sentences: Choice[];
  readonly answers: AnswerExample[];
}

export interface CollectOptions {
  /** What to collect, and what comes before it: passages take a tenth of the time of answers, sentences a fifth. */
  readonly upTo?: keyof Examples;
  /** Documents that no question is about, indexed beside the file's. */
  readonly distractors?: readonly Distractor[];
  /** Each document under the title of its article, where the file has one. */
  readonly withTitles?: boolean;
  /** A list of documents, one a line: of a structured set that has any of them, only questions about these are asked. */
  readonly only?: string | undefined;
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

/** Asks the questions of one file and adds what was found to `examples`. */
export async function collectExamples(
  path: string,
  examples: Examples,
  { upTo = 'answers', distractors = [], withTitles = false, only }: CollectOptions = {},
): Promise<void> {
  const { documents, questions, withIndex } = readSet(path, { withTitles, only });
  const embedder = await new Workspace(loadSettings()).embedder();
  await withIndex({ distractors, embedder }, async (service) => {
    for (const [index, question] of questions.entries()) {
      // Of a paragraph that does not answer nobody knows whether another one does.
      if (!question.isAnswerable && !question.overlaps) continue;
      const own = question.path;
      if (question.isAnswerable) examples.passages.push(await collectPassages(service, question));
      if (upTo === 'passages') continue;
      const asked = await service.explain(question.question);
      if (question.isAnswerable) {
        const right = findRight(asked.sentences, question, asked.query);
        examples.sentences.push(
          asked.sentences.map((sentence) => ({
            features: inOrder(sentenceFeatureNames, sentence.features),
            right: right.has(sentence),
          })),
        );
      }
      if (upTo === 'sentences') continue;
      const few = fewDocuments(documents, index, own);
      const nearest = asked.sentences.find(({ candidate }) => candidate.document.path !== own);
      const indexes = [
        { among: 'all', hasDocument: true, options: {} },
        { among: 'ten', hasDocument: true, options: { pathPrefixes: few } },
        { among: 'ten', hasDocument: false, options: { pathPrefixes: few.filter((path) => path !== own) } },
        { among: 'all', hasDocument: false, options: { excludedPathPrefixes: [own] } },
        // The right one, and the one most like it.
        { among: 'one', hasDocument: true, options: { pathPrefixes: [own] } },
        ...(nearest
          ? [
              {
                among: 'one',
                hasDocument: false,
                options: { pathPrefixes: [nearest.candidate.document.path] },
              } as const,
            ]
          : []),
      ] as const;
      for (const { options, ...kind } of indexes) {
        const { confidenceFeatures, sentences, query } = await service.explain(question.question, options);
        const [best] = sentences;
        if (!confidenceFeatures || !best) continue;
        const holds = question.isAnswerable && holdsAnswer(best, question, query);
        const isOwn = best.candidate.document.path === own;
        examples.answers.push({
          ...kind,
          features: inOrder(confidenceFeatureNames, confidenceFeatures),
          right: isOwn && holds,
          isElsewhere: !isOwn && holds,
        });
      }
    }
  });
}
