/**
 * Embeds passages in a process of its own; prints what they cost as JSON.
 *
 *   node --import tsx scripts/benchmark/speed/embed-rate.ts SAMPLE_FILE ours
 *   node --import tsx scripts/benchmark/speed/embed-rate.ts SAMPLE_FILE plain MODEL_FOLDER quantized|float32
 *
 * "plain": what the documentation of @xenova/transformers shows, the pipeline with mean pooling, given 8 texts at a
 * time; at 1 and 32 it is no faster.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Workspace } from '../../../src/application/workspace.js';
import { loadSettings } from '../../../src/settings/settings.js';
import type { Sample } from './sample.js';
import { spreadOf, type Spread } from './statistics.js';

export interface EmbedCost {
  readonly name: string;
  readonly passages: number;
  readonly passagesPerSecond: number;
  readonly tokensPerSecond: number;
  /** Of one passage, batch by batch. */
  readonly milliseconds: Spread;
  readonly cpuMilliseconds: number;
  readonly peakMegabytes: number;
}

type EmbedBatch = (texts: readonly string[]) => Promise<unknown>;

const [file, kind, modelFolder, weights] = process.argv.slice(2) as [string, string, string, string];
const { passages } = JSON.parse(readFileSync(file, 'utf8')) as Sample;
const embedder = await new Workspace(loadSettings()).embedder();

async function loadPlain(): Promise<EmbedBatch> {
  const { env, pipeline } = await import('@xenova/transformers');
  // The product's own settings of the library name another place for models.
  Object.assign(env, {
    allowLocalModels: true,
    allowRemoteModels: false,
    localModelPath: dirname(modelFolder),
    useCustomCache: false,
    useFSCache: false,
  });
  const extract = await pipeline('feature-extraction', basename(modelFolder), {
    quantized: weights === 'quantized',
  });
  return (texts) => extract([...texts], { pooling: 'mean', normalize: true });
}

const isOurs = kind === 'ours';
const embedBatch: EmbedBatch = isOurs ? (texts) => embedder.embedPassages(texts) : await loadPlain();
const batchSize = isOurs ? 256 : 8;
// Enough for two seconds or more.
const measured = passages.slice(0, isOurs ? 10_240 : 256);
const batches = Array.from({ length: Math.ceil(measured.length / batchSize) }, (_, index) =>
  measured.slice(index * batchSize, (index + 1) * batchSize),
);
await embedBatch(batches[0]!);
await embedBatch(batches[0]!);
const times: number[] = [];
const cpuBefore = process.cpuUsage();
for (const batch of batches) {
  const startedMs = performance.now();
  await embedBatch(batch);
  times.push((performance.now() - startedMs) / batch.length);
}
const { user, system } = process.cpuUsage(cpuBefore);
const tokens = measured.reduce((sum, text) => sum + embedder.countTokens(text), 0);
const milliseconds = spreadOf(times);
const cost: EmbedCost = {
  name: isOurs ? 'Isnad' : `plain pipeline, MiniLM-L6 shape, ${weights}`,
  passages: measured.length,
  passagesPerSecond: 1000 / milliseconds.median,
  tokensPerSecond: (1000 / milliseconds.median) * (tokens / measured.length),
  milliseconds,
  cpuMilliseconds: (user + system) / 1000 / measured.length,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(cost));
