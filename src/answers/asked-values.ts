import type { Query } from '../contracts/query.js';
import type { Token } from '../contracts/token.js';
import type { Value } from '../contracts/value.js';
import { findTypedValues } from '../text/find-values.js';

/** Whether a value is of a kind that answers. */
function answers({ kind, dimension }: Value, { askedValues, askedDimension }: AskedValues): boolean {
  if (!askedValues.includes(kind)) return false;
  return (
    kind !== 'measure' ||
    askedDimension === undefined ||
    dimension === undefined ||
    dimension === askedDimension ||
    // "مساحتها 340 متر": square ones are meant.
    (askedDimension === 'area' && dimension === 'length')
  );
}

export type AskedValues = Pick<Query, 'askedValues' | 'askedDimension'>;

/** The values in a text that are of a kind that is asked for, in order; none where the question asks for none. */
export function findAskedValues(text: string, asked: AskedValues, words?: readonly Token[]): Value[] {
  if (asked.askedValues.length === 0) return [];
  return findTypedValues(text, words).filter((value) => answers(value, asked));
}
