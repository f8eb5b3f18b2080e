import type { AnswerLanguage } from '../../contracts/answer.js';
import { detectLanguage } from '../../text/language.js';

const rightToLeftMark = '\u200f';
const leftToRightMark = '\u200e';
const leftToRightIsolate = '\u2066';
const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';

/** A line of our own words. Discord takes a line's direction from its first strong character. */
export function directed(language: AnswerLanguage, line: string): string {
  return language === 'ar' ? rightToLeftMark + line : line;
}

/** A line of somebody's text, in the direction of its own language. */
export function selfDirected(line: string): string {
  return directed(detectLanguage(line), line);
}

/** A title or name inside a line, whatever its language: it does not reorder what stands beside it. */
export function isolate(text: string): string {
  return firstStrongIsolate + text + popIsolate;
}

/** A number or address inside a line. */
export function isolateLeftToRight(text: string): string {
  return leftToRightIsolate + text + popIsolate;
}

const digitsBehindArabic = /(?<=\p{Script=Arabic}[^\p{L}\d]{0,8})\d/gu;

/** A path: digits behind Arabic letters would otherwise be read from right to left, 2020-05 as 05-2020. */
export function isolatePath(path: string): string {
  return isolateLeftToRight(path.replace(digitsBehindArabic, `${leftToRightMark}$&`));
}
