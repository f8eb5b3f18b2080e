import { boundaryBefore, takeUnits } from '../../text/graphemes.js';
import { looksEmpty, sanitizeForDiscord } from './plain-text.js';

// A backslash before any ASCII punctuation shows that character and nothing else. `<` and `@` begin every
// kind of mention, `:` every link and emoji; `://` is broken so that no address becomes a link.
const special = /[\\*_~`|<>[\]()@:#]/g;
/** Lists, numbered lists, and small print start a line. */
const bullets = /^([^\S\n\r\u2028\u2029]*)([-+])/gm;
const numbering = /^([^\S\n\r\u2028\u2029]*\d{1,9})(\.)/gm;

/** Shows as written: no formatting, no mention, no link, no time stamp, no list. */
export function escapeMarkdown(text: string): string {
  return sanitizeForDiscord(text)
    .replace(special, '\\$&')
    .replace(bullets, '$1\\$2')
    .replace(numbering, '$1\\$2');
}

export interface FittedLine {
  readonly markdown: string;
  /** False when text was left out, which the last character `…` tells the reader. */
  readonly isWhole: boolean;
}

/** {@link escapeMarkdown} of one line in at most `limit` units (at least 4). */
export function fitLine(text: string, limit: number, whenEmpty: string): FittedLine {
  const room = 4 * limit;
  const line = sanitizeForDiscord(takeUnits(text, room)).replace(/\s+/gu, ' ').trim();
  const hasAll = text.length <= room;
  if (looksEmpty(line)) return { markdown: whenEmpty, isWhole: hasAll };
  if (line.length <= limit && hasAll) {
    const whole = escapeMarkdown(line);
    if (whole.length <= limit) return { markdown: whole, isWhole: true };
  }
  let fits = 0;
  for (let tooLong = Math.min(line.length, limit) + 1; tooLong - fits > 1;) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (escapeMarkdown(line.slice(0, boundaryBefore(line, middle))).length < limit) fits = middle;
    else tooLong = middle;
  }
  return {
    markdown: `${escapeMarkdown(line.slice(0, boundaryBefore(line, fits)).trimEnd())}…`,
    isWhole: false,
  };
}
