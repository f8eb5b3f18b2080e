import type { CharacterClass } from './character-class.js';
import { arePaired, isBracket, toPlaceholder } from './mirrored-brackets.js';

/** A letter with its marks, a digit, a sign or a space, as it stands in a line. */
export interface Token {
  readonly text: string;
  readonly characterClass: CharacterClass;
  readonly isRaised?: boolean;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Signs that join the digits on both sides to one number, in text that runs from right to left. */
const numberSeparator = /^[.,:/٫٬]$/;
/** Signs that stand with a number of European digits where no letter runs from right to left. */
const numberSign = /^[%$€£°]$/;
const sentenceEnd = /^[.,:;!?،؛؟]$/;

function endOfNumber(tokens: readonly Token[], from: number, isBare: boolean): number {
  let to = from;
  for (;;) {
    const next = tokens[to + 1];
    if (next?.characterClass === 'digit') to++;
    else if (
      next !== undefined &&
      (numberSeparator.test(next.text) || (isBare && /^[-‐-–]$/.test(next.text))) &&
      tokens[to + 2]?.characterClass === 'digit'
    )
      to += 2;
    else if (isBare && next !== undefined && numberSign.test(next.text) && /\d/.test(tokens[to]!.text))
      return to + 1;
    else return to;
  }
}

/** The bracket that closes the one at `index`, in the order in which the line is seen; -1 for none. */
function partnerOf(tokens: readonly Token[], index: number): number {
  for (let at = index + 1; at < tokens.length; at++) {
    if (arePaired(tokens[index]!.text, tokens[at]!.text)) return at;
    if (tokens[at]!.text === tokens[index]!.text) return -1;
  }
  return -1;
}

/**
 * The stretch that runs from left to right from a Latin letter or number on, as far as the next letter that does not. A
 * bracket that closes outside of it ends it, unless Latin letters stand before: "SMS (text)" is one stretch.
 */
function endOfLatin(tokens: readonly Token[], from: number): number | undefined {
  let last: number | undefined;
  let hasLetter = false;
  for (let at = from; at < tokens.length; at++) {
    const { text, characterClass } = tokens[at]!;
    if (characterClass === 'right') break;
    if (characterClass === 'left') hasLetter = true;
    if (characterClass === 'left' || (characterClass === 'digit' && (hasLetter || at === from))) last = at;
    else if (characterClass === 'digit') last = at;
    else if (isBracket(text) && last !== undefined) {
      const partner = partnerOf(tokens, at);
      const inner = partner < 0 ? [] : tokens.slice(at + 1, partner);
      if (partner < 0 || inner.some((token) => token.characterClass === 'right')) break;
      if (!hasLetter) break;
      if (inner.some((token) => token.characterClass === 'left' || token.characterClass === 'digit'))
        last = partner;
      at = partner;
    }
  }
  return hasLetter ? last : undefined;
}

/** For each token whether a Latin letter comes before the next letter that runs from right to left. */
function findLatinAhead(tokens: readonly Token[]): boolean[] {
  const ahead = Array.from(tokens, () => false);
  for (let at = tokens.length - 1; at >= 0; at--) {
    const { characterClass } = tokens[at]!;
    ahead[at] = characterClass === 'left' || (characterClass !== 'right' && ahead[at + 1] === true);
  }
  return ahead;
}

/** The stretches of a line that read from left to right, where the line itself reads from right to left. */
function* findLeftToRight(tokens: readonly Token[]): Generator<Range> {
  const hasLatinAhead = findLatinAhead(tokens);
  const isBare = !tokens.some(({ characterClass }) => characterClass === 'right');
  for (let at = 0; at < tokens.length; at++) {
    const { characterClass } = tokens[at]!;
    if (characterClass !== 'left' && characterClass !== 'digit') continue;
    const latin = hasLatinAhead[at] ? endOfLatin(tokens, at) : undefined;
    const to = latin ?? endOfNumber(tokens, at, isBare);
    yield { from: at, to };
    at = to;
  }
}

function reverse(tokens: readonly Token[]): Token[] {
  const ordered: Token[] = [];
  const ranges = [...findLeftToRight(tokens)];
  let range = ranges.pop();
  for (let at = tokens.length - 1; at >= 0; at--) {
    if (range?.to === at) {
      for (let inside = range.from; inside <= range.to; inside++) ordered.push(tokens[inside]!);
      at = range.from;
      range = ranges.pop();
    } else {
      const token = tokens[at]!;
      ordered.push(isBracket(token.text) ? { ...token, text: toPlaceholder(token.text) } : token);
    }
  }
  return ordered;
}

/** The stretches that read from right to left, with what stands between them, where the line itself does not. */
function reverseWithin(tokens: readonly Token[]): Token[] {
  const ordered: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]!.characterClass !== 'right') {
      ordered.push(tokens[at]!);
      continue;
    }
    let last = at;
    for (let next = at + 1; next < tokens.length && tokens[next]!.characterClass !== 'left'; next++) {
      if (tokens[next]!.characterClass === 'right') last = next;
    }
    for (const token of reverse(tokens.slice(at, last + 1))) ordered.push(token);
    at = last;
  }
  return ordered;
}

/** Tokens of a line from left to right, in the order in which they are read. */
export function toLogicalOrder(tokens: readonly Token[], isRightToLeft: boolean): readonly Token[] {
  if (isRightToLeft) return reverse(tokens);
  return tokens.some(({ characterClass }) => characterClass === 'right') ? reverseWithin(tokens) : tokens;
}

/** Whether a line without letters of its own direction stands in text that runs from right to left: its stop is on the left. */
export function startsWithStop(tokens: readonly Token[]): boolean {
  return tokens.length > 1 && sentenceEnd.test(tokens[0]!.text);
}
