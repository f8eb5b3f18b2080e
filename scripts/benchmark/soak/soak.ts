import { readdirSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fitLine, type Line } from '../speed/statistics.js';

/** What a process holds at a moment, garbage collected before. */
export interface Held {
  readonly asked: number;
  readonly residentMegabytes: number;
  readonly heapMegabytes: number;
  /** Undefined where the system does not say (/proc/self/fd). */
  readonly descriptors: number | undefined;
}

export interface SoakOptions {
  readonly ask: (question: string) => Promise<unknown>;
  /** Asked in turn, again and again. */
  readonly questions: readonly string[];
  readonly count: number;
  /** How often it is looked at what the process holds, evenly. */
  readonly looks: number;
  /** Questions in flight. */
  readonly atOnce: number;
  readonly onLook?: (held: Held) => void;
}

function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

function countDescriptors(): number | undefined {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return undefined;
  }
}

/** Asks many questions in this process; gives what it holds now and then, the first time before any question. */
export async function soak(options: SoakOptions): Promise<Held[]> {
  const { ask, questions, count, looks, atOnce, onLook } = options;
  const collect = exposedCollector();
  const held: Held[] = [];
  let asked = 0;
  const look = async (): Promise<void> => {
    // Timers and the like of the last question end first.
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
    collect();
    const { rss, heapUsed, external } = process.memoryUsage();
    const now: Held = {
      asked,
      residentMegabytes: rss / 2 ** 20,
      heapMegabytes: (heapUsed + external) / 2 ** 20,
      descriptors: countDescriptors(),
    };
    held.push(now);
    onLook?.(now);
  };
  await look();
  for (let round = 1; round <= looks; round++) {
    const until = Math.round((count * round) / looks);
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (asked < until) {
          await ask(questions[asked++ % questions.length]!);
          // Timers and signals have their turn, as they have between questions from without.
          await setImmediate();
        }
      }),
    );
    await look();
  }
  return held;
}

/** Growth a thousand questions, of the looks behind the first `warmUp` questions. */
export interface Growth {
  readonly resident: Line | undefined;
  readonly heap: Line | undefined;
  readonly descriptors: Line | undefined;
}

export function growthOf(held: readonly Held[], warmUp: number): Growth {
  const late = held.filter(({ asked }) => asked >= warmUp);
  const fit = (of: (each: Held) => number | undefined): Line | undefined =>
    fitLine(
      late.flatMap((each): [number, number][] => {
        const value = of(each);
        return value === undefined ? [] : [[each.asked / 1000, value]];
      }),
    );
  return {
    resident: fit(({ residentMegabytes }) => residentMegabytes),
    heap: fit(({ heapMegabytes }) => heapMegabytes),
    descriptors: fit(({ descriptors }) => descriptors),
  };
}
