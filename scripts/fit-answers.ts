/**
 * Fits the two linear models of src/answers/weights.ts and prints them as JSON.
 *
 *   node --import tsx scripts/fit-answers.ts sentences FILE…    conditional logit over the rated sentences
 *   node --import tsx scripts/fit-answers.ts confidence FILE…   logistic regression of the best sentence
 *
 * FILE: SQuAD format (plain or .gz), or JSON lines of {question, passage, answer}. Fit the sentences first and
 * put them into weights.ts: the confidence is that of the sentence they choose.
 */
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { confidenceFeatureNames } from '../src/answers/confidence.js';
import { sentenceFeatureNames } from '../src/answers/features.js';
import type { RatedSentence } from '../src/answers/rate-sentences.js';
import { openAnswerService } from '../src/application/open-answer-service.js';
import { runIndexer } from '../src/application/run-indexer.js';
import { Workspace } from '../src/application/workspace.js';
import { holdsAnswer } from '../src/evaluation/holds-answer.js';
import { readSquad, type EvaluationSet } from '../src/evaluation/read-squad.js';
import { loadSettings } from '../src/settings/settings.js';

/** In the order of the model's names. */
type Features = Float64Array;

/** The alternatives of one question, of which those marked as right are right. */
type Choice = readonly { readonly features: Features; readonly right: boolean }[];

function readSet(path: string): EvaluationSet {
  if (!/\.jsonl(\.gz)?$/.test(path)) return readSquad(path);
  const bytes = readFileSync(path);
  const lines = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trim().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as { question: string; passage: string; answer: string });
  const contexts = [...new Set(rows.map((row) => row.passage))];
  const positions = new Map(contexts.map((context, index) => [context, index]));
  return {
    contexts,
    questions: rows.map((row) => ({
      question: row.question,
      context: positions.get(row.passage)!,
      answers: [row.answer],
    })),
  };
}

/** Gradient ascent with Adam on a mean log-likelihood; `gradient` adds that of one example to `into`. */
function maximise(
  names: readonly string[],
  examples: number,
  gradient: (index: number, weights: Float64Array, into: Float64Array) => void,
): Float64Array {
  const size = names.length + 1;
  const weights = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  for (let step = 1; step <= 1500; step++) {
    const sum = new Float64Array(size);
    for (let i = 0; i < examples; i++) gradient(i, weights, sum);
    for (let j = 0; j < size; j++) {
      const slope = sum[j]! / examples - 1e-4 * weights[j]!;
      first[j] = 0.9 * first[j]! + 0.1 * slope;
      second[j] = 0.999 * second[j]! + 0.001 * slope * slope;
      weights[j]! +=
        (0.05 * (first[j]! / (1 - 0.9 ** step))) / (Math.sqrt(second[j]! / (1 - 0.999 ** step)) + 1e-9);
    }
  }
  return weights;
}

function dot(weights: Float64Array, features: Features): number {
  let sum = 0;
  for (let i = 0; i < features.length; i++) sum += weights[i]! * features[i]!;
  return sum;
}

function addScaled(into: Float64Array, features: Features, factor: number): void {
  for (let i = 0; i < features.length; i++) into[i]! += factor * features[i]!;
}

function toModel(names: readonly string[], weights: Float64Array): string {
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  const entries = names.map((name, index): [string, number] => [name, round(weights[index]!)]);
  return JSON.stringify(
    { bias: round(weights[names.length]!), weights: Object.fromEntries(entries) },
    undefined,
    2,
  );
}

/** McFadden's conditional logit (1974); where several alternatives are right, their probabilities add up. */
function fitChoices(names: readonly string[], choices: readonly Choice[]): Float64Array {
  const open = choices.filter(
    (choice) => choice.some(({ right }) => right) && choice.some(({ right }) => !right),
  );
  return maximise(names, open.length, (index, weights, into) => {
    const choice = open[index]!;
    const scores = choice.map(({ features }) => dot(weights, features));
    const top = Math.max(...scores);
    const exps = scores.map((score) => Math.exp(score - top));
    const all = exps.reduce((sum, value) => sum + value, 0);
    const right = exps.reduce((sum, value, i) => sum + (choice[i]!.right ? value : 0), 0);
    choice.forEach(({ features, right: isRight }, i) => {
      const pull = (isRight ? exps[i]! / right : 0) - exps[i]! / all;
      addScaled(into, features, pull);
    });
  });
}

function fitLogistic(names: readonly string[], examples: Choice): Float64Array {
  return maximise(names, examples.length, (index, weights, into) => {
    const { features, right } = examples[index]!;
    const score = weights[names.length]! + dot(weights, features);
    const pull = (right ? 1 : 0) - 1 / (1 + Math.exp(-score));
    addScaled(into, features, pull);
    into[names.length]! += pull;
  });
}

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

async function collect(
  path: string,
  choices: Choice[],
  judged: { features: Features; right: boolean }[],
): Promise<void> {
  const set = readSet(path);
  const place = mkdtempSync(join(tmpdir(), 'isnad-fit-'));
  try {
    const folder = join(place, 'documents');
    mkdirSync(folder);
    const name = (context: number): string => `${String(context).padStart(7, '0')}.txt`;
    set.contexts.forEach((context, index) => {
      writeFileSync(join(folder, name(index)), context);
    });
    const embedder = await new Workspace(loadSettings()).embedder();
    const directory = join(place, 'index');
    await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 30 });
    const service = await openAnswerService({ directory, embedder, citations: 1, threshold: 0 });
    for (const [index, { question, context, answers }] of set.questions.entries()) {
      if (answers.length === 0) continue;
      const isRight = ({ candidate, index: position }: RatedSentence): boolean => {
        const { start, end } = candidate.passage.sentences[position]!;
        const text = candidate.document.text.slice(start, end);
        return candidate.document.path === name(context) && holdsAnswer(text, answers);
      };
      const asked = await service.explain(question);
      choices.push(
        asked.sentences.map((sentence) => ({
          features: inOrder(sentenceFeatureNames, sentence.features),
          right: isRight(sentence),
        })),
      );
      const few = fewDocuments(set.contexts.length, index, context).map(name);
      const others = [
        { pathPrefixes: few },
        { pathPrefixes: few.filter((path) => path !== name(context)) },
        { excludedPathPrefixes: [name(context)] },
      ];
      const explained = [asked];
      for (const options of others) explained.push(await service.explain(question, options));
      for (const { evidence, sentences } of explained) {
        if (!evidence || !sentences[0]) continue;
        judged.push({ features: inOrder(confidenceFeatureNames, evidence), right: isRight(sentences[0]) });
      }
    }
    service.close();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

const [what, ...files] = process.argv.slice(2);
if ((what !== 'sentences' && what !== 'confidence') || files.length === 0) {
  process.stderr.write('usage: node --import tsx scripts/fit-answers.ts sentences|confidence FILE…\n');
  process.exit(2);
}
const choices: Choice[] = [];
const judged: { features: Features; right: boolean }[] = [];
for (const file of files) {
  await collect(file, choices, judged);
  process.stderr.write(`${file}: ${choices.length} choices, ${judged.length} answers so far\n`);
}
process.stdout.write(
  what === 'sentences'
    ? `${toModel(sentenceFeatureNames, fitChoices(sentenceFeatureNames, choices))}\n`
    : `${toModel(confidenceFeatureNames, fitLogistic(confidenceFeatureNames, judged))}\n`,
);
