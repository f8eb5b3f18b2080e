/**
 * Fits the linear models of src/answers/weights.ts and src/reranking/rerank-weights.ts.
 *
 *   node --import tsx scripts/train/ranking/fit-answers.ts DATA
 *
 * collects the questions of fitting-sets.ts with the product's own pipeline (about five minutes), fits the confidence to
 * what the shipped model of sentences chooses and prints it; then it prints what a confidence that is
 * fitted without a document says of the questions about it, and the threshold at which that is worth the most.
 *
 *   --only passages|sentences|citations   fits the re-ranking, the choice of the sentence, or the relevance of further
 *                                         passages, and prints it. What comes before in this order is part of what is
 *                                         collected: passages, sentences, confidence.
 *   --keep FOLDER                         keeps what was collected of each set, and reads it from there where it lies:
 *                                         delete it when a feature, a model before it or a set has changed
 *   --seed N                              other parts for the cross-validation
 *   --write                               writes the confidence into weights.ts instead of printing it
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { confidenceFeatureNames } from '../../../src/answers/confidence.js';
import { sentenceFeatureNames } from '../../../src/answers/features.js';
import { relevanceFeatureNames } from '../../../src/answers/relevance.js';
import { readDistractors } from '../../../src/evaluation/read-squad.js';
import { rerankFeatureNames } from '../../../src/reranking/rerank-weights.js';
import { countOf } from '../../../src/text/count.js';
import { shippedSentenceWeights } from './best-answers.js';
import { collectCitations } from './collect-citations.js';
import { collectExamples, noExamples } from './collect-examples.js';
import { chooseThreshold, crossValidate, renderBars } from './cross-validate.js';
import { answerSources, articlesPath, passageSources } from './fitting-sets.js';
import { fitConfidence, fitSentences, type AskedSet } from './fit-models.js';
import { keepExamples } from './kept-examples.js';
import { fitChoices, fitLogistic, rankRidge, weighSets, type Choice } from './linear-models.js';

const weightsFile = join(dirname(fileURLToPath(import.meta.url)), '../../../src/answers/weights.ts');

/** News articles that passages are found among. */
const maxArticles = 20_000;

interface Model {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
}

function toModel(names: readonly string[], weights: Float64Array): Model {
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  return {
    bias: round(weights[names.length]!),
    weights: Object.fromEntries(names.map((name, index): [string, number] => [name, round(weights[index]!)])),
  };
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** `source` with one of its models replaced. */
function withModel(source: string, name: string, model: Model): string {
  const declaration = new RegExp(`export const ${name} = \\{[^]*?\\n\\};`, 'u');
  if (!declaration.test(source)) throw new Error(`weights.ts has no ${name}`);
  return source.replace(declaration, `export const ${name} = ${JSON.stringify(model)};`);
}

async function writeConfidence(model: Model): Promise<void> {
  const source = withModel(readFileSync(weightsFile, 'utf8'), 'confidenceModel', model);
  const options = await resolveConfig(weightsFile);
  writeFileSync(weightsFile, await format(source, { ...options, filepath: weightsFile }));
  note(`${weightsFile} is written.`);
}

function print(model: Model): void {
  process.stdout.write(`${JSON.stringify(model, undefined, 2)}\n`);
}

async function fitPassages(data: string, keep: string | undefined): Promise<Model> {
  const articles = readDistractors(articlesPath(data)).slice(0, maxArticles);
  const sets: Choice[][] = [];
  for (const { name, read } of passageSources) {
    const { passages } = await keepExamples(keep, `passages of ${name}`, async () => {
      const examples = noExamples();
      for (const distractors of [[], articles]) {
        await collectExamples(read(data), examples, { upTo: 'passages', distractors });
      }
      return examples;
    });
    note(`${name}: ${countOf(passages.length, 'question')}`);
    sets.push(passages);
  }
  const counts = weighSets(sets.map((set) => set.length));
  return toModel(rerankFeatureNames, fitChoices(rerankFeatureNames, sets.flat(), rankRidge, counts));
}

async function fitCitations(data: string): Promise<Model> {
  const further = [];
  for (const { read } of answerSources) {
    for (const { passages } of await collectCitations(read(data), Infinity)) further.push(...passages);
  }
  return toModel(relevanceFeatureNames, fitLogistic(relevanceFeatureNames, further));
}

async function collectAsked(data: string, keep: string | undefined): Promise<AskedSet[]> {
  const sets: AskedSet[] = [];
  for (const source of answerSources) {
    const { asked } = await keepExamples(keep, source.name, async () => {
      const examples = noExamples();
      await collectExamples(source.read(data), examples, { every: source.every });
      return examples;
    });
    note(`${source.name}: ${countOf(new Set(asked.map(({ question }) => question)).size, 'question')}`);
    sets.push({ source, asked });
  }
  return sets;
}

const usage =
  'usage: node --import tsx scripts/train/ranking/fit-answers.ts DATA [--only passages|sentences|citations] [--keep FOLDER] [--seed N] [--write]\n';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    keep: { type: 'string' },
    seed: { type: 'string', default: '7' },
    write: { type: 'boolean', default: false },
  },
});
const [data, ...others] = positionals;
const { only, keep } = values;
const isKnown = only === undefined || ['passages', 'sentences', 'citations'].includes(only);
if (data === undefined || others.length > 0 || !isKnown) {
  process.stderr.write(usage);
  process.exit(2);
}
if (only === 'passages' || only === 'citations') {
  print(only === 'passages' ? await fitPassages(data, keep) : await fitCitations(data));
  process.exit(0);
}
const sets = await collectAsked(data, keep);
if (only === 'sentences') {
  print(toModel(sentenceFeatureNames, fitSentences(sets)));
  process.exit(0);
}
const confidenceModel = toModel(confidenceFeatureNames, fitConfidence(sets, shippedSentenceWeights));
if (values.write) await writeConfidence(confidenceModel);
else print(confidenceModel);
const judged = crossValidate(sets, shippedSentenceWeights, Number(values.seed));
process.stdout.write(renderBars(judged, chooseThreshold(judged)));
