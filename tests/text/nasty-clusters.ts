import fc from 'fast-check';
import { expect } from 'vitest';

/** Single characters that a careless cut tears apart, and plain ones to stand between them. */
const clusters = [
  ...['👨‍👩‍👧‍👦', '🏴‍☠️', '👩🏽‍🚀', '👍🏿', '🇪🇬', '🇸🇦', '❤️', '5️⃣', '😀', '𠮷'],
  ...[
    'é',
    'Z͑ͫ̓ͪ',
    'نَّ',
    'ةٌ',
    'بّٰ',
    'क्षि',
    'नी',
    'กำ',
    '각',
    '\r\n',
    '،\u0301',
    '.\u0301',
    '。\u0301',
    ' \u0301',
    '؛ْ',
  ],
  ...['a', 'س', '7', '٧', '東', '.', '؟ ', '، ', ' ', ' ', '\n', '-'],
] as const;

const regional = fc.constantFrom('🇪', '🇬', '🇸', '🇦');

/** Text made of such characters, some of it without any white space. */
export const nastyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...clusters) }, { weight: 1, arbitrary: regional }),
    {
      maxLength: 80,
      size: 'max',
    },
  )
  .map((parts) => parts.join(''));

/** Without white space, so that no cutter finds an easy place. */
export const nastyWord: fc.Arbitrary<string> = nastyText.map((text) => text.replace(/\s/gu, 'ء'));

export function charactersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

/** All places between two characters of a text, found by reading the whole of it. */
export function boundariesOf(text: string): ReadonlySet<number> {
  return new Set([...Array.from(new Intl.Segmenter().segment(text), ({ index }) => index), text.length]);
}

/** What is shown of a text is made of whole characters of it, and of what is put around it. */
export function expectWholeCharacters(shown: string, text: string, added = '…'): void {
  const known = new Set(charactersOf(text));
  const torn = charactersOf(shown).filter((character) => !known.has(character) && !added.includes(character));
  expect(torn).toEqual([]);
}
