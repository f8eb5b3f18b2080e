/**
 * Fits the linear models of src/reranking/rerank-weights.ts and src/answers/weights.ts and prints them as JSON.
 *
 *   node --import tsx scripts/train/ranking/fit-answers.ts passages FILE…     conditional logit over the passages re-ranked
 *   node --import tsx scripts/train/ranking/fit-answers.ts sentences FILE…    conditional logit over the rated sentences
 *   node --import tsx scripts/train/ranking/fit-answers.ts confidence FILE…   logistic regression of the best sentence
 *   node --import tsx scripts/train/ranking/fit-answers.ts citations FILE…    logistic regression of further passages; has titles always
 *
 * With `--distractors ARTICLES` each FILE is asked alone and again among the first 20,000 ARTICLES; with `--titles` as it
 * is and again with the titles of its articles.
 *
 * FILE: SQuAD format (plain or .gz), JSON lines of {question, passage, answer}, or a folder of documents with questions
 * (scripts/data/structured); of a folder with documents that `--only LIST` names, a path a line, only the questions about
 * these are taken. Neither articles nor titles are put to a folder. All FILEs count alike, whatever their sizes. Fit them
 * in this order and put each into its place before the next: the sentences are those of the passages chosen, the
 * confidence is that of the sentence chosen. FILEs of the shipped weights: passages, tydi-ar-dev, arcd-train and held-out
 * English with `--distractors` antcorpus-news; sentences and confidence, arcd-train and held-out English with `--titles`,
 * scripts/data/structured, and two thirds of the documents of another such set.
 */
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { confidenceFeatureNames } from '../../../src/answers/confidence.js';
import { sentenceFeatureNames } from '../../../src/answers/features.js';
import { readDistractors } from '../../../src/evaluation/read-squad.js';
import { relevanceFeatureNames } from '../../../src/answers/relevance.js';
import { rerankFeatureNames } from '../../../src/reranking/rerank-weights.js';
import { collectCitations } from './collect-citations.js';
import { collectExamples, type Examples } from './collect-examples.js';
import { fitChoices, fitLogistic, rankRidge, weighSets, type Choice } from './linear-models.js';
import { countOf } from '../../../src/text/count.js';

function toModel(names: readonly string[], weights: Float64Array): string {
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  const entries = names.map((name, index): [string, number] => [name, round(weights[index]!)]);
  return JSON.stringify(
    { bias: round(weights[names.length]!), weights: Object.fromEntries(entries) },
    undefined,
    2,
  );
}

const maxArticles = 20_000;

const usage =
  'usage: node --import tsx scripts/train/ranking/fit-answers.ts passages|sentences|confidence|citations FILE… [--distractors ARTICLES] [--titles] [--only LIST]\n';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    distractors: { type: 'string' },
    titles: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const [what, ...files] = positionals;
if (
  !(what === 'passages' || what === 'sentences' || what === 'confidence' || what === 'citations') ||
  files.length === 0
) {
  process.stderr.write(usage);
  process.exit(2);
}
if (what === 'citations') {
  const further = [];
  for (const file of files) {
    for (const { passages } of await collectCitations(file, Infinity, values.only)) further.push(...passages);
  }
  process.stdout.write(`${toModel(relevanceFeatureNames, fitLogistic(relevanceFeatureNames, further))}\n`);
  process.exit(0);
}
const upTo = what === 'confidence' ? 'answers' : what;
const articles = values.distractors ? readDistractors(values.distractors).slice(0, maxArticles) : [];
/** What was found with each FILE. */
const sets: Examples[] = [];
for (const file of files) {
  const isFolder = statSync(file).isDirectory();
  const examples: Examples = { passages: [], sentences: [], answers: [] };
  for (const distractors of articles.length > 0 && !isFolder ? [[], articles] : [[]]) {
    for (const withTitles of values.titles && !isFolder ? [false, true] : [false]) {
      await collectExamples(file, examples, { upTo, distractors, withTitles, only: values.only });
      process.stderr.write(`${file}: ${countOf(examples.passages.length, 'question')}\n`);
    }
  }
  sets.push(examples);
}

function together<Example>(
  of: (examples: Examples) => readonly Example[],
): readonly [Example[], Float64Array] {
  const parts = sets.map(of);
  return [parts.flat(), weighSets(parts.map((part) => part.length))];
}

function fitRanking(
  names: readonly string[],
  of: (examples: Examples) => readonly Choice[],
  ridge: number,
): string {
  const [choices, counts] = together(of);
  return toModel(names, fitChoices(names, choices, ridge, counts));
}

const models = {
  passages: () => fitRanking(rerankFeatureNames, ({ passages }) => passages, rankRidge),
  sentences: () => fitRanking(sentenceFeatureNames, ({ sentences }) => sentences, 1e-4),
  confidence: () => {
    const [answers, counts] = together((set) => set.answers.filter(({ isElsewhere }) => !isElsewhere));
    return toModel(confidenceFeatureNames, fitLogistic(confidenceFeatureNames, answers, counts));
  },
};
process.stdout.write(`${models[what]()}\n`);
