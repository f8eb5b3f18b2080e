import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { AskCost } from './ask-cost.js';
import { changeOneInHundred, type Collection } from './collections.js';
import type { EmbedCost } from './embed-rate.js';
import type { IndexCost } from './index-once.js';
import type { BaselineCost } from './baseline-once.js';
import type { IndexingCost } from './report.js';
import type { ServerCost } from './server-cost.js';
import { spreadOf, type Spread } from './statistics.js';

/** Runs of what is quick enough to be run several times. */
const unchangedRuns = 5;
const startRuns = 10;

/** One of the programs beside this one, in a process of its own; what it printed. */
function runApart(program: string, given: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  const script = join(import.meta.dirname, program);
  // Its own complaints go to the terminal.
  return execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', script, ...given], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
}

function measure(program: string, given: readonly string[]): unknown {
  return JSON.parse(runApart(program, given)) as unknown;
}

/** Brings a kept index in line with this version; false where it must be made from nothing (another layout). */
export function isUpToDate({ folder, directory }: Collection): boolean {
  try {
    runApart('index-once.ts', [folder, directory]);
    return true;
  } catch {
    return false;
  }
}

/** Makes the index of a collection from nothing, again with nothing changed, and with one article in a hundred. */
export function measureIndexing(collection: Collection): IndexingCost {
  const run = (): IndexCost =>
    measure('index-once.ts', [collection.folder, collection.directory]) as IndexCost;
  const full = run();
  const unchanged = Array.from({ length: unchangedRuns }, run);
  changeOneInHundred(collection);
  const changed = run();
  return {
    date: new Date().toISOString().slice(0, 10),
    full,
    unchanged: {
      seconds: spreadOf(unchanged.map(({ seconds }) => seconds)),
      peakMegabytes: Math.max(...unchanged.map(({ peakMegabytes }) => peakMegabytes)),
    },
    changed,
  };
}

/** Milliseconds from the start of the process to its end; the command that users type, without npm. */
export function measureStart({ folder, indexRoot }: Collection): Spread {
  const script = join(import.meta.dirname, '../../../src/main/isnad.ts');
  const runs = Array.from({ length: startRuns + 1 }, () => {
    const startedMs = performance.now();
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', script, 'ask', '--folder', folder, 'متى انتهى الحظر؟'],
      { env: { ...process.env, INDEX_DIR: indexRoot }, encoding: 'utf8' },
    );
    if (status !== 0 && status !== 4) throw new Error(`"ask" ended with code ${status}: ${stderr}`);
    return performance.now() - startedMs;
  });
  // The first one reads its files from the disk.
  return spreadOf(runs.slice(1));
}

export function measureAsking({ directory }: Collection, questions: number): AskCost {
  return measure('ask-many.ts', [directory, String(questions)]) as AskCost;
}

/** Copies the index of a collection to a server, and asks it there. */
export function measureServer(
  { folder, directory }: Collection,
  questions: number,
  url: string,
  processId: number | undefined,
): ServerCost {
  const given = [
    folder,
    directory,
    String(questions),
    ...(processId === undefined ? [] : [String(processId)]),
  ];
  // Not among the arguments, which every user of the machine can read.
  return JSON.parse(runApart('ask-server.ts', given, { INDEX_URL: url })) as ServerCost;
}

/** Ours first; `plainFolder`: a model for the plain pipeline. */
export function measureEmbedding(
  { directory }: Collection,
  plainFolder: string | undefined,
  sampleFile: string,
): EmbedCost[] {
  const passages = 10_240;
  runApart('sample.ts', [directory, '1', String(passages), sampleFile]);
  const ways = [
    ['ours'],
    ...(plainFolder ? ['quantized', 'float32'].map((each) => ['plain', plainFolder, each]) : []),
  ];
  return ways.map((way) => measure('embed-rate.ts', [sampleFile, ...way]) as EmbedCost);
}

/** Each on all passages of the index. */
export function measurePeers(
  { directory }: Collection,
  questions: number,
  sampleFile: string,
  names: readonly string[],
): BaselineCost[] {
  runApart('sample.ts', [directory, String(questions), String(Number.MAX_SAFE_INTEGER), sampleFile]);
  return names.map((name) => measure('baseline-once.ts', [sampleFile, name]) as BaselineCost);
}
