/**
 * What the features of the confidence give. For every choice of features a logistic model is fitted on all files but
 * the first and measured on the first: AUROC and expected calibration error with the right document against without
 * it, in the whole index, among ten documents, and in an index of one document.
 *
 *   node --import tsx scripts/experiments/confidence.ts TEST FIT…
 *
 * FILE: SQuAD format (plain or .gz), or JSON lines of {question, passage, answer}.
 */
import { confidenceFeatureNames } from '../../src/answers/confidence.js';
import { probability } from '../../src/answers/logistic.js';
import { auroc } from '../../src/evaluation/metrics/auroc.js';
import { expectedCalibrationError } from '../../src/evaluation/metrics/calibration.js';
import { findBestAnswer, shippedSentenceWeights, type BestAnswer } from '../train/ranking/best-answers.js';
import { collectExamples, noExamples, type AskedExample } from '../train/ranking/collect-examples.js';
import { dot, fitLogistic } from '../train/ranking/linear-models.js';
import { readSet } from '../train/ranking/read-set.js';

const left = (...names: string[]): string[] => confidenceFeatureNames.filter((name) => !names.includes(name));

const choices: readonly (readonly string[])[] = [
  left('positionScore', 'spread', 'meanMargin'),
  left('spread', 'meanMargin'),
  left('meanMargin'),
  left(),
];

type AnswerExample = BestAnswer & Pick<AskedExample, 'among' | 'hasDocument'>;

function pick(examples: readonly AnswerExample[], names: readonly string[]): AnswerExample[] {
  const positions = names.map((name) => (confidenceFeatureNames as readonly string[]).indexOf(name));
  return examples.map((each) => ({
    ...each,
    features: Float64Array.from(positions, (position) => each.features[position]!),
  }));
}

async function collect(files: readonly string[]): Promise<AnswerExample[]> {
  const examples = noExamples();
  for (const file of files) {
    await collectExamples(readSet(file), examples);
    process.stderr.write(`${file}\n`);
  }
  return examples.asked.flatMap(({ among, hasDocument, ...asked }) => {
    const best = findBestAnswer({ among, hasDocument, ...asked }, shippedSentenceWeights);
    return best ? [{ ...best, among, hasDocument }] : [];
  });
}

const [testFile, ...fitFiles] = process.argv.slice(2);
if (testFile === undefined || fitFiles.length === 0) {
  process.stderr.write('usage: node --import tsx scripts/experiments/confidence.ts TEST FIT…\n');
  process.exit(2);
}
const test = await collect([testFile]);
const fit = (await collect(fitFiles)).filter(({ isElsewhere }) => !isElsewhere);
process.stdout.write(
  '| features | all, AUROC | ECE | ten, AUROC | ECE | one, AUROC | ECE |\n|---|---|---|---|---|---|---|\n',
);
for (const names of choices) {
  const weights = fitLogistic(names, pick(fit, names));
  const judged = pick(test, names).map((each) => ({
    ...each,
    confidence: probability(weights[names.length]! + dot(weights, each.features)),
    correct: each.right,
  }));
  const cells = (['all', 'ten', 'one'] as const).flatMap((among) => {
    const own = judged.filter((each) => each.among === among);
    const confidences = (hasDocument: boolean): number[] =>
      own.filter((each) => each.hasDocument === hasDocument).map(({ confidence }) => confidence);
    return [auroc(confidences(true), confidences(false)), expectedCalibrationError(own)];
  });
  process.stdout.write(`| ${names.join(', ')} | ${cells.map((cell) => cell.toFixed(4)).join(' | ')} |\n`);
}
