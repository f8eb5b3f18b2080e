/**
 * One run of the indexer in a process of its own; prints what it cost as JSON.
 *
 *   node --import tsx scripts/benchmark/speed/index-once.ts FOLDER INDEX_DIRECTORY
 */
import { runIndexer } from '../../../src/application/run-indexer.js';
import { Workspace } from '../../../src/application/workspace.js';
import { loadSettings } from '../../../src/settings/settings.js';

export interface IndexCost {
  readonly documents: number;
  readonly passages: number;
  /** From the start of the process, loading the model included. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

const [folder, directory] = process.argv.slice(2) as [string, string];
const embedder = await new Workspace(loadSettings()).embedder();
const { documents, passages } = await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 30 });
const seconds = performance.now() / 1000;
const { user, system } = process.cpuUsage();
const cost: IndexCost = {
  documents,
  passages,
  seconds,
  cpuSeconds: (user + system) / 1e6,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(cost));
