import type { Answer } from '../contracts/answer.js';

// What a terminal may act on, and JSON does not escape by itself.
const active = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/gu;

/**
 * An answer for programs: everything, spans and text as stored. Ends in a newline. Controls are written as
 * escapes, which read back as the same text.
 */
export function answerToJson(answer: Answer): string {
  const json = JSON.stringify(answer, undefined, 2).replace(
    active,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${json}\n`;
}
