import { describe, expect, it } from 'vitest';
import { loadSpelling } from '../../../src/query/shipped-translator.js';
import { hashTerm, termsOf } from '../../../src/text/terms.js';
import { tokenize } from '../../../src/text/tokenize.js';

/** The test that lets the character grams of some words through. */
function grams(words: string): (gram: number) => boolean {
  const held = new Set(tokenize(words).flatMap((word) => termsOf(word).grams));
  return (gram) => held.has(gram);
}

function spell(name: string, words: string): string[] {
  return loadSpelling()
    .spellHeld(name, /[a-z]/.test(name) ? 'latin' : 'arabic', grams(words))
    .map(({ text }) => text);
}

describe('a search for spellings that passages hold', () => {
  it.each([
    ['اوكسيتوسين', 'oxytocin'],
    ['سلافيا', 'Slavija'],
    ['ليتركيني', 'Letterkenny'],
    ['ميليويدوسيس', 'melioidosis'],
    // More may be written behind a name, and in front of an Arabic one.
    ['نيكسون', 'Nixons'],
    ['shoigu', 'لشويغو'],
  ])('finds %s in "%s", however unlikely it is spelled so', (name, word) => {
    const found = spell(name, `A text on ${word}, and on others`);
    expect(found.some((text) => word.toLowerCase().includes(text))).toBe(true);
  });

  it('gives nothing but what has only grams that pass', () => {
    const held = grams('Buick builds big bricks');
    const found = loadSpelling().spellHeld('بويك', 'arabic', held);
    expect(found.length).toBeGreaterThan(0);
    for (const { text } of found) {
      const marked = `^${text}`;
      for (let start = 0; start + 4 <= marked.length; start++) {
        expect(held(hashTerm(marked.slice(start, start + 4)))).toBe(true);
      }
    }
  });

  it('finds the spellings of any search where everything passes', () => {
    const free = loadSpelling().spell('مدريد', 'arabic');
    const held = loadSpelling().spellHeld('مدريد', 'arabic', () => true);
    expect(held[0]).toEqual(free[0]);
  });

  it('asks for each gram once', () => {
    const asked: number[] = [];
    loadSpelling().spellHeld('schellenberg', 'latin', (gram) => asked.push(gram) > 0);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('finds nothing where no gram passes', () => {
    expect(loadSpelling().spellHeld('غوانتانامو', 'arabic', () => false)).toEqual([]);
  });
});
