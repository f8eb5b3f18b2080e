/**
 * SerialQueue lines of text into lines of stems, by the product's own analysis; tabs stay.
 *
 *   node --import tsx scripts/train/thesaurus/stem-lines.ts < TEXTS > STEMS
 */
import { createInterface } from 'node:readline';
import { stemWord } from '../../../src/text/terms.js';
import { tokenize } from '../../../src/text/tokenize.js';

const remembered = new Map<string, string>();

function stemsOf(text: string): string {
  const stems = tokenize(text).map(({ folded }) => {
    const stem = remembered.get(folded) ?? stemWord(folded);
    remembered.set(folded, stem);
    return stem;
  });
  return stems.join(' ');
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  process.stdout.write(`${line.split('\t').map(stemsOf).join('\t')}\n`);
}
