/** Measures how well files of other formats are read: `npm run evaluate:formats -- FOLDER [--baselines]`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { createDocumentReader } from '../../../src/application/document-reader.js';
import { Workspace } from '../../../src/application/workspace.js';
import { UsageError } from '../../../src/contracts/errors.js';
import { textTable } from '../../../src/evaluation/text-table.js';
import { loadSettings } from '../../../src/settings/settings.js';
import { checkContract } from './check-contract.js';
import { measureCost } from './measure-cost.js';
import { measureQuestions } from './measure-questions.js';
import { measureWords, type WordRow } from './measure-words.js';

const maxCpuSeconds = 4;
const maxMegabytes = 300;

interface Flags {
  readonly baselines?: true;
}

function percent(share: number | undefined): string {
  return share === undefined || !Number.isFinite(share) ? '–' : (100 * share).toFixed(1);
}

function verdict(isReached: boolean): string {
  return isReached ? 'yes' : 'NO';
}

function wordTable(rows: readonly WordRow[]): string {
  const tools = [...new Set(rows.flatMap(({ others }) => Object.keys(others)))];
  const head = [
    'words found, %',
    'files',
    'in order',
    'NFKC',
    'anywhere',
    'lowest',
    ...tools,
    'bar',
    'reached',
  ];
  const lines = rows.map(({ name, files, ours, lowest, others, bar, mustEachReachBar }) => [
    name,
    String(files),
    ...(files === 0
      ? ['–', '–', '–', '–']
      : [ours.strict, ours.normalized, ours.anywhere, lowest].map(percent)),
    ...tools.map((tool) => percent(others[tool])),
    percent(bar),
    files === 0 ? 'not measured' : verdict((mustEachReachBar ? lowest : ours.strict) >= bar),
  ]);
  return textTable([head, ...lines]);
}

async function run(folder: string, flags: Flags): Promise<void> {
  if (!existsSync(join(folder, 'made', 'truth'))) {
    throw new UsageError(`${folder} holds no made/truth.`, 'Name the folder of files in other formats.');
  }
  const print = (text: string): void => {
    process.stdout.write(`${text}\n`);
  };
  const reader = createDocumentReader();
  try {
    print(wordTable(await measureWords(folder, reader, flags.baselines ?? false)));
    const { found, asked, missing } = await checkContract(folder, reader);
    const lacks = missing.length === 0 ? '' : ` (lacks: ${missing.join(' | ')})`;
    print(`\ncontract.docx, labels, notes and rows: ${found} of ${asked}${lacks}`);
  } finally {
    reader.close();
  }
  const cost = await measureCost(folder);
  const isCheap = cost.cpuSeconds <= maxCpuSeconds && cost.secondMegabytes <= maxMegabytes;
  print(
    `PDF of ${cost.pages} pages: ${cost.cpuSeconds.toFixed(1)} CPU s a hundred pages (bar ${maxCpuSeconds}), ` +
      `${cost.firstMegabytes.toFixed(0)} MB at most, ${cost.secondMegabytes.toFixed(0)} MB as the second file ` +
      `(bar ${maxMegabytes}; ${cost.idleMegabytes.toFixed(0)} MB without a file): ${verdict(isCheap)}`,
  );
  const rows = await measureQuestions(folder, await new Workspace(loadSettings()).embedder());
  print('');
  print(
    textTable([
      ['the rich document as', 'answers', 'places'],
      ...rows.map(({ file, right, rightPlaces, asked }) => [
        file,
        `${right} of ${asked}`,
        `${rightPlaces} of ${asked}`,
      ]),
    ]),
  );
  for (const { file, misses } of rows) for (const miss of misses) print(`  ${file}: ${miss}`);
}

const command = new Command()
  .name('npm run evaluate:formats --')
  .description('Measures how well files of other formats are read.')
  .argument('<folder>', 'files with their truth: made/pdf, made/office, made/truth, real/…')
  .option('--baselines', 'also what other programs find, where they are installed')
  .action(run);

try {
  await command.parseAsync();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message} ${error.remedy}\n`);
  process.exitCode = 2;
}
