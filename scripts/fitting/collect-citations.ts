import { relevanceFeatureNames, relevanceFeatures } from '../../src/answers/relevance.js';
import { contextPath, withTemporaryIndex } from '../../src/application/temporary-index.js';
import { Workspace } from '../../src/application/workspace.js';
import { holdsAnswer } from '../../src/evaluation/holds-answer.js';
import { loadSettings } from '../../src/settings/settings.js';
import { bestOfEach } from './ask-folder.js';
import { readSet } from './read-set.js';
import type { Features } from './linear-models.js';

/** A passage that could be cited beside the first. */
export interface FurtherPassage {
  readonly features: Features;
  /** Of the article that the question was asked about, or with a sentence that holds a gold answer. */
  readonly right: boolean;
  /** Its best sentence holds a gold answer. */
  readonly holdsAnswer: boolean;
}

/** Of one question, in the order in which they would be shown. */
export interface FurtherPassages {
  readonly confidence: number;
  readonly passages: readonly FurtherPassage[];
}

/** Asks the questions of a file, whose documents stand under the titles of their articles. */
export async function collectCitations(path: string, limit: number): Promise<FurtherPassages[]> {
  const { contexts, questions } = readSet(path, true);
  const embedder = await new Workspace(loadSettings()).embedder();
  const articleOf = (context: number): string => contexts[context]!.split('\n')[0]!;
  const articles = new Map(contexts.map((_, context) => [contextPath(context), articleOf(context)]));
  return withTemporaryIndex({ contexts, embedder }, async (service) => {
    const collected: FurtherPassages[] = [];
    for (const { question, context, answers } of questions.slice(0, limit)) {
      if (answers.length === 0) continue;
      const { answer, sentences } = await service.explain(question);
      const [first, ...others] = bestOfEach(sentences);
      if (!first) continue;
      const passages = others.map((own): FurtherPassage => {
        const { start, end } = own.candidate.passage.sentences[own.index]!;
        const { document } = own.candidate;
        const holds = holdsAnswer(document.text.slice(start, end), answers);
        const values = relevanceFeatures(first, own);
        return {
          features: Float64Array.from(relevanceFeatureNames, (name) => values[name]),
          right: holds || articles.get(document.path) === articleOf(context),
          holdsAnswer: holds,
        };
      });
      collected.push({ confidence: answer.confidence, passages });
    }
    return collected;
  });
}
