/**
 * Brackets between letters that run from right to left are drawn mirrored. Some writers of PDF name such a glyph by its
 * shape and some by its meaning, so that `(` may stand for `)`. In lines they are written as characters for private use
 * at first, and named when enough is known to tell.
 */
const brackets = '()[]{}«»<>‹›';
const firstPlaceholder = 0xe000;
const placeholders = /[\ue000-\ue00b]/g;

const placeholderOf = new Map(
  Array.from(brackets, (bracket, i) => [bracket, String.fromCharCode(firstPlaceholder + i)]),
);

export function isBracket(text: string): boolean {
  return placeholderOf.has(text);
}

/** Whether two brackets are one of a pair each. */
export function arePaired(first: string, second: string): boolean {
  const [one, other] = [brackets.indexOf(first), brackets.indexOf(second)];
  return one >= 0 && other >= 0 && one !== other && one >> 1 === other >> 1;
}

export function toPlaceholder(text: string): string {
  return placeholderOf.get(text) ?? text;
}

function nameBracket(placeholder: string, isMirrored: boolean): string {
  const index = placeholder.charCodeAt(0) - firstPlaceholder;
  return brackets.charAt(isMirrored ? index ^ 1 : index);
}

/** How many pairs of a line open before they close, named as they are, less those named the other way round. */
export function bracketBalance(line: string): number {
  let balance = 0;
  const open: number[] = [];
  for (const [placeholder] of line.matchAll(placeholders)) {
    const index = placeholder.charCodeAt(0) - firstPlaceholder;
    const last = open.at(-1);
    if (last !== undefined && last !== index && last >> 1 === index >> 1) {
      open.pop();
      balance += last % 2 === 0 ? 1 : -1;
    } else open.push(index);
  }
  return balance;
}

export function nameBrackets(line: string, isMirrored: boolean): string {
  return line.replace(placeholders, (placeholder) => nameBracket(placeholder, isMirrored));
}
