import { stemWord } from '../../text/terms.js';
import { wordSet } from '../../text/word-set.js';
import { dialectNouns } from './dialect-nouns.js';
import { dialectVerbs } from './dialect-verbs.js';
import { englishSynonyms } from './english-synonyms.js';
import { everydaySynonyms } from './everyday-synonyms.js';
import { officeSynonyms } from './office-synonyms.js';

/** Of a dialect word to its standard ones, and of words of one meaning to each other. */
const similarities = { dialect: 0.8, synonym: 0.6 } as const;

/** By what table a word stands for another. */
export type Table = keyof typeof similarities;

type Related = ReadonlyMap<string, ReadonlySet<string>>;

/** Lines with words of meaning, without those that name a subject. */
function linesOf(table: string): string[] {
  return table.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

function relate(related: Map<string, Set<string>>, from: ReadonlySet<string>, to: ReadonlySet<string>): void {
  for (const word of from) {
    // By its stem too, so that a plural and a word with an ending are found; a short stem may be that of another word.
    const stem = stemWord(word);
    for (const key of stem.length > 3 ? new Set([word, stem]) : [word]) {
      const known = related.get(key) ?? new Set<string>();
      for (const other of to) if (other !== word) known.add(other);
      related.set(key, known);
    }
  }
}

function readDialect(): Related {
  const related = new Map<string, Set<string>>();
  for (const line of linesOf(dialectVerbs + dialectNouns)) {
    const [words = '', standard = ''] = line.split('=');
    relate(related, wordSet(words), wordSet(standard));
  }
  return related;
}

function readSynonyms(): Related {
  const related = new Map<string, Set<string>>();
  for (const line of linesOf(officeSynonyms + everydaySynonyms + englishSynonyms))
    relate(related, wordSet(line), wordSet(line));
  return related;
}

const tables: Readonly<Record<Table, Related>> = { dialect: readDialect(), synonym: readSynonyms() };

/** Words that a folded one of a question may stand for, by those of the tables that are wanted, with their similarity. */
export function findRelatedWords(folded: string, wanted: ReadonlySet<string>): [string, number][] {
  return (Object.keys(tables) as Table[])
    .filter((table) => wanted.has(table))
    .flatMap((table) =>
      [...(tables[table].get(folded) ?? [])].map((word): [string, number] => [word, similarities[table]]),
    );
}
