import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundaryAfter,
  boundaryBefore,
  maxClusterUnits,
  shorten,
  takeUnits,
} from '../../src/text/graphemes.js';
import { mixedText } from './mixed-text.js';
import { boundariesOf, expectWholeCharacters, nastyText } from './nasty-clusters.js';

function isLowHalf(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
}

describe('boundaries between characters', () => {
  it.each([
    ['family', '👨‍👩‍👧‍👦'],
    ['skin tone', '👍🏿'],
    ['flag', '🇸🇦'],
    ['third of three flags', '🇪🇬🇸🇦🇪🇬', 8],
    ['flag of England', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['keycap', '5️⃣'],
    ['Arabic letter with its diacritics', 'نَّ'],
    ['Latin letter with its accent', 'e\u0301'],
    ['mark on a space', ' \u0301'],
    ['mark on a line feed, which it cannot stand on', '\n\u0301', 1],
    ['carriage return and line feed', '\r\n'],
    ['Devanagari syllable', 'क्षि'],
    ['Hangul syllable of three letters', '\u1100\u1161\u11a8'],
    ['Arabic number sign and its digit', '\u0600٧'],
  ])('lie around a %s and not inside', (_, character, start = 0) => {
    const text = `ab${character}cd`;
    const end = start === 1 ? 1 : character.length;
    for (let at = start + 1; at < end; at++) {
      expect(boundaryBefore(text, 2 + at)).toBe(2 + start);
      expect(boundaryAfter(text, 2 + at)).toBe(2 + end);
    }
    expect(boundaryBefore(text, 2 + start)).toBe(2 + start);
    expect(boundaryAfter(text, 2 + end)).toBe(2 + end);
  });

  it('are those that reading the whole text finds', () => {
    fc.assert(
      fc.property(fc.oneof(nastyText, mixedText), (text) => {
        const sorted = [...boundariesOf(text)].sort((a, b) => a - b);
        for (let at = 0; at <= text.length; at++) {
          const before = sorted.findLast((boundary) => boundary <= at)!;
          const after = sorted.find((boundary) => boundary >= at)!;
          if (after - before > maxClusterUnits) continue;
          expect(boundaryBefore(text, at)).toBe(before);
          expect(boundaryAfter(text, at)).toBe(after);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are looked for within a span as if it were all of the text', () => {
    fc.assert(
      fc.property(nastyText, nastyText, nastyText, fc.nat(400), (before, inside, after, offset) => {
        const text = before + inside + after;
        const span = { start: before.length, end: before.length + inside.length };
        const at = Math.min(offset, inside.length);
        expect(boundaryBefore(text, span.start + at, span)).toBe(span.start + boundaryBefore(inside, at));
        expect(boundaryAfter(text, span.start + at, span)).toBe(span.start + boundaryAfter(inside, at));
      }),
    );
  });

  it.each([
    ['marks on one letter', '\u064e', 0],
    ['marks of two units on one letter', '\u{1e8d0}', 0],
    ['emoji joined to one', '👩\u200d', 0],
    ['joiners', '\u200d', 0],
    ['flags', '🇸🇦', 8],
    ['emoji', '😀', 8],
    ['Hangul letters', '\u1100', 0],
    ['prepended signs', '\u0600', 0],
  ])('are found without reading a megabyte of %s', (_, unit, longestRead) => {
    const text = `a${unit.repeat(500_000)}`;
    const at = 400_001;
    const boundary = boundaryBefore(text, at);
    expect(boundary).toBeLessThanOrEqual(at);
    expect(boundary).toBeGreaterThan(at - maxClusterUnits);
    expect(boundaryAfter(text, at) - boundary).toBeLessThanOrEqual(maxClusterUnits);
    for (const cut of [boundary, boundaryAfter(text, at)]) expect(isLowHalf(text, cut)).toBe(false);
    if (longestRead > 0) {
      const around = text.slice(1);
      expect(boundaryBefore(around, 400_003) % unit.length).toBe(0);
    }
  });
});

describe('a text cut to a length', () => {
  it('keeps whole characters from its beginning', () => {
    fc.assert(
      fc.property(nastyText, fc.nat(200), (text, units) => {
        const taken = takeUnits(text, units);
        expect(taken.length).toBeLessThanOrEqual(units);
        expect(text.startsWith(taken)).toBe(true);
        expect(boundariesOf(text)).toContain(taken.length);
        const shown = shorten(text, units);
        expect(shown).toBe(taken === text ? text : `${taken}…`);
        expectWholeCharacters(taken, text);
      }),
    );
  });
});
