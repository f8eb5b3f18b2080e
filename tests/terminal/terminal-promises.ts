import { expect } from 'vitest';

/** The colours that this product writes: what is left without them must hold no control character. */

const ownColours = /\u001b\[(?:1|2|22|32|39)m/g;

export function withoutColours(output: string): string {
  return output.replace(ownColours, '');
}

/** Nothing in `output` acts on a terminal, and every line opens and closes its own isolates. */
export function expectHarmless(output: string): void {
  const plain = withoutColours(output);
  expect(plain).toMatch(/^[^\p{Cc}]*(?:[\n\t][^\p{Cc}]*)*$/u);
  expect(plain).not.toMatch(/[\u061c\u200e\u200f\u2028-\u202e\u206a-\u206f]/u);
  expect(plain.split('\n').filter((line) => !isBalanced(line))).toEqual([]);
}

/** Isolates are opened and closed on the same line, one inside another at most. */
function isBalanced(line: string): boolean {
  let open = 0;
  for (const character of line) {
    if (/[\u2066-\u2068]/u.test(character)) open++;
    if (character === '\u2069') open--;
    if (open < 0 || open > 2) return false;
  }
  return open === 0;
}
