import type { ParityReport } from '../../../src/application/compare-indexes.js';
import type { AtOnce } from './ask-cost.js';
import type { Spread } from './statistics.js';

/** What a question asks a server for, and what is done in the process that asks. */
export const serverSteps = ['statistics', 'lexical', 'dense', 'rows', 'bot'] as const;
export type ServerStep = (typeof serverSteps)[number];

export interface ServerStepCost {
  /** Milliseconds until the answer is there. */
  readonly latency: Spread;
  /** Milliseconds of the server's processor, on average; undefined where it cannot be read. */
  readonly processor: number | undefined;
}

/** What one index costs on disk. */
export interface IndexBytes {
  readonly whole: number;
  /** Without the text of the documents. */
  readonly withoutText: number;
}

/** What the same index costs on a server. */
export interface ServerCost {
  /** The server, and how it names passages. */
  readonly description: string;
  /** What the figures do not say. */
  readonly notes: readonly string[];
  readonly copySeconds: number;
  readonly steps: Readonly<Record<ServerStep, ServerStepCost>>;
  readonly wholeAnswer: Spread;
  /** A question asked alone: of the processor, in the process that asks and in the server. */
  readonly botMilliseconds: number;
  readonly serverMilliseconds: number | undefined;
  readonly atOnce: readonly AtOnce[];
  readonly bytes: IndexBytes;
  /** Of the same index in a directory. */
  readonly embeddedBytes: IndexBytes;
  readonly parity: ParityReport;
}
