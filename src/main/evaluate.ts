import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { runEvaluation } from '../application/run-evaluation.js';
import { runStructuredEvaluation } from '../application/run-structured-evaluation.js';
import { Workspace } from '../application/workspace.js';
import type { Embedder } from '../contracts/embedder.js';
import { UsageError } from '../contracts/errors.js';
import { renderPage } from '../evaluation/report/render-page.js';
import { renderStructuredPage } from '../evaluation/report/render-structured-page.js';
import { readDistractors, readSquad } from '../evaluation/read-squad.js';
import {
  renderEvaluation,
  type EvaluationReport,
  type EvaluationRunFacts,
} from '../evaluation/render-summary.js';
import { isStructured, readStructured } from '../evaluation/structured/read-structured.js';
import { renderFailures } from '../evaluation/structured/render-failures.js';
import { renderStructured, type StructuredReport } from '../evaluation/structured/render-structured.js';
import { summariseStructured } from '../evaluation/structured/summarise-structured.js';
import { summarise } from '../evaluation/summarise.js';
import { loadSettings, type Settings } from '../settings/settings.js';
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
  readonly only?: string;
  readonly failures?: string;
}

const squadOptions = ['variants', 'titles', 'distractors', 'maxDistractors'] as const;
const structuredOptions = ['only', 'failures'] as const;

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}

function note(message: string): void {
  process.stderr.write(`${message}\n`);
}

function writeResult(name: string, path: string, content: string): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    throw new UsageError(
      `The ${name} cannot be written to ${path}.`,
      'Name a file in a folder that is there.',
      {
        cause: error,
      },
    );
  }
  note(`${name.charAt(0).toUpperCase()}${name.slice(1)}: ${path}`);
}

/** @throws UsageError for an option that has no meaning for questions of this form. */
function refuseOptions(flags: EvaluateFlags, names: readonly (keyof EvaluateFlags)[], form: string): void {
  const [given] = names.filter((name) => flags[name] !== undefined);
  if (given === undefined) return;
  const option = `--${given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new UsageError(`${option} is not for questions ${form}.`, 'Leave it out.');
}

type Costs = Pick<EvaluationRunFacts, 'documents' | 'passages' | 'indexSeconds' | 'askSeconds'>;

function factsOf(file: string, embedder: Embedder, run: Costs): EvaluationRunFacts {
  return {
    file,
    model: embedder.identity.model,
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${countOf(cpus().length, 'core')}`,
    ...run,
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function printReport<Report>(flags: EvaluateFlags, report: Report, render: (report: Report) => string): void {
  process.stdout.write(flags.json ? `${JSON.stringify(report, undefined, 2)}\n` : render(report));
}

async function evaluateSquad(file: string, flags: EvaluateFlags, settings: Settings): Promise<void> {
  refuseOptions(flags, structuredOptions, 'in SQuAD format');
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
    ...factsOf(file, embedder, run),
    ...summarise(judgements, settings.confidenceThreshold),
  };
  if (flags.report !== undefined) {
    const page = renderPage(report, judgements, set.contexts, settings.confidenceThreshold);
    writeResult('report', flags.report, page);
  }
  printReport(flags, report, renderEvaluation);
}

async function evaluateStructured(
  files: readonly string[],
  flags: EvaluateFlags,
  settings: Settings,
): Promise<void> {
  refuseOptions(flags, squadOptions, 'in JSON lines beside their documents');
  const set = readStructured(files, { only: flags.only });
  const embedder = await new Workspace(settings).embedder();
  const { judgements, ...run } = await runStructuredEvaluation({
    set: { ...set, questions: set.questions.slice(0, flags.limit) },
    embedder,
    citations: flags.citations ?? flags.k ?? defaultCitations,
    threshold: settings.confidenceThreshold,
    traces: flags.failures !== undefined,
    onProgress: note,
  });
  const report: StructuredReport = {
    ...factsOf(files.join(' '), embedder, run),
    ...summariseStructured(judgements, settings.confidenceThreshold),
  };
  if (flags.failures !== undefined) writeResult('failures', flags.failures, renderFailures(judgements));
  if (flags.report !== undefined) writeResult('report', flags.report, renderStructuredPage(report));
  printReport(flags, report, renderStructured);
}

async function evaluate(files: readonly string[], flags: EvaluateFlags): Promise<void> {
  const settings = loadSettings();
  if (files.every(isStructured)) return evaluateStructured(files, flags, settings);
  const [file, second] = files;
  if (file === undefined || second !== undefined) {
    throw new UsageError(
      'Several files are measured together only where all are .jsonl files of questions.',
      'Give one file in SQuAD format, or .jsonl files of one folder.',
    );
  }
  return evaluateSquad(file, flags, settings);
}

export function runEvaluate(call: CommandCall): void {
  runMain(async () => {
    const command = new Command()
      .description('Measures retrieval, marked answers and confidence on questions with known answers.')
      .argument(
        '<files...>',
        'SQuAD 1 or 2 format JSON, plain or .gz, each distinct context a document; or .jsonl files of ' +
          'questions about the documents beside them, or the folder of both (scripts/data/structured)',
      )
      .option('--json', 'print the report as JSON')
      .option('--citations <count>', 'quotations asked for in each answer (default: 3)', wholeNumber)
      .addOption(new Option('--k <count>').argParser(wholeNumber).hideHelp())
      .option('--report <file>', 'also write a page with plots')
      .option('--limit <count>', 'ask only the first questions', wholeNumber)
      .option(
        '--variants',
        'SQuAD: also ask every question as people type it: without hamzas, with typos, in dialects …',
      )
      .option('--titles', 'SQuAD: put the title of its article before each context, as documents have theirs')
      .option(
        '--distractors <file>',
        'SQuAD: JSON lines (plain or .gz) of documents that no question is about',
      )
      .option('--max-distractors <count>', 'SQuAD: take only the first of them', wholeNumber)
      .option('--only <file>', '.jsonl: ask only about the documents listed in this file, a path a line')
      .option('--failures <file>', '.jsonl: write down every question of which something is wrong, and how')
      .action(async (files: string[], flags: EvaluateFlags) => {
        await evaluate(files, flags);
      });
    await parseCommand(command, call);
    return exitCodes.done;
  });
}
