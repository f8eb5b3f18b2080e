import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { OpenSnapshot } from '../../../src/application/open-snapshot.js';
import type { AtOnce } from './ask-cost.js';
import { makeQuestions } from './questions.js';

/** Asked before anything is measured. */
const warmUp = 50;

/** Questions in flight. */
const widths = [1, 8, 64] as const;
type Width = (typeof widths)[number];

/** Questions of which none was asked before: what a server's client remembers of others must not make them cheap. */
export interface Questions {
  readonly warmUp: readonly string[];
  readonly alone: readonly string[];
  readonly atOnce: Readonly<Record<Width, readonly string[]>>;
}

/** Questions about the documents of an index: the same for the same ids. */
export async function drawQuestions({ reader }: OpenSnapshot, count: number): Promise<Questions> {
  const ids = await reader.findPassageIds();
  const drawn = await makeQuestions(warmUp + count * (1 + widths.length), async (random) => {
    const [passage] = await reader.findPassages([ids[Math.floor(random() * ids.length)]!]);
    const document = passage && (await reader.findDocument(passage.documentId));
    return document && { text: document.text, sentences: passage.sentences };
  });
  const take = (): string[] => drawn.splice(0, count);
  return { warmUp: drawn.splice(0, warmUp), alone: take(), atOnce: { 1: take(), 8: take(), 64: take() } };
}

/** How long the event loop was held up at the longest meanwhile. */
export async function watchLoop(work: () => Promise<void>): Promise<number> {
  const resolution = 1;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  await work();
  // One more turn, so that what held the loop at the very end is seen too.
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  return Math.max(0, delay.max / 1e6 - resolution);
}

/** Milliseconds of the processor that this process has had. */
export function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Asks all questions with so many in flight; `onAlone` is told when those that are asked one by one are through. */
export async function askAtOnce(
  ask: (question: string) => Promise<unknown>,
  questions: Questions,
  onAlone: () => void,
): Promise<AtOnce[]> {
  const atOnce: AtOnce[] = [];
  for (const width of widths) {
    const asked = questions.atOnce[width];
    let next = 0;
    const startedMs = performance.now();
    const longestHold = await watchLoop(async () => {
      await Promise.all(
        Array.from({ length: width }, async () => {
          while (next < asked.length) {
            await ask(asked[next++]!);
            // Questions come from without, in a turn of their own.
            await setImmediate();
          }
        }),
      );
    });
    atOnce.push({
      atOnce: width,
      perSecond: (asked.length * 1000) / (performance.now() - startedMs),
      longestHold,
    });
    if (width === 1) onAlone();
  }
  return atOnce;
}
