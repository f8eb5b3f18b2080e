/**
 * Another way to search, on the same passages and questions, in a process of its own; prints what it costs as JSON.
 *
 *   node --import tsx scripts/benchmark/speed/baseline-once.ts SAMPLE_FILE NAME
 */
import { readFileSync } from 'node:fs';
import { Workspace } from '../../../src/application/workspace.js';
import { loadSettings } from '../../../src/settings/settings.js';
import { baselines } from '../baselines/search-libraries.js';
import type { Sample } from './sample.js';
import { spreadOf, type Spread } from './statistics.js';

export interface BaselineCost {
  readonly name: string;
  readonly passages: number;
  /** From texts in memory to an index in memory, embedding included where it takes vectors. */
  readonly indexSeconds: number;
  /** Milliseconds; embedding the question included where it takes a vector. */
  readonly question: Spread;
  readonly cpuMilliseconds: number;
  readonly peakMegabytes: number;
}

const [file, name] = process.argv.slice(2) as [string, string];
const { passages, questions } = JSON.parse(readFileSync(file, 'utf8')) as Sample;
const baseline = baselines.find((each) => each.name === name)!;
const embedder = baseline.usesVectors ? await new Workspace(loadSettings()).embedder() : undefined;

const indexedMs = performance.now();
// Some need arrays of numbers.
const vectors = (await embedder?.embedPassages(passages))?.map((vector) => Array.from(vector)) ?? [];
const search = await baseline.build(passages, vectors);
const indexSeconds = (performance.now() - indexedMs) / 1000;

const ask = async (question: string): Promise<void> => {
  const vector = await embedder?.embedQuestion(question);
  await search(question, vector ? Array.from(vector) : []);
};
const warmUp = Math.min(20, questions.length);
for (const question of questions.slice(0, warmUp)) await ask(question);
const times: number[] = [];
const cpuBefore = process.cpuUsage();
for (const question of questions) {
  const startedMs = performance.now();
  await ask(question);
  times.push(performance.now() - startedMs);
}
const { user, system } = process.cpuUsage(cpuBefore);
const cost: BaselineCost = {
  name,
  passages: passages.length,
  indexSeconds,
  question: spreadOf(times),
  cpuMilliseconds: (user + system) / 1000 / questions.length,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(cost));
