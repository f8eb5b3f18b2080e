import { relevanceFeatureNames, relevanceFeatures } from '../../../src/answers/relevance.js';
import { Workspace } from '../../../src/application/workspace.js';
import { loadSettings } from '../../../src/settings/settings.js';
import { bestOfEach } from './ask-folder.js';
import type { FittingSet } from './read-set.js';
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

/** Asks the questions of a set. */
export async function collectCitations(
  { questions, articleOf, withIndex }: FittingSet,
  limit: number,
): Promise<FurtherPassages[]> {
  const embedder = await new Workspace(loadSettings()).embedder();
  return withIndex({ embedder }, async (service) => {
    const collected: FurtherPassages[] = [];
    for (const { question, path: own, isAnswerable, holds, overlaps } of questions.slice(0, limit)) {
      if (!isAnswerable) continue;
      const { answer, sentences } = await service.explain(question);
      const [first, ...others] = bestOfEach(sentences);
      if (!first) continue;
      const passages = others.map((further): FurtherPassage => {
        const { document, passage } = further.candidate;
        const { start, end } = passage.sentences[further.index]!;
        const hasAnswer = (overlaps ?? holds)(document.text.slice(start, end));
        const values = relevanceFeatures(first, further);
        return {
          features: Float64Array.from(relevanceFeatureNames, (name) => values[name]),
          right: hasAnswer || articleOf(document.path) === articleOf(own),
          holdsAnswer: hasAnswer,
        };
      });
      collected.push({ confidence: answer.confidence, passages });
    }
    return collected;
  });
}
