import type { Spread } from './statistics.js';

/** The steps of a question, in order; a step does not include those that it calls. */
export const steps = [
  'analysis',
  'embedding',
  'graph',
  'lexical',
  'fusion',
  're-ranking',
  'sentence selection',
  'whole answer',
] as const;
export type Step = (typeof steps)[number];

export interface Recall {
  /** Candidates that a search looks at. */
  readonly ef: number;
  /** Of the ten nearest by comparing all vectors, the share that the graph finds. */
  readonly recall: number;
  /** Milliseconds of one search. */
  readonly search: Spread;
}

export interface AtOnce {
  /** Questions in flight. */
  readonly atOnce: number;
  readonly perSecond: number;
  /** Milliseconds for which the event loop was held up at the longest. */
  readonly longestHold: number;
}

/** What asking an index costs; steps in milliseconds. */
export interface AskCost {
  readonly passages: number;
  readonly openSeconds: number;
  readonly longestHoldOpening: number;
  readonly steps: Readonly<Record<Step, Spread>>;
  /** Of the processor, a question asked alone. */
  readonly cpuMilliseconds: number;
  /** As it is, and with twice as many candidates. */
  readonly recall: readonly Recall[];
  readonly atOnce: readonly AtOnce[];
  /** Resident when the index is loaded and nothing asked yet. */
  readonly loadedMegabytes: number;
  /** Resident at the most, opening and asking. */
  readonly peakMegabytes: number;
}
