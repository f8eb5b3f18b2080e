/**
 * Asks an index many questions in a process of its own; prints what they cost as JSON.
 *
 *   node --expose-gc --import tsx scripts/benchmark/speed/ask-many.ts INDEX_DIRECTORY QUESTIONS
 */
import { openAnswerService } from '../../../src/application/open-answer-service.js';
import type { OpenSnapshot } from '../../../src/application/open-snapshot.js';
import { Workspace } from '../../../src/application/workspace.js';
import { QuestionPipeline } from '../../../src/application/question-pipeline.js';
import type { Query } from '../../../src/contracts/query.js';
import { HnswGraph, efSearchFor } from '../../../src/graph/hnsw-graph.js';
import { LexicalIndex } from '../../../src/lexical/lexical-index.js';
import { loadSettings } from '../../../src/settings/settings.js';
import { innerProduct } from '../../../src/text/inner-product.js';
import { steps, type AskCost, type Recall, type Step } from './ask-cost.js';
import { askAtOnce, drawQuestions, processorMilliseconds, watchLoop } from './asking.js';
import { spreadOf, type Spread } from './statistics.js';
import { Stopwatch } from './stopwatch.js';

const [directory, countText] = process.argv.slice(2) as [string, string];
const count = Number(countText);
/** Comparing all vectors takes its time. */
const compared = 100;

function megabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 2 ** 20;
}

async function measureSteps(
  ask: (question: string) => Promise<unknown>,
  questions: readonly string[],
  embedder: { embedQuestion(text: string): Promise<Float32Array> },
): Promise<Record<Step, Spread>> {
  const parts = ['embed', 'graph', 'lexical', 'analyze', 'retrieve', 'rerank', 'answer'] as const;
  const stopwatch = new Stopwatch<(typeof parts)[number]>();
  stopwatch.time(embedder, 'embedQuestion', 'embed');
  stopwatch.time(HnswGraph.prototype, 'search', 'graph');
  for (const name of ['search', 'score'] as const) stopwatch.time(LexicalIndex.prototype, name, 'lexical');
  for (const name of ['analyze', 'retrieve', 'rerank', 'answer'] as const) {
    stopwatch.time(QuestionPipeline.prototype, name, name);
  }
  const times: Record<Step, number[]> = {
    analysis: [],
    embedding: [],
    graph: [],
    lexical: [],
    fusion: [],
    're-ranking': [],
    'sentence selection': [],
    'whole answer': [],
  };
  for (const question of questions) {
    stopwatch.reset();
    const startedMs = performance.now();
    await ask(question);
    const whole = performance.now() - startedMs;
    const taken = Object.fromEntries(parts.map((part) => [part, stopwatch.read(part)])) as Record<
      (typeof parts)[number],
      number
    >;
    times.analysis.push(taken.analyze - taken.embed);
    times.embedding.push(taken.embed);
    times.graph.push(taken.graph);
    times.lexical.push(taken.lexical);
    times.fusion.push(taken.retrieve - taken.graph - taken.lexical);
    times['re-ranking'].push(taken.rerank);
    times['sentence selection'].push(taken.answer - taken.retrieve - taken.rerank);
    times['whole answer'].push(whole);
  }
  return Object.fromEntries(steps.map((step) => [step, spreadOf(times[step])])) as Record<Step, Spread>;
}

/** Of the ten nearest by comparing all vectors, how many the graph finds. */
async function measureRecall(
  { reader, pipeline }: OpenSnapshot,
  queries: readonly Query[],
): Promise<Recall[]> {
  const vectors = queries.map(({ embedding }) => embedding);
  const exact = vectors.map((): { id: number; score: number }[] => []);
  for await (const { id, vector } of reader.vectors()) {
    vectors.forEach((asked, index) => {
      const best = exact[index]!;
      const score = innerProduct(asked, vector);
      if (best.length === 10 && score <= best[9]!.score) return;
      best.push({ id, score });
      best.sort((a, b) => b.score - a.score);
      if (best.length > 10) best.pop();
    });
  }
  // Asked for more, a search looks at more candidates; fewer than by default cannot be had.
  const standard = efSearchFor(await reader.countPassages());
  const recalls: Recall[] = [];
  for (const ef of [standard, 2 * standard]) {
    const times: number[] = [];
    let sum = 0;
    for (const [index, query] of queries.entries()) {
      const startedMs = performance.now();
      const hits = await pipeline.retrieveDense(query, { limit: ef === standard ? 10 : ef });
      times.push(performance.now() - startedMs);
      const near = new Set(hits.slice(0, 10).map((hit) => hit.passageId));
      sum += exact[index]!.filter(({ id }) => near.has(id)).length / Math.max(1, exact[index]!.length);
    }
    recalls.push({ ef, recall: sum / queries.length, search: spreadOf(times) });
  }
  return recalls;
}

const embedder = await new Workspace(loadSettings()).embedder();
let opened: Awaited<ReturnType<typeof openAnswerService>> | undefined;
const openedMs = performance.now();
const longestHoldOpening = await watchLoop(async () => {
  opened = await openAnswerService({ directory, embedder, citations: 3, threshold: 0 });
});
const service = opened!;
const openSeconds = (performance.now() - openedMs) / 1000;
const loadedMegabytes = megabytes();
const snapshot = service.current();
const questions = await drawQuestions(snapshot, count);
for (const question of questions.warmUp) await service.ask(question);
const cpuBefore = processorMilliseconds();
let cpuMilliseconds = 0;
const atOnce = await askAtOnce(
  (question) => service.ask(question),
  questions,
  () => {
    cpuMilliseconds = (processorMilliseconds() - cpuBefore) / count;
  },
);
const times = await measureSteps((question) => service.ask(question), questions.alone, embedder);
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
const queries = await Promise.all(
  questions.alone.slice(0, compared).map((question) => snapshot.pipeline.analyze(question)),
);
const recall = await measureRecall(snapshot, queries);
service.close();

const cost: AskCost = {
  passages: snapshot.manifest.passages,
  openSeconds,
  longestHoldOpening,
  steps: times,
  cpuMilliseconds,
  recall,
  atOnce,
  loadedMegabytes,
  peakMegabytes,
};
process.stdout.write(JSON.stringify(cost));
