/**
 * What each feature of re-ranking gives. For every choice of features the weights are fitted on the other
 * files and nDCG@10 of documents is measured on this one, beside the first stage, with the paired difference and
 * its p-value.
 *
 *   node --import tsx scripts/experiments/reranking.ts FILE FILE…
 *
 * FILE: SQuAD format (plain or .gz), or JSON lines of {question, passage, answer}; at least two.
 */
import { ndcg } from '../../src/evaluation/metrics/ranking.js';
import { randomisationTest } from '../../src/evaluation/metrics/paired.js';
import { fuse } from '../../src/retrieval/fuse.js';
import type { RerankFeatures } from '../../src/reranking/rerank-features.js';
import { rerankFeatureNames } from '../../src/reranking/rerank-weights.js';
import { collectExamples, noExamples } from '../train/ranking/collect-examples.js';
import { readSet } from '../train/ranking/read-set.js';
import { dot, fitChoices, rankRidge, type Choice, type Features } from '../train/ranking/linear-models.js';

type Name = keyof RerankFeatures;

const firstStage = ['cosine', 'normalizedBm25', 'relativeLength'] as const;
const choicesOfFeatures: readonly (readonly Name[])[] = [
  firstStage,
  [...firstStage, 'bestWindowCoverage'],
  [...firstStage, 'positionScore'],
  [...firstStage, 'answerTypeSentenceCoverage'],
  [...firstStage, 'bestWindowCoverage', 'positionScore'],
  [...firstStage, 'bestWindowCoverage', 'positionScore', 'answerTypeSentenceCoverage'],
  [...firstStage, 'bestWindowCoverage', 'positionScore', 'answerTypeSentenceCoverage', 'softPassageCoverage'],
  [
    ...firstStage,
    'bestWindowCoverage',
    'positionScore',
    'answerTypeSentenceCoverage',
    'softPassageCoverage',
    'queryTermFrequency',
  ],
];

function gains(questions: readonly Choice[], score: (features: Features) => number): number[] {
  return questions.map((choice) => {
    const ranked = choice
      .map(({ features, right }) => ({ right, score: score(features) }))
      .sort((a, b) => b.score - a.score);
    const position = ranked.findIndex(({ right }) => right);
    return ndcg(position < 0 ? undefined : position + 1, 10);
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function only(names: readonly Name[], choice: Choice): Choice {
  const columns = names.map((name) => rerankFeatureNames.indexOf(name));
  return choice.map(({ features, right }) => ({
    features: Float64Array.from(columns, (column) => features[column]!),
    right,
  }));
}

const files = process.argv.slice(2);
if (files.length < 2) {
  process.stderr.write('usage: node --import tsx scripts/experiments/reranking.ts FILE FILE…\n');
  process.exit(2);
}
const sets: Choice[][] = [];
for (const file of files) {
  const examples = noExamples();
  await collectExamples(readSet(file), examples, { upTo: 'passages' });
  sets.push(examples.passages);
}
const at = (name: Name): number => rerankFeatureNames.indexOf(name);
const first = sets.map((set) =>
  gains(set, (features) =>
    fuse(features[at('cosine')]!, features[at('normalizedBm25')]!, features[at('relativeLength')]!),
  ),
);
process.stdout.write(
  `${'first stage'.padEnd(48)} ${first.map((each) => mean(each).toFixed(4)).join('            ')}\n`,
);
for (const names of choicesOfFeatures) {
  const cells = sets.map((set, index) => {
    const others = sets.filter((_, other) => other !== index).flat();
    const weights = fitChoices(
      names,
      others.map((choice) => only(names, choice)),
      rankRidge,
    );
    const gained = gains(
      set.map((choice) => only(names, choice)),
      (features) => dot(weights, features),
    );
    const { difference, p } = randomisationTest(first[index]!, gained);
    return `${mean(gained).toFixed(4)} ${difference >= 0 ? '+' : ''}${difference.toFixed(4)} ${p.toFixed(3)}`;
  });
  process.stdout.write(`${names.join(', ').padEnd(48)} ${cells.join('  ')}\n`);
}
