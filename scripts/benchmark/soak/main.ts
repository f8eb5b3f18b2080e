/**
 * Asks many questions in one process and says how memory and open files grow; see --help.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openAnswerService } from '../../../src/application/open-answer-service.js';
import { runIndexer } from '../../../src/application/run-indexer.js';
import { Workspace } from '../../../src/application/workspace.js';
import { UsageError } from '../../../src/contracts/errors.js';
import { exitCodes, runMain } from '../../../src/main/run-main.js';
import { loadSettings } from '../../../src/settings/settings.js';
import { generateArticles } from '../speed/articles.js';
import { locateCollection, writeDocuments } from '../speed/collections.js';
import { makeQuestions } from '../speed/questions.js';
import type { Line } from '../speed/statistics.js';
import { growthOf, soak } from './soak.js';
import { countOf } from '../../../src/text/count.js';

const usage = `node --import tsx scripts/benchmark/soak/main.ts [options]
  --questions COUNT  asked in all (default 100000)
  --articles COUNT   made-up articles that are asked (default 1000)
  --at-once COUNT    questions in flight (default 8)
`;

interface SoakOptions {
  readonly count: number;
  readonly articles: number;
  readonly atOnce: number;
}

/** Undefined where help is asked for. @throws UsageError */
function readOptions(given: readonly string[]): SoakOptions | undefined {
  const options = {
    questions: { type: 'string', default: '100000' },
    articles: { type: 'string', default: '1000' },
    'at-once': { type: 'string', default: '8' },
    help: { type: 'boolean', default: false },
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ args: [...given], options }));
  } catch (error) {
    const [sentence] = (error as Error).message.split('. ');
    throw new UsageError(`${sentence}.`, 'See --help.', { cause: error });
  }
  if (values.help) return undefined;
  const whole = (name: 'questions' | 'articles' | 'at-once'): number => {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number > 0) return number;
    throw new UsageError(`--${name} is ${JSON.stringify(values[name])}.`, 'Give a whole number above 0.');
  };
  return { count: whole('questions'), articles: whole('articles'), atOnce: whole('at-once') };
}

/** Looks at what is held; the first fifth of the questions fills caches. */
const looks = 50;
const distinctQuestions = 2_000;

function describe(name: string, unit: string, line: Line | undefined, count: number): string {
  if (!line) return `${name}: not known\n`;
  const { slope, intercept, spread } = line;
  const last = intercept + (slope * count) / 1000;
  return `${name}: ${last.toFixed(1)}${unit} at the end, ${slope.toFixed(4)}${unit} a thousand questions, ± ${spread.toFixed(2)}${unit} about the line\n`;
}

async function run({ count, articles, atOnce }: SoakOptions): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'isnad-soak-'));
  try {
    const collection = locateCollection(place, 'made-up', articles);
    writeDocuments(collection, generateArticles(7));
    const embedder = await new Workspace(loadSettings()).embedder();
    const { folder, directory } = collection;
    await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 30 });
    const service = await openAnswerService({ directory, embedder, citations: 3, threshold: 0.4 });
    const { reader } = service.current();
    const ids = await reader.findPassageIds();
    const questions = await makeQuestions(distinctQuestions, async (random) => {
      const [passage] = await reader.findPassages([ids[Math.floor(random() * ids.length)]!]);
      const document = passage && (await reader.findDocument(passage.documentId));
      return document && { text: document.text, sentences: passage.sentences };
    });
    const startedMs = performance.now();
    const held = await soak({
      ask: (question) => service.ask(question),
      questions,
      count,
      looks,
      atOnce,
      onLook: ({ asked, residentMegabytes, heapMegabytes, descriptors }) => {
        process.stderr.write(
          `${asked} asked: ${residentMegabytes.toFixed(1)} MB resident, ${heapMegabytes.toFixed(1)} MB heap, ${descriptors === undefined ? '? files' : countOf(descriptors, 'file')}\n`,
        );
      },
    });
    service.close();
    const seconds = (performance.now() - startedMs) / 1000;
    const { resident, heap, descriptors } = growthOf(held, count / 5);
    process.stdout.write(
      `${countOf(count, 'question')} on ${countOf(articles, 'article')}, ${countOf(ids.length, 'passage')}, ${atOnce} at once, ${seconds.toFixed(0)} s\n` +
        describe('resident memory', ' MB', resident, count) +
        describe('heap', ' MB', heap, count) +
        describe('open files', '', descriptors, count),
    );
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

runMain(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options) await run(options);
  else process.stdout.write(usage);
  return exitCodes.done;
});
