/**
 * What indexing and asking cost, by size, and what others cost on the same documents; see --help.
 *
 * How it is measured: every figure comes from a process of its own (index-once, ask-many, embed-rate, baseline-once),
 * so that its memory is its own and nothing is warm from another measurement. What is asked or embedded is
 * first asked or embedded some times unmeasured (compiled code, files in the cache of the system). Figures of
 * many events are median / p95 / p99; an index is made from nothing once, since that takes long. Ratios to
 * others come from one run, one after the other on the same machine. Peak memory is the most that was resident,
 * as the operating system says it. The steps of a question are timed inside whole answers, not apart.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workspace } from '../../../src/application/workspace.js';
import { UsageError } from '../../../src/contracts/errors.js';
import { readDistractors } from '../../../src/evaluation/read-squad.js';
import { exitCodes, runMain } from '../../../src/main/run-main.js';
import { loadSettings } from '../../../src/settings/settings.js';
import { baselines } from '../baselines/search-libraries.js';
import { generateArticles, type Article } from './articles.js';
import { dropSchema, openBenchServer } from './bench-server.js';
import { locateCollection, readCosts, writeCosts, writeDocuments, type Collection } from './collections.js';
import {
  isUpToDate,
  measureAsking,
  measureEmbedding,
  measureIndexing,
  measurePeers,
  measureServer,
  measureStart,
} from './measure.js';
import { readOptions, usage, type BenchOptions } from './options.js';
import { passagesPerArticle } from './passages-per-article.js';
import { renderBenchPage } from './render-page.js';
import { renderMarkdown, renderText } from './render.js';
import { mergeReports, type BenchReport, type IndexingCost, type SizeReport } from './report.js';
import { countOf } from '../../../src/text/count.js';

/** Articles looked at to find out how many passages an article has. */
const sampledArticles = 300;

function note(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** The documents that everything is measured on, the same for the same number. */
class Source {
  private readonly given: readonly Article[] | undefined;

  constructor(file: string | undefined) {
    this.given = file === undefined ? undefined : readDistractors(file);
  }

  get name(): string {
    return this.given ? 'given' : 'made-up';
  }

  /** Those of a file are taken evenly, so that a few stand for all. */
  *take(count: number): Generator<Article> {
    const { given } = this;
    if (given && given.length < count) {
      throw new UsageError(
        `${countOf(count, 'article')} wanted, and the file has ${given.length}.`,
        'Give smaller sizes or a larger file.',
      );
    }
    const made = generateArticles(7);
    for (let index = 0; index < count; index++) {
      yield given ? given[Math.floor((index * given.length) / count)]! : (made.next().value as Article);
    }
  }
}

async function findSizes({ sizes, sizesAre }: BenchOptions, source: Source): Promise<number[]> {
  if (sizesAre === 'articles') return [...sizes];
  const embedder = await new Workspace(loadSettings()).embedder();
  const each = await passagesPerArticle(source.take(sampledArticles), embedder);
  return sizes.map((passages) => Math.round(passages / each));
}

interface Indexed {
  readonly collection: Collection;
  readonly indexing: IndexingCost;
}

function indexOrTakeUp(place: string, source: Source, articles: number): Indexed {
  const collection = locateCollection(place, source.name, articles);
  const kept = readCosts(collection) as IndexingCost | undefined;
  if (kept && isUpToDate(collection)) return { collection, indexing: kept };
  note(`${countOf(articles, 'article')}: writing and indexing`);
  writeDocuments(collection, source.take(articles));
  rmSync(collection.indexRoot, { recursive: true, force: true });
  const indexing = measureIndexing(collection);
  writeCosts(collection, indexing);
  return { collection, indexing };
}

async function measureAll(options: BenchOptions): Promise<BenchReport> {
  const { parts, questions, plain } = options;
  const source = new Source(options.documents);
  const counts = await findSizes(options, source);
  const hasBaselines =
    parts.has('baselines') && existsSync(join(import.meta.dirname, '../baselines/node_modules'));
  if (parts.has('baselines') && !hasBaselines) {
    note(
      'Others are left out; to compare with them, run "npm ci --prefix scripts/benchmark/baselines" first.',
    );
  }
  const scratch = mkdtempSync(join(tmpdir(), 'isnad-bench-'));
  const place = options.keep ?? scratch;
  mkdirSync(place, { recursive: true });
  const sampleFile = join(scratch, 'sample.json');
  const server = options.server === undefined ? undefined : await openBenchServer(options.server);
  try {
    let embedding: BenchReport['embedding'] = [];
    const sizes: SizeReport[] = [];
    for (const articles of counts) {
      const { collection, indexing } = indexOrTakeUp(place, source, articles);
      const isSmallest = articles === counts[0];
      if (isSmallest && parts.has('embedding')) {
        note('embedding');
        embedding = measureEmbedding(collection, plain, sampleFile);
      }
      note(`${countOf(articles, 'article')}, ${countOf(indexing.full.passages, 'passage')}: asking`);
      const start = parts.has('start') ? measureStart(collection) : undefined;
      const ask = parts.has('asking') ? measureAsking(collection, questions) : undefined;
      let onServer: SizeReport['server'];
      if (server) {
        note(`${countOf(articles, 'article')}: on the server`);
        const url = server.url(`bench_${source.name.replace('-', '_')}_${articles}`);
        onServer = measureServer(collection, questions, url, server.processId);
        if (options.keep === undefined) await dropSchema(url);
      }
      let compared: SizeReport['baselines'];
      if (isSmallest && hasBaselines) {
        note('others');
        const names = baselines.map(({ name }) => name);
        compared = measurePeers(collection, questions, sampleFile, names);
      }
      sizes.push({
        articles,
        passages: indexing.full.passages,
        indexing: parts.has('indexing') ? indexing : undefined,
        start,
        ask,
        server: onServer,
        baselines: compared,
      });
      if (options.keep === undefined) rmSync(join(place, `${source.name}-${articles}`), { recursive: true });
    }
    return {
      date: new Date().toISOString().slice(0, 10),
      node: process.version,
      machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${countOf(cpus().length, 'core')}`,
      documents: source.name === 'given' ? options.documents!.replace(/^.*[/\\]/, '') : 'made up',
      questions,
      embedding,
      sizes,
    };
  } finally {
    await server?.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function readReports(paths: readonly string[]): BenchReport {
  const [first, ...others] = paths.map((path) => {
    if (!existsSync(path))
      throw new UsageError(`${path}: there is no such file.`, 'Give what a run with --json has written.');
    return JSON.parse(readFileSync(path, 'utf8')) as BenchReport;
  });
  return mergeReports([first!, ...others]);
}

runMain(async () => {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(usage);
    return exitCodes.done;
  }
  const report = options.from.length > 0 ? readReports(options.from) : await measureAll(options);
  process.stdout.write(options.markdown ? renderMarkdown(report) : renderText(report));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
  if (options.report !== undefined) writeFileSync(options.report, renderBenchPage(report));
  return exitCodes.done;
});
