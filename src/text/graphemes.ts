import type { Span } from '../contracts/span.js';

/**
 * Where text may be cut: between two characters as people see them (extended grapheme clusters, Unicode Standard
 * Annex 29), so that no emoji, flag or letter with its marks is torn apart. Only the surroundings of a cut are
 * read, for the text may be one line of many megabytes.
 */

const segmenter = new Intl.Segmenter();

/**
 * No character of any language and no emoji is longer. What is longer is a tower of marks or a chain of joiners, and
 * is cut between any two code points, so that a megabyte of it costs no more than any other text.
 */
export const maxClusterUnits = 32;
/** How far back a place is looked for where a character begins for certain; more than the longest cluster. */
const lookBackUnits = 4 * maxClusterUnits;

// White space, ASCII, Arabic, Cyrillic, kana and Han: they begin a character, except behind a sign that joins them to
// itself (a prepended sign; halves of surrogate pairs are taken to be of one). Marks and emoji are not among them.
const beginsCharacter =
  /[\t\n -~\u00a0-\u02ff\u0400-\u0482\u060c\u061b\u061f-\u064a\u0660-\u066f\u2010-\u2027\u3001-\u3029\u3041-\u3098\u4e00-\u9fff]/u;
const joinsNext = /[\r\p{Cf}\p{Cs}\u0d4e]/u;

function isLowSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}

/** Whether a regional indicator, a half of a flag, begins at a place. All of them begin with the same unit. */
function isRegionalIndicator(text: string, at: number): boolean {
  const second = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === 0xd83c && second >= 0xdde6 && second <= 0xddff;
}

/** A place at or before `at`, but not before `from`, from which on characters can be told. */
function findStart(text: string, at: number, from: number): number {
  const earliest = Math.max(from, at - lookBackUnits);
  for (let i = at; i > earliest; i--) {
    if (beginsCharacter.test(text.charAt(i)) && !joinsNext.test(text.charAt(i - 1))) return i;
  }
  if (earliest === from) return from;
  let start = isLowSurrogate(text, earliest) ? earliest - 1 : earliest;
  // Two make a flag: in a row of them only its beginning tells which belong together.
  while (start - 2 >= from && isRegionalIndicator(text, start) && isRegionalIndicator(text, start - 2)) {
    start -= 2;
  }
  return start;
}

/**
 * The last place at or before `at` that is between two characters. `within`: what is read; it begins between two
 * characters, or is read as if it did.
 */
export function boundaryBefore(
  text: string,
  at: number,
  within: Span = { start: 0, end: text.length },
): number {
  if (at <= within.start) return within.start;
  if (at >= within.end) return within.end;
  const start = findStart(text, at, within.start);
  if (start === at) return at;
  // Whether a character ends at a place is told by what stands before it and the code point behind it.
  const known = text.slice(start, Math.min(at + 2, within.end));
  const boundary = start + segmenter.segment(known).containing(at - start)!.index;
  if (at - boundary < maxClusterUnits) return boundary;
  return isLowSurrogate(text, at) ? at - 1 : at;
}

/** The first place at or after `at` that is between two characters. `within` as for {@link boundaryBefore}. */
export function boundaryAfter(
  text: string,
  at: number,
  within: Span = { start: 0, end: text.length },
): number {
  const before = boundaryBefore(text, at, within);
  if (before >= at) return before;
  const known = text.slice(before, Math.min(before + maxClusterUnits + 2, within.end));
  const { segment } = segmenter.segment(known).containing(0)!;
  if (segment.length <= maxClusterUnits) return before + segment.length;
  return isLowSurrogate(text, at) ? at + 1 : at;
}

/** At most `units` of a text, in whole characters. */
export function takeUnits(text: string, units: number): string {
  return text.length <= units ? text : text.slice(0, boundaryBefore(text, units));
}

/** At most `units` of a text in whole characters, and `…` behind them where something was left out. */
export function shorten(text: string, units: number): string {
  return text.length <= units ? text : `${takeUnits(text, units)}…`;
}
