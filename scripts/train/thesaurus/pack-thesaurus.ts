/**
 * Packs what thesaurus.py has written into the file that ships.
 *
 *   node --import tsx scripts/train/thesaurus/pack-thesaurus.ts NEIGHBOURS.tsv OUT.bin
 *
 * A line: a stem, then neighbour and similarity in turn, tab-separated.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { hashTerm } from '../../../src/text/terms.js';
import { encodeThesaurus } from '../../../src/query/thesaurus.js';
import { countOf } from '../../../src/text/count.js';

const [tsv, out] = process.argv.slice(2);
if (tsv === undefined || out === undefined) {
  process.stderr.write(
    'usage: node --import tsx scripts/train/thesaurus/pack-thesaurus.ts NEIGHBOURS.tsv OUT.bin\n',
  );
  process.exit(2);
}
const entries = new Map(
  readFileSync(tsv, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [stem, ...rest] = line.split('\t');
      const neighbours = Array.from({ length: rest.length / 2 }, (_, index) => ({
        term: hashTerm(rest[2 * index]!),
        similarity: Number(rest[2 * index + 1]),
      }));
      return [hashTerm(stem!), neighbours] as const;
    }),
);
const file = encodeThesaurus(entries);
writeFileSync(out, file);
process.stdout.write(`${countOf(entries.size, 'stem')}, ${countOf(file.length, 'byte')}\n`);
