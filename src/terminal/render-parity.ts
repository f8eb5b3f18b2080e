import { sanitizeLine } from './sanitize.js';

/** See the report of comparing two indexes. */
interface Parity {
  readonly questions: number;
  readonly sameFirst: number;
  readonly sameTen: number;
  readonly largestDifference: number;
  readonly different: readonly string[];
}

const shown = 10;

/** How far two indexes find the same, in a few lines. */
export function renderParity(parity: Parity): string {
  const { questions, sameFirst, sameTen, largestDifference, different } = parity;
  const lines = [
    `Same best passage:        ${sameFirst} of ${questions}`,
    `Same ten, in this order:  ${sameTen} of ${questions}`,
    `Largest score difference: ${largestDifference}`,
    ...(different.length > 0 ? ['Another best passage for:'] : []),
    ...different.slice(0, shown).map((question) => `  ${sanitizeLine(question)}`),
  ];
  return `${lines.join('\n')}\n`;
}
