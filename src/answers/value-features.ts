import type { Query } from '../contracts/query.js';
import type { Span } from '../contracts/span.js';
import type { Token } from '../contracts/token.js';
import { isIn } from '../text/word-set.js';
import { isNamed } from './choose-value.js';
import { formsWithSigns, hasFormSign } from './form-sign.js';
import type { ReadText, TextReader } from './text-reader.js';

/** What a sentence has of the kind of thing that is asked for. Finding values takes longer than all else of a sentence. */
export interface ValueFeatures {
  /** 1 where the question asks for a reason, a person or a place, and the sentence has a sign of it. */
  readonly formSign: number;
  /** 1 where the question asks for one of these, and the sentence has no sign of it. */
  readonly noFormSign: number;
  /**
   * 1 where the question asks for a kind of value, and the sentence has one of the likeliest kind, in the unit that is asked
   * for; less where it has one of another kind that may answer.
   */
  readonly askedValue: number;
  /** 1 where the question asks for a kind of value, and the sentence has none of it. */
  readonly noAskedValue: number;
}

export const valueFeatureNames = [
  'formSign',
  'noFormSign',
  'askedValue',
  'noAskedValue',
] as const satisfies readonly (keyof ValueFeatures)[];

/** Those of a sentence whose values are not known yet. */
export const unknownValues: ValueFeatures = {
  formSign: 0,
  noFormSign: 0,
  askedValue: 0,
  noAskedValue: 0,
};

/** What a value counts of a kind that may answer, where another is likelier: a weekday for a "when". */
const unlikelierKind = 0.5;

/** Whether one of the values of a text, whose words these are, is an amount of the unit. */
function isOfUnit(values: readonly Span[], words: readonly Token[], unit: ReadonlySet<string>): boolean {
  return values.some((value) =>
    words.some(({ folded, start, end }) => start < value.end && end > value.start && isIn(unit, folded)),
  );
}

/** Finds what a sentence has of what is asked for, by the query that `reader` reads for. */
export function findValueFeatures(query: Query, reader: TextReader, read: ReadText): ValueFeatures {
  const { questionForm, askedValues, askedUnit } = query;
  const wantsSign = formsWithSigns.has(questionForm);
  const hasSign = wantsSign && hasFormSign(read, questionForm);
  // "Quillet 2": a number that the question gives is none that it asks for.
  const values = reader
    .askedValues(read.text)
    .filter((value) => value.kind !== 'count' || !isNamed(read.text, value, query));
  const isAsked = values.length > 0 && (!askedUnit || isOfUnit(values, read.words, askedUnit));
  const isLikeliest = values.some(({ kind }) => kind === askedValues[0]);
  return {
    formSign: hasSign ? 1 : 0,
    noFormSign: wantsSign && !hasSign ? 1 : 0,
    askedValue: !isAsked ? 0 : isLikeliest ? 1 : unlikelierKind,
    noAskedValue: askedValues.length > 0 && values.length === 0 ? 1 : 0,
  };
}
