/**
 * What indexing and asking cost, by size; see --help.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readDistractors } from '../../src/evaluation/read-squad.js';
import { generateArticles, type Article } from './articles.js';
import type { AskCost } from './ask-many.js';
import type { IndexCost } from './index-once.js';
import { renderBench, renderBenchPage, type BenchReport, type SizeReport } from './render.js';
import { spreadOf } from './statistics.js';

const usage = `npm run bench -- [options]
  --documents FILE   JSON lines (plain or .gz) of {title, text}; without it, articles are made up
  --sizes LIST       numbers of articles, comma-separated (default 1000,3000)
  --questions COUNT  asked at each size (default 200)
  --json FILE        also write the figures as JSON
  --report FILE      also write a page with plots
`;

const { values } = parseArgs({
  options: {
    documents: { type: 'string' },
    sizes: { type: 'string', default: '1000,3000' },
    questions: { type: 'string', default: '200' },
    json: { type: 'string' },
    report: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const sizes = values.sizes.split(',').map(Number);
const questions = Number(values.questions);
if (values.help || [...sizes, questions].some((size) => !Number.isInteger(size) || size < 10)) {
  (values.help ? process.stdout : process.stderr).write(usage);
  process.exit(values.help ? 0 : 2);
}

function note(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** One of the programs beside this one, in a process of its own, so that its memory is its own. */
function measure(program: string, given: readonly string[]): unknown {
  const script = join(import.meta.dirname, program);
  const output = execFileSync(process.execPath, ['--import', 'tsx', script, ...given], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return JSON.parse(output) as unknown;
}

function writeArticles(folder: string, articles: readonly Article[]): void {
  articles.forEach(({ title, text }, index) => {
    const name = `${String(index).padStart(7, '0')}.txt`;
    writeFileSync(join(folder, name), `${title}\n\n${text}\n`);
  });
}

/** Milliseconds from the start of the process to its end; the command that users type, without npm. */
function measureStart(folder: string, indexes: string): number[] {
  const script = join(import.meta.dirname, '../../src/main/ask.ts');
  return Array.from({ length: 7 }, () => {
    const startedMs = performance.now();
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', script, '--folder', folder, 'متى انتهى الحظر؟'],
      { env: { ...process.env, INDEX_DIR: indexes }, encoding: 'utf8' },
    );
    if (status !== 0 && status !== 4) throw new Error(stderr);
    return performance.now() - startedMs;
  }).slice(1);
}

function measureSize(place: string, articles: readonly Article[]): SizeReport {
  const folder = join(place, `documents-${articles.length}`);
  mkdirSync(folder);
  writeArticles(folder, articles);
  const directory = join(place, `index-${articles.length}`);
  note(`${articles.length} articles: indexing`);
  const full = measure('index-once.ts', [folder, directory]) as IndexCost;
  const unchanged = measure('index-once.ts', [folder, directory]) as IndexCost;
  const some = Math.max(1, Math.floor(articles.length / 100));
  for (let index = 0; index < some; index++) {
    appendFileSync(
      join(folder, `${String(index * 100).padStart(7, '0')}.txt`),
      'جملة جديدة في آخر المقال.\n',
    );
  }
  const changed = measure('index-once.ts', [folder, directory]) as IndexCost;
  note(`${articles.length} articles: asking`);
  const ask = measure('ask-many.ts', [directory, String(questions)]) as AskCost;
  // The command keeps an index of its own for each folder.
  const indexes = join(place, `indexes-${articles.length}`);
  spawnSync(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, '../../src/main/index.ts'), folder],
    {
      env: { ...process.env, INDEX_DIR: indexes },
    },
  );
  const start = spreadOf(measureStart(folder, indexes));
  for (const path of [folder, directory, indexes]) rmSync(path, { recursive: true, force: true });
  return { articles: articles.length, full, unchanged, changed, ask, start };
}

const most = Math.max(...sizes);
const articles: Article[] = values.documents ? readDistractors(values.documents).slice(0, most) : [];
if (articles.length < most) {
  const generator = generateArticles(7);
  while (articles.length < most) articles.push(generator.next().value as Article);
}
const place = mkdtempSync(join(tmpdir(), 'isnad-bench-'));
try {
  const report: BenchReport = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`,
    documents: values.documents ?? 'made up',
    questions,
    sizes: sizes.map((size) => measureSize(place, articles.slice(0, size))),
  };
  process.stdout.write(renderBench(report));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
  if (values.report !== undefined) writeFileSync(values.report, renderBenchPage(report));
} finally {
  rmSync(place, { recursive: true, force: true });
}
