import type { Span } from './span.js';

/**
 * What a value in a text is. `percent` is any share ("5 %", "نصف"), `code` what only names something ("E5", "4.2.1",
 * "رقم 317"), `count` a number of anything that is no unit.
 */
export type ValueKind =
  | 'date'
  | 'weekday'
  | 'time'
  | 'duration'
  | 'money'
  | 'percent'
  | 'measure'
  | 'count'
  | 'phone'
  | 'email'
  | 'url'
  | 'code';

/** What a unit measures. */
export type Dimension =
  | 'length'
  | 'area'
  | 'volume'
  | 'weight'
  | 'speed'
  | 'temperature'
  | 'data'
  | 'data-rate'
  | 'frequency'
  | 'power'
  | 'energy'
  | 'electricity'
  | 'pressure';

/** A value that a sentence names, with its unit and, of a range, both ends. */
export interface Value extends Span {
  readonly kind: ValueKind;
  /** Of a `measure`. */
  readonly dimension?: Dimension;
}
