import type { Token } from './logical-order.js';
import type { Segment } from './segments.js';
import type { RowGlyph } from './visual-rows.js';

/** Two glyphs that say the same closer together than this are one letter, printed twice to look bold. Share of the size. */
const overprint = 0.12;
/** A gap that is wider is a space, though none is drawn; one where a space is drawn may be narrower. Share of the size. */
const minGap = 0.19;
const minGapWithSpace = 0.04;

function dropOverprints(letters: readonly RowGlyph[]): RowGlyph[] {
  const kept: RowGlyph[] = [];
  for (const letter of letters) {
    const reach = overprint * letter.size;
    const isTwice = kept
      .slice(-4)
      .some(
        ({ text, left, baseline }) =>
          text === letter.text &&
          Math.abs(left - letter.left) < reach &&
          Math.abs(baseline - letter.baseline) < reach &&
          letter.right - letter.left > 0.15 * letter.size,
      );
    if (!isTwice || letter.characterClass === 'blank') kept.push(letter);
  }
  return kept;
}

function middleOf({ left, right }: RowGlyph): number {
  return (left + right) / 2;
}

function distanceTo({ left, right }: RowGlyph, x: number): number {
  return x < left ? left - x : x > right ? x - right : 0;
}

/**
 * The letter that a mark stands on: its neighbour in the order of drawing, before it where letters are drawn in the order
 * in which they are read, behind it where they are drawn from left to right; where that is none, the nearest.
 */
function findBearer(
  mark: RowGlyph,
  letters: readonly RowGlyph[],
  byOrder: ReadonlyMap<number, RowGlyph>,
  markOrders: ReadonlySet<number>,
  isDrawnVisually: boolean,
): RowGlyph | undefined {
  const middle = (mark.left + mark.right) / 2;
  const step = isDrawnVisually ? 1 : -1;
  let order = mark.order + step;
  while (markOrders.has(order)) order += step;
  const neighbour = byOrder.get(order);
  if (neighbour?.characterClass === 'right' && distanceTo(neighbour, middle) < 0.8 * neighbour.size)
    return neighbour;
  let best: RowGlyph | undefined;
  let bestDistance = Infinity;
  for (const letter of letters) {
    if (letter.characterClass === 'blank') continue;
    const centre = Math.abs((letter.left + letter.right) / 2 - middle);
    const distance = distanceTo(letter, middle) * 10 + centre * 0.1;
    if (distance < bestDistance) [best, bestDistance] = [letter, distance];
  }
  return best;
}

function placeMarks(
  letters: readonly RowGlyph[],
  marks: readonly RowGlyph[],
  isDrawnVisually: boolean,
): Map<RowGlyph, string> {
  const placed = new Map<RowGlyph, string>();
  if (marks.length === 0) return placed;
  const byOrder = new Map(letters.map((letter) => [letter.order, letter]));
  const markOrders = new Set(marks.map(({ order }) => order));
  const ordered = [...marks].sort((a, b) => (isDrawnVisually ? b.order - a.order : a.order - b.order));
  const seen = new Set<string>();
  for (const mark of ordered) {
    const bearer = findBearer(mark, letters, byOrder, markOrders, isDrawnVisually);
    if (!bearer) continue;
    const key = `${bearer.order} ${mark.text}`;
    if (seen.has(key)) continue;
    seen.add(key);
    placed.set(bearer, (placed.get(bearer) ?? '') + mark.text);
  }
  return placed;
}

/**
 * Whether a space is drawn between two letters of which one stands for a stretch of glyphs, marks among them: these may
 * reach over the space, as the tanwin of a last alef does in wide type.
 */
function isDrawnBetween(space: RowGlyph, first: RowGlyph, second: RowGlyph): boolean {
  const isStretch = first.code === -1 || second.code === -1;
  const isBetween = space.order > first.order === second.order > space.order;
  return isStretch && isBetween && space.right - space.left > minGapWithSpace * space.size;
}

/** The letters, marks and spaces of a segment from left to right. */
export function toTokens(segment: Segment, isDrawnVisually: boolean): Token[] {
  const letters = dropOverprints(
    [...segment.letters].sort(
      (a, b) => a.left - b.left || (isDrawnVisually ? a.order - b.order : b.order - a.order),
    ),
  );
  const marks = placeMarks(letters, segment.marks, isDrawnVisually);
  const spaces = [...segment.spaces].sort((a, b) => a.left + a.right - b.left - b.right);
  const tokens: Token[] = [];
  let nextSpace = 0;
  let previous: RowGlyph | undefined;
  let end = 0;
  for (const letter of letters) {
    if (letter.characterClass === 'blank') {
      end = Math.max(end, letter.right);
      continue;
    }
    if (previous) {
      const size = Math.min(letter.size, previous.size);
      const gap = letter.left - Math.max(end, previous.right);
      const from = Math.max(previous.right - 0.15 * size, (previous.left + previous.right) / 2);
      const to = Math.min(letter.left + 0.15 * size, (letter.left + letter.right) / 2);
      while (nextSpace < spaces.length && middleOf(spaces[nextSpace]!) < from) nextSpace++;
      const space = spaces[nextSpace];
      const hasSpace = space !== undefined && middleOf(space) <= to;
      // A space is one though a glyph that says nothing stands beside it.
      const whole = letter.left - previous.right;
      const isApart = whole > minGapWithSpace * size;
      if (gap > minGap * size || (hasSpace && (isApart || isDrawnBetween(space, previous, letter)))) {
        tokens.push({ text: ' ', characterClass: 'space' });
      }
    }
    const { characterClass, isRaised } = letter;
    tokens.push({
      text: letter.text + (marks.get(letter) ?? ''),
      characterClass,
      ...(isRaised && { isRaised }),
    });
    previous = letter;
    end = letter.right;
  }
  return tokens;
}
