import { Command, InvalidArgumentError } from 'commander';
import { runEvaluation } from '../application/run-evaluation.js';
import { Workspace } from '../application/workspace.js';
import { readDistractors, readSquad } from '../evaluation/read-squad.js';
import { renderEvaluation, type EvaluationReport } from '../evaluation/render-summary.js';
import { summarise } from '../evaluation/summarise.js';
import { loadSettings } from '../settings/settings.js';
import { exitCodes, runMain } from './run-main.js';

interface EvaluateFlags {
  readonly json?: true;
  readonly k: number;
  readonly limit?: number;
  readonly distractors?: string;
  readonly maxDistractors?: number;
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}

function note(message: string): void {
  process.stderr.write(`${message}\n`);
}

async function evaluate(file: string, flags: EvaluateFlags): Promise<void> {
  const settings = loadSettings();
  const set = readSquad(file);
  const questions = set.questions.slice(0, flags.limit);
  const distractors = flags.distractors
    ? readDistractors(flags.distractors).slice(0, flags.maxDistractors)
    : [];
  const embedder = await new Workspace(settings).embedder();
  const { judgements, ...run } = await runEvaluation({
    set: { ...set, questions },
    distractors,
    embedder,
    citations: flags.k,
    onProgress: note,
  });
  const report: EvaluationReport = {
    file,
    model: embedder.identity.model,
    ...run,
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
    ...summarise(judgements),
  };
  process.stdout.write(flags.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderEvaluation(report));
}

runMain(async () => {
  await new Command('npm run evaluate --')
    .description('Measures retrieval, answer sentences and confidence on questions in SQuAD format.')
    .argument('<file>', 'SQuAD 1 or 2 format JSON, plain or .gz; each distinct context is a document')
    .option('--json', 'print the report as JSON')
    .option('--k <count>', 'quotations asked for in each answer', wholeNumber, 3)
    .option('--limit <count>', 'ask only the first questions', wholeNumber)
    .option('--distractors <file>', 'JSON lines (plain or .gz) of documents that no question is about')
    .option('--max-distractors <count>', 'take only the first of them', wholeNumber)
    .exitOverride()
    .action(async (file: string, flags: EvaluateFlags) => {
      await evaluate(file, flags);
    })
    .parseAsync();
  return exitCodes.done;
});
