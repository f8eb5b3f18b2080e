/**
 * How many of the passages shown beside the first belong there, and how many of those that do are shown: all that are
 * asked for, and those that the model of relevance keeps, at several thresholds. Of questions that get an answer.
 *
 *   node --import tsx scripts/experiments/citations.ts FILE…
 *
 * FILE: SQuAD format, plain or .gz; the first 1,000 questions.
 */
import { probability } from '../../src/answers/logistic.js';
import { relevanceFeatureNames } from '../../src/answers/relevance.js';
import { citationModel } from '../../src/answers/weights.js';
import { loadSettings } from '../../src/settings/settings.js';
import { collectCitations, type FurtherPassage } from '../train/ranking/collect-citations.js';
import { readSet } from '../train/ranking/read-set.js';

const questionsAsked = 1000;
const thresholds = [0, 0.3, 0.4, 0.5, 0.6, 0.7];

function relevance({ features }: FurtherPassage): number {
  const score = relevanceFeatureNames.reduce(
    (sum, name, at) => sum + citationModel.weights[name] * features[at]!,
    citationModel.bias,
  );
  return probability(score);
}

function share(part: number, whole: number): string {
  return whole === 0 ? '  –  ' : (part / whole).toFixed(3);
}

const { confidenceThreshold, citations } = loadSettings();
for (const file of process.argv.slice(2)) {
  const answered = (await collectCitations(readSet(file, { withTitles: true }), questionsAsked)).filter(
    ({ confidence }) => confidence >= confidenceThreshold,
  );
  const offered = answered.flatMap(({ passages }) => passages.slice(0, citations - 1));
  process.stdout.write(`${file}: ${answered.length} answered, ${offered.length} further passages offered\n`);
  for (const threshold of thresholds) {
    const shown = offered.filter((each) => relevance(each) >= threshold);
    const right = shown.filter((each) => each.right).length;
    const holding = shown.filter((each) => each.holdsAnswer).length;
    const all = offered.filter((each) => each.right).length;
    const allHolding = offered.filter((each) => each.holdsAnswer).length;
    process.stdout.write(
      `  from ${threshold.toFixed(1)}: ${(shown.length / answered.length).toFixed(2)} a question, ` +
        `of the subject ${share(right, shown.length)} (recall ${share(right, all)}), ` +
        `with the answer ${share(holding, shown.length)} (recall ${share(holding, allHolding)})\n`,
    );
  }
}
