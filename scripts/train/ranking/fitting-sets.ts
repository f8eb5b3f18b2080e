import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readHeldEnglish, readSet, type FittingSet } from './read-set.js';

const here = dirname(fileURLToPath(import.meta.url));
const project = join(here, '../../..');

/** The documents with structure that are fitted on; questions about the others are only measured. */
export const fittingDocuments = join(here, 'fitting-documents.txt');

/** What a model is fitted to. */
export interface FittingSource {
  readonly name: string;
  readonly read: (data: string) => FittingSet;
  /** Only every so-manieth question is asked. */
  readonly every?: number;
  /** How much of the whole it makes up, against the others. */
  readonly share: number;
  /** Questions about documents with structure: cross-validation leaves their documents out in turn. */
  readonly isStructured?: boolean;
}

const checksums = new Map(
  readFileSync(join(here, '../data.sha256'), 'utf8')
    .trim()
    .split('\n')
    .map((line): [string, string] => [line.split(/\s+/u)[1]!, line.split(/\s+/u)[0]!]),
);

/** The path of a file of DATA, which is the one that the shipped models were fitted to. */
function checked(data: string, name: string): string {
  const path = join(data, name);
  const sum = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (sum !== checksums.get(name)) {
    process.stderr.write(`${path}: its SHA-256 is not that in data.sha256.\n`);
    process.exit(2);
  }
  return path;
}

const arcd = 'dev/arcd-train.squad.json.gz';

/** Those of the sentences and the confidence. */
export const answerSources: readonly FittingSource[] = [
  {
    name: 'documents',
    share: 1,
    read: (data) => {
      for (const file of ['ar', 'en', 'mixed']) checked(data, `structured/${file}.jsonl`);
      return readSet(join(data, 'structured'), { only: fittingDocuments });
    },
    isStructured: true,
  },
  {
    name: 'own documents',
    share: 1,
    read: () => readSet(join(project, 'scripts/data/structured')),
    isStructured: true,
  },
  {
    name: 'documents, other language',
    share: 0.4,
    read: (data) => readSet(checked(data, 'structured/cross.jsonl'), { only: fittingDocuments }),
    isStructured: true,
  },
  {
    name: 'own documents, other language',
    share: 0.3,
    read: () => readSet(join(project, 'scripts/data/structured/cross.jsonl')),
    isStructured: true,
  },
  { name: 'ARCD', share: 1, read: (data) => readSet(checked(data, arcd)), every: 5 },
  {
    name: 'ARCD with titles',
    share: 1,
    read: (data) => readSet(checked(data, arcd), { withTitles: true }),
    every: 5,
  },
  {
    name: 'English',
    share: 1,
    read: (data) => readHeldEnglish(checked(data, 'train/tydi-en.jsonl.gz')),
    every: 5,
  },
];

/** Those of the re-ranking; each is asked alone, and among the articles of {@link readArticlesPath}. */
export const passageSources: readonly FittingSource[] = [
  {
    name: 'TyDi',
    share: 1,
    read: (data) => readSet(checked(data, 'dev/tydi-ar-dev.squad.json.gz')),
  },
  { name: 'ARCD', share: 1, read: (data) => readSet(checked(data, arcd)) },
  {
    name: 'English',
    share: 1,
    read: (data) => readHeldEnglish(checked(data, 'train/tydi-en.jsonl.gz')),
  },
];

/** The news articles that passages are found among. */
export function articlesPath(data: string): string {
  return checked(data, 'train/antcorpus-news.jsonl.gz');
}
