import { describe, expect, it } from 'vitest';
import { BrokenWords } from '../../../src/documents/pdf/broken-words.js';

function join(before: string, after: string, lines: readonly string[] = []): string | undefined {
  const joined = new BrokenWords(() => lines).join(before, after);
  return joined && joined.before + joined.separator + after;
}

describe('a word that a line breaks', () => {
  it.each([
    ['in two halves of a word', 'the charac-', 'teristic sign', 'the characteristic sign'],
    [
      'in two words of one',
      'sophisticated air-',
      'defence installations',
      'sophisticated air-defence installations',
    ],
    ['in words of which a list knows none', 'von Verwaltungs-', 'gebühren', 'von Verwaltungsgebühren'],
    ['behind a hyphen of its own', 'non-prolif-', 'eration', 'non-proliferation'],
    ['at the second of its hyphens', 'state-of-', 'the-art tools', 'state-of-the-art tools'],
    ['behind a single letter', 'send an e-', 'mail', 'send an e-mail'],
    ['before a capital', 'the Anglo-', 'American treaty', 'the Anglo-American treaty'],
    ['in capitals', 'IT RE-', 'QUIRES STACK', 'IT REQUIRES STACK'],
    ['behind a prefix', 'a pipeline mis-', 'predict', 'a pipeline mispredict'],
    [
      'in a line of another language',
      'viverra metus rhon-',
      'cus sem nulla',
      'viverra metus rhoncus sem nulla',
    ],
    ['before a number', 'since COVID-', '19 began', 'since COVID-19 began'],
    ['between numbers', 'pages 12-', '15', 'pages 12-15'],
    ['at the first of two that share an end', 'pre-', 'and post-war', 'pre- and post-war'],
  ])('%s', (_, before, after, whole) => {
    expect(join(before, after)).toBe(whole);
  });

  it('is written as it is elsewhere in the file', () => {
    expect(join('the multi-', 'plex', ['A Multi-plex stands here.'])).toBe('the multi-plex');
    expect(join('the air-', 'ship', ['An airship stands here.'])).toBe('the airship');
    expect(join('our Trace-', 'Monkey', ['TraceMonkey runs.'])).toBe('our TraceMonkey');
    expect(join('the air-', 'ship', ['Airship, air-ship and air‐ship.'])).toBe('the air-ship');
  });

  it.each([
    ['a dash between words', 'the city -', 'which'],
    ['the end of a sentence', 'the city.', 'which'],
    ['Arabic', 'المادة-', 'الأولى'],
    ['a hyphen before a bracket', 'the city-', '(which)'],
  ])('is not seen in %s', (_, before, after) => {
    expect(join(before, after)).toBeUndefined();
  });
});
