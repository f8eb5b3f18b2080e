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
import { openAnswerService } from '../src/application/open-answer-service.js';
import { runIndexer } from '../src/application/run-indexer.js';
import { Workspace } from '../src/application/workspace.js';
import { holdsAnswer } from '../src/evaluation/holds-answer.js';
import { readSquad, type EvaluationSet } from '../src/evaluation/read-squad.js';
import { loadSettings } from '../src/settings/settings.js';

type Features = Readonly<Record<string, number>>;

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
  return maximise(names, choices.length, (index, weights, into) => {
    const choice = choices[index]!;
    const scores = choice.map(({ features }) =>
      names.reduce((sum, name, j) => sum + weights[j]! * features[name]!, 0),
    );
    const top = Math.max(...scores);
    const exps = scores.map((score) => Math.exp(score - top));
    const all = exps.reduce((sum, value) => sum + value, 0);
    const right = exps.reduce((sum, value, i) => sum + (choice[i]!.right ? value : 0), 0);
    choice.forEach(({ features, right: isRight }, i) => {
      const pull = (isRight ? exps[i]! / right : 0) - exps[i]! / all;
      names.forEach((name, j) => {
        into[j]! += pull * features[name]!;
      });
    });
  });
}

function fitLogistic(names: readonly string[], examples: Choice): Float64Array {
  return maximise(names, examples.length, (index, weights, into) => {
    const { features, right } = examples[index]!;
    const score = names.reduce((sum, name, j) => sum + weights[j]! * features[name]!, weights[names.length]!);
    const pull = (right ? 1 : 0) - 1 / (1 + Math.exp(-score));
    names.forEach((name, j) => {
      into[j]! += pull * features[name]!;
    });
    into[names.length]! += pull;
  });
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
    for (const { question, context, answers } of set.questions) {
      if (answers.length === 0) continue;
      const asked = await service.explain(question);
      const alternatives: { features: Features; right: boolean }[] = asked.sentences.map(
        ({ candidate, index, features }) => {
          const { start, end } = candidate.passage.sentences[index]!;
          const text = candidate.document.text.slice(start, end);
          return {
            features: { ...features },
            right: candidate.document.path === name(context) && holdsAnswer(text, answers),
          };
        },
      );
      if (alternatives.some((each) => each.right) && alternatives.some((each) => !each.right))
        choices.push(alternatives);
      if (asked.evidence)
        judged.push({ features: { ...asked.evidence }, right: alternatives[0]?.right ?? false });
      const without = await service.explain(question, { excludedPathPrefixes: [name(context)] });
      if (without.evidence) judged.push({ features: { ...without.evidence }, right: false });
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
