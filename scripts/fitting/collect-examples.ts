import { confidenceFeatureNames } from '../../src/answers/confidence.js';
import { sentenceFeatureNames } from '../../src/answers/features.js';
import type { RatedSentence } from '../../src/answers/rate-sentences.js';
import { contextPath, withTemporaryIndex } from '../../src/application/temporary-index.js';
import { Workspace } from '../../src/application/workspace.js';
import { findRerankFeatures } from '../../src/reranking/rerank-features.js';
import { rerankFeatureNames } from '../../src/reranking/rerank-weights.js';
import { holdsAnswer } from '../../src/evaluation/holds-answer.js';
import type { Distractor } from '../../src/evaluation/read-squad.js';
import { loadSettings } from '../../src/settings/settings.js';

import type { Choice, Features } from './linear-models.js';
import { readSet } from './read-set.js';

function inOrder<Name extends string>(
  names: readonly Name[],
  values: Readonly<Record<Name, number>>,
): Features {
  return Float64Array.from(names, (name) => values[name]);
}

/** Ten documents, the asked one among them: a small index behaves otherwise than a large one. */
function fewDocuments(contexts: number, seed: number, context: number): number[] {
  const others = Array.from(
    { length: 9 },
    (_, i) => (context + 1 + ((seed * 7919 + i * 104_729) % (contexts - 1))) % contexts,
  );
  return [...new Set([context, ...others])];
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
}

/** Asks the questions of one file and adds what was found to `examples`. */
export async function collectExamples(
  path: string,
  examples: Examples,
  { upTo = 'answers', distractors = [], withTitles = false }: CollectOptions = {},
): Promise<void> {
  const { contexts, questions } = readSet(path, withTitles);
  const embedder = await new Workspace(loadSettings()).embedder();
  await withTemporaryIndex({ contexts, distractors, embedder }, async (service) => {
    const { pipeline, reader } = service.current();
    const documents = await service.findDocuments();
    const documentIds = new Map(documents.map((document) => [document.path, document.id]));
    for (const [index, { question, context, answers }] of questions.entries()) {
      if (answers.length === 0) continue;
      const own = contextPath(context);
      const holds = ({ candidate, index: position }: RatedSentence): boolean => {
        const { start, end } = candidate.passage.sentences[position]!;
        return holdsAnswer(candidate.document.text.slice(start, end), answers);
      };
      const isOwn = ({ candidate }: RatedSentence): boolean => candidate.document.path === own;
      const isRight = (sentence: RatedSentence): boolean => isOwn(sentence) && holds(sentence);
      const hits = await pipeline.search(await pipeline.analyze(question), { limit: 30 });
      const passages = await reader.findPassages(hits.map((hit) => hit.passageId));
      const owners = new Map(passages.map(({ id, documentId }) => [id, documentId]));
      examples.passages.push(
        hits.map((hit) => ({
          features: inOrder(rerankFeatureNames, findRerankFeatures(hit, hit.proximity)),
          right: owners.get(hit.passageId) === documentIds.get(own),
        })),
      );
      if (upTo === 'passages') continue;
      const asked = await service.explain(question);
      examples.sentences.push(
        asked.sentences.map((sentence) => ({
          features: inOrder(sentenceFeatureNames, sentence.features),
          right: isRight(sentence),
        })),
      );
      if (upTo === 'sentences') continue;
      const few = fewDocuments(contexts.length, index, context).map(contextPath);
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
        const { confidenceFeatures, sentences } = await service.explain(question, options);
        const [best] = sentences;
        if (!confidenceFeatures || !best) continue;
        examples.answers.push({
          ...kind,
          features: inOrder(confidenceFeatureNames, confidenceFeatures),
          right: isRight(best),
          isElsewhere: !isOwn(best) && holds(best),
        });
      }
    }
  });
}
