/**
 * One run of the indexer in a process of its own; prints what it cost as JSON.
 *
 *   node --import tsx scripts/bench/index-once.ts FOLDER INDEX_DIRECTORY
 */
import { runIndexer } from '../../src/application/run-indexer.js';
import { Workspace } from '../../src/application/workspace.js';
import { loadSettings } from '../../src/settings/settings.js';

export interface IndexCost {
  readonly documents: number;
  readonly passages: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

const [folder, directory] = process.argv.slice(2) as [string, string];
const embedder = await new Workspace(loadSettings()).embedder();
const cpuBefore = process.cpuUsage();
const { documents, passages, seconds } = await runIndexer({
  folder,
  directory,
  embedder,
  maxFileBytes: 1 << 30,
});
const { user, system } = process.cpuUsage(cpuBefore);
const cost: IndexCost = {
  documents,
  passages,
  seconds,
  cpuSeconds: (user + system) / 1e6,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(cost));
