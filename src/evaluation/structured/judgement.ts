import type { Verdict } from '../../contracts/verdict.js';
import type { StructuredQuestion } from './read-structured.js';

/** What is marked as the answer, or would be if every question were answered. */
export interface MarkedAnswer {
  readonly path: string;
  readonly line: number;
  readonly text: string;
  /** The short value marked in it. */
  readonly mark: string | undefined;
}

/** How far the right answer came, where another was marked. Ranks are from 1. */
export interface Trace {
  /** Of the first sentence that would have been right to mark, among those rated. */
  readonly unitRank: number | undefined;
  readonly unitsRated: number;
  /** Of the first sentence that holds any piece of the answer, among those rated. */
  readonly pieceRank: number | undefined;
  /** Of the first passage of the right document that holds the longest piece of the answer, among those retrieved. */
  readonly passageRank: number | undefined;
  readonly passagesRetrieved: number;
  /** By what the right sentence was rated lower than the one marked; what counts most first. */
  readonly differences: readonly { readonly feature: string; readonly by: number }[];
}

/** All that the evaluation notes of one question. */
export interface StructuredJudgement {
  readonly question: StructuredQuestion;
  readonly verdict: Verdict;
  readonly confidence: number;
  /** The answer marked first is of the right document and holds all pieces. False where there is no answer. */
  readonly isRight: boolean;
  /** Whether the value marked is the one asked for; undefined where none is shown or none is asked for. */
  readonly isMarkRight: boolean | undefined;
  readonly marked: MarkedAnswer | undefined;
  readonly askMs: number;
  /** Undefined unless asked for, and where the answer is right. */
  readonly trace: Trace | undefined;
}

/** Whether the documents answer the question. */
export function isAnswerable({ question }: StructuredJudgement): boolean {
  return question.pieces.length > 0;
}
