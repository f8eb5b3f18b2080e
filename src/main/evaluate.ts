import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { runEvaluation } from '../application/run-evaluation.js';
import { Workspace } from '../application/workspace.js';
import { UsageError } from '../contracts/errors.js';
import { renderPage } from '../evaluation/report/render-page.js';
import { readDistractors, readSquad } from '../evaluation/read-squad.js';
import { renderEvaluation, type EvaluationReport } from '../evaluation/render-summary.js';
import { summarise } from '../evaluation/summarise.js';
import { loadSettings } from '../settings/settings.js';
import { parseCommand, type CommandCall } from './parse-command.js';
import { exitCodes, runMain } from './run-main.js';
import { countOf } from '../text/count.js';

/** Quotations asked for in each answer. */
const defaultCitations = 3;

interface EvaluateFlags {
  readonly json?: true;
  readonly report?: string;
  readonly variants?: true;
  readonly titles?: true;
  readonly citations?: number;
  /** The name of before, of which npm makes an option of its own and tells nobody. */
  readonly k?: number;
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

function writeReport(path: string, page: string): void {
  try {
    writeFileSync(path, page);
  } catch (error) {
    throw new UsageError(
      `The report cannot be written to ${path}.`,
      'Name a file in a folder that is there.',
      {
        cause: error,
      },
    );
  }
  note(`Report: ${path}`);
}

async function evaluate(file: string, flags: EvaluateFlags): Promise<void> {
  const settings = loadSettings();
  const set = readSquad(file, { withTitles: flags.titles ?? false });
  const questions = set.questions.slice(0, flags.limit);
  const distractors = flags.distractors
    ? readDistractors(flags.distractors).slice(0, flags.maxDistractors)
    : [];
  const embedder = await new Workspace(settings).embedder();
  const { judgements, ...run } = await runEvaluation({
    set: { ...set, questions },
    distractors,
    embedder,
    citations: flags.citations ?? flags.k ?? defaultCitations,
    variants: flags.variants ?? false,
    onProgress: note,
  });
  const report: EvaluationReport = {
    file,
    model: embedder.identity.model,
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${countOf(cpus().length, 'core')}`,
    ...run,
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
    ...summarise(judgements, settings.confidenceThreshold),
  };
  if (flags.report !== undefined)
    writeReport(flags.report, renderPage(report, judgements, set.contexts, settings.confidenceThreshold));
  process.stdout.write(flags.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderEvaluation(report));
}

export function runEvaluate(call: CommandCall): void {
  runMain(async () => {
    const command = new Command()
      .description('Measures retrieval, answer sentences and confidence on questions in SQuAD format.')
      .argument('<file>', 'SQuAD 1 or 2 format JSON, plain or .gz; each distinct context is a document')
      .option('--json', 'print the report as JSON')
      .option('--citations <count>', 'quotations asked for in each answer (default: 3)', wholeNumber)
      .addOption(new Option('--k <count>').argParser(wholeNumber).hideHelp())
      .option('--report <file>', 'also write a page with plots and the worst misses')
      .option(
        '--variants',
        'also ask every question as people type it: without hamzas, with typos, in dialects …',
      )
      .option('--titles', 'put the title of its article before each context, as documents have theirs')
      .option('--limit <count>', 'ask only the first questions', wholeNumber)
      .option('--distractors <file>', 'JSON lines (plain or .gz) of documents that no question is about')
      .option('--max-distractors <count>', 'take only the first of them', wholeNumber)
      .action(async (file: string, flags: EvaluateFlags) => {
        await evaluate(file, flags);
      });
    await parseCommand(command, call);
    return exitCodes.done;
  });
}
