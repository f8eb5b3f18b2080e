import type { Answer } from '../contracts/answer.js';

/** An answer for programs: everything, spans and text as stored. Ends in a newline. */
export function answerToJson(answer: Answer): string {
  return `${JSON.stringify(answer, undefined, 2)}\n`;
}
