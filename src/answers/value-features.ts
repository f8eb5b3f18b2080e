import type { Query } from '../contracts/query.js';
import { signalsFor } from '../text/answer-type-signals.js';
import { rateSignal } from './answer-type-signal.js';
import type { ReadText, TextReader } from './text-reader.js';

/** What a sentence has of the kind of thing that is asked for. Finding values takes longer than all else of a sentence. */
export interface ValueFeatures {
  /** 1 where the sentence has what the type of question asks for: an amount in the unit asked for. */
  readonly answerTypeSignal: number;
  /** 1 for a sentence without any date or number, where the question asks for one. */
  readonly missingSignal: number;
  /** 1 where the question asks for a kind of value and the sentence has one of it. */
  readonly askedValue: number;
  /** 1 where the question asks for a kind of value and the sentence has none of it. */
  readonly noAskedValue: number;
}

export const valueFeatureNames = [
  'answerTypeSignal',
  'missingSignal',
  'askedValue',
  'noAskedValue',
] as const satisfies readonly (keyof ValueFeatures)[];

/** Those of a sentence whose values are not known yet. */
export const unknownValues: ValueFeatures = {
  answerTypeSignal: 0,
  missingSignal: 0,
  askedValue: 0,
  noAskedValue: 0,
};

/** Finds what a sentence has of what is asked for, by the query that `reader` reads for. */
export function findValueFeatures(
  query: Query,
  reader: TextReader,
  { text, words }: ReadText,
): ValueFeatures {
  const { signal, hasAny } = rateSignal(text, query, words);
  const asksForValue = query.askedValues.length > 0;
  const hasValue = reader.askedValues(text).length > 0;
  return {
    answerTypeSignal: signal,
    missingSignal: signalsFor(query.answerType) !== 0 && !hasAny ? 1 : 0,
    askedValue: hasValue ? 1 : 0,
    noAskedValue: asksForValue && !hasValue ? 1 : 0,
  };
}
