import { confidenceFeatureNames } from '../../../src/answers/confidence.js';
import { sentenceFeatureNames } from '../../../src/answers/features.js';
import { findBestAnswer, type BestAnswer } from './best-answers.js';
import type { AskedExample } from './collect-examples.js';
import type { FittingSource } from './fitting-sets.js';
import { fitChoices, fitLogistic, type Choice } from './linear-models.js';

/** What was asked of a source. */
export interface AskedSet {
  readonly source: FittingSource;
  readonly asked: readonly AskedExample[];
}

/** Whether a question was put to all documents of its set, as users put theirs. */
export function isWhole({ among, hasDocument }: AskedExample): boolean {
  return among === 'all' && hasDocument;
}

const sentenceRidge = 1e-4;

/** How much each of some examples counts, whose sets have shares in the whole. */
function countsOf(
  sets: readonly { readonly share: number; readonly counts: readonly number[] }[],
): Float64Array {
  const shares = sets.reduce((sum, { share, counts }) => sum + (counts.length > 0 ? share : 0), 0);
  const examples = sets.reduce((sum, { counts }) => sum + counts.length, 0);
  return Float64Array.from(
    sets.flatMap(({ share, counts }) => {
      const total = counts.reduce((sum, count) => sum + count, 0);
      return counts.map((count) => (count * share * examples) / (shares * total));
    }),
  );
}

/** The weights of sentences. */
export function fitSentences(sets: readonly AskedSet[]): Float64Array {
  const choices = sets.map(({ source, asked }) => ({
    share: source.share,
    choices: asked
      .filter(isWhole)
      .map(({ sentences }): Choice => sentences)
      .filter((choice) => choice.some(({ right }) => right)),
  }));
  const counts = countsOf(choices.map(({ share, choices: own }) => ({ share, counts: own.map(() => 1) })));
  const all = choices.flatMap((each) => each.choices);
  return fitChoices(sentenceFeatureNames, all, sentenceRidge, counts);
}

/** Questions as users put them count so much more than the same with documents left out. */
const wholeCount = 2;

/** How many questions that a document does not answer come to one that it does, where people have written both. */
function nearMissRate(sets: readonly AskedSet[]): number {
  const written = sets
    .filter(({ source }) => source.isStructured)
    .flatMap(({ asked }) => asked.filter(isWhole));
  const answerable = written.filter(({ isAnswerable }) => isAnswerable).length;
  return (written.length - answerable) / answerable;
}

/** The weights of the confidence in what `sentenceWeights` choose, fitted to the questions that `isIn` takes; its bias comes last. */
export function fitConfidence(
  sets: readonly AskedSet[],
  sentenceWeights: Float64Array,
  isIn: (asked: AskedExample) => boolean = () => true,
): Float64Array {
  const rate = nearMissRate(sets);
  // Nobody asks a folder of one document about another: what it does not answer is asked about it too. Sets without such
  // questions have the document that is most like the right one in their place, as often as people ask them.
  const countOf = ({ isStructured }: FittingSource, each: AskedExample): number => {
    if (isWhole(each)) return wholeCount;
    if (each.among !== 'one' || each.hasDocument) return 1;
    return isStructured ? 0 : rate;
  };
  const fitted = sets.map(({ source, asked }) => {
    const answers = asked.filter(isIn).flatMap((each): { answer: BestAnswer; count: number }[] => {
      const count = countOf(source, each);
      const answer = count > 0 ? findBestAnswer(each, sentenceWeights) : undefined;
      return answer && !answer.isElsewhere ? [{ answer, count }] : [];
    });
    return { share: source.share, answers, counts: answers.map(({ count }) => count) };
  });
  return fitLogistic(
    confidenceFeatureNames,
    fitted.flatMap(({ answers }) => answers.map(({ answer }) => answer)),
    countsOf(fitted),
  );
}
