/**
 * Asks an index many questions in a process of its own; prints what they cost as JSON.
 *
 *   node --import tsx scripts/bench/ask-many.ts INDEX_DIRECTORY QUESTIONS
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openAnswerService } from '../../src/application/open-answer-service.js';
import { Workspace } from '../../src/application/workspace.js';
import { innerProduct } from '../../src/contracts/inner-product.js';
import { createRandom } from '../../src/evaluation/metrics/paired.js';
import { loadSettings } from '../../src/settings/settings.js';
import { findWords } from '../../src/text/words.js';
import { spreadOf, type Spread } from './statistics.js';

/** Milliseconds a question in each step. */
const steps = ['spelling', 'embedding', 'graph', 'lexical', 'second stage', 'whole answer'] as const;
export type Step = (typeof steps)[number];

export interface AskCost {
  readonly passages: number;
  readonly openSeconds: number;
  readonly steps: Readonly<Record<Step, Spread>>;
  /** Recall@10 of the graph against comparing all vectors, by how many candidates a search looks at. */
  readonly recall: readonly (readonly [candidates: number, recall: number])[];
  /** Questions a second, by how many are asked at once. */
  readonly perSecond: readonly (readonly [atOnce: number, rate: number])[];
  /** Milliseconds for which the event loop was held up at the longest while 64 questions were asked at once. */
  readonly longestHold: number;
  readonly peakMegabytes: number;
}

const [directory, countText] = process.argv.slice(2) as [string, string];
const count = Number(countText);
const embedder = await new Workspace(loadSettings()).embedder();
const openedMs = performance.now();
const service = await openAnswerService({ directory, embedder, citations: 3, threshold: 0 });
const openSeconds = (performance.now() - openedMs) / 1000;
const { reader, retriever, text, manifest } = service.current();

/** A few words of a sentence somewhere in the index, behind a word of asking. */
function makeQuestions(): string[] {
  const random = createRandom(7);
  const ids = reader.findPassageIds();
  return Array.from({ length: count }, () => {
    for (;;) {
      const [passage] = reader.findPassages([ids[Math.floor(random() * ids.length)]!]);
      const document = passage && reader.findDocument(passage.documentId);
      const span = passage?.sentences[Math.floor(random() * passage.sentences.length)];
      if (!document || !span) continue;
      const words = findWords(document.text.slice(span.start, span.end));
      if (words.length < 4) continue;
      const from = Math.floor(random() * (words.length - 3));
      const width = 3 + Math.floor(random() * 5);
      const asked = random() < 0.5 ? 'متى' : 'ما هو';
      return `${asked} ${words
        .slice(from, from + width)
        .map(({ folded }) => folded)
        .join(' ')}؟`;
    }
  });
}

const questions = makeQuestions();
for (const question of questions.slice(0, 20)) await service.ask(question);

const times: Record<Step, number[]> = {
  spelling: [],
  embedding: [],
  graph: [],
  lexical: [],
  'second stage': [],
  'whole answer': [],
};
const vectors: Float32Array[] = [];
for (const question of questions) {
  const marks = [performance.now()];
  const meant = text.correct(question);
  marks.push(performance.now());
  const vector = await embedder.embedQuestion(meant);
  marks.push(performance.now());
  retriever.searchDense(vector, { limit: 50 });
  marks.push(performance.now());
  retriever.searchLexical(meant, { limit: 50 });
  marks.push(performance.now());
  // Searches the graph again, and has the lexical scores at hand.
  retriever.search(meant, vector, { limit: 10 });
  marks.push(performance.now());
  await service.ask(question);
  marks.push(performance.now());
  const between = marks.slice(1).map((mark, index) => mark - marks[index]!);
  between[4]! -= between[2]!;
  steps.forEach((step, index) => times[step].push(Math.max(0, between[index]!)));
  vectors.push(vector);
}

/** For a few of the questions: comparing all vectors takes its time. */
const compared = vectors.slice(0, 100);
const exact = compared.map((): { id: number; score: number }[] => []);
for (const { id, vector } of reader.vectors()) {
  compared.forEach((asked, index) => {
    const best = exact[index]!;
    const score = innerProduct(asked, vector);
    if (best.length === 10 && score <= best[9]!.score) return;
    best.push({ id, score });
    best.sort((a, b) => b.score - a.score);
    if (best.length > 10) best.pop();
  });
}
const recall = [10, 192, 384].map((limit): [number, number] => {
  const found = compared.map((asked, index) => {
    const near = new Set(
      retriever
        .searchDense(asked, { limit })
        .slice(0, 10)
        .map((hit) => hit.passageId),
    );
    return exact[index]!.filter(({ id }) => near.has(id)).length / Math.max(1, exact[index]!.length);
  });
  // A search for fewer looks at 96.
  return [Math.max(96, limit), found.reduce((sum, each) => sum + each, 0) / found.length];
});

const delay = monitorEventLoopDelay({ resolution: 5 });
const perSecond: [number, number][] = [];
for (const atOnce of [1, 8, 64]) {
  if (atOnce === 64) delay.enable();
  let next = 0;
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await service.ask(questions[next++]!);
    }),
  );
  perSecond.push([atOnce, (count * 1000) / (performance.now() - startedMs)]);
}
delay.disable();
service.close();

const cost: AskCost = {
  passages: manifest.passages,
  openSeconds,
  steps: Object.fromEntries(steps.map((step) => [step, spreadOf(times[step])])) as Record<Step, Spread>,
  recall,
  perSecond,
  longestHold: delay.max / 1e6,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(cost));
