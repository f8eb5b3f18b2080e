import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { indexDirectory } from '../../../src/application/index-location.js';
import type { Article } from './articles.js';
import { countOf } from '../../../src/text/count.js';

/** Files in one folder: some file systems grow slow with more. */
const filesPerFolder = 1_000;

/** Where a number of articles and their index stand. */
export interface Collection {
  readonly articles: number;
  readonly folder: string;
  readonly indexRoot: string;
  /** The index of `folder` below `indexRoot`. */
  readonly directory: string;
  /** What making the index has cost; written when it is whole. */
  readonly costsPath: string;
}

function filePath(folder: string, index: number): string {
  const part = String(Math.floor(index / filesPerFolder)).padStart(4, '0');
  return join(folder, part, `${String(index).padStart(7, '0')}.txt`);
}

/** Names the places below `place`; makes nothing but the folder of documents. */
export function locateCollection(place: string, name: string, articles: number): Collection {
  const own = join(place, `${name}-${articles}`);
  const folder = join(own, 'documents');
  const indexRoot = join(own, 'indexes');
  mkdirSync(folder, { recursive: true });
  // The name of the index depends on the real path of the folder, which is there by now.
  const directory = indexDirectory(indexRoot, folder);
  return { articles, folder, indexRoot, directory, costsPath: join(own, 'costs.json') };
}

/** Writes the first of `articles` as text files, in place of what is there. */
export function writeDocuments({ folder, articles: count }: Collection, articles: Iterable<Article>): void {
  rmSync(folder, { recursive: true, force: true });
  let index = 0;
  for (const { title, text } of articles) {
    const path = filePath(folder, index);
    if (index % filesPerFolder === 0) mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${title}\n\n${text}\n`);
    if (++index === count) return;
  }
  throw new Error(`${countOf(count, 'article')} wanted, and there are ${index}.`);
}

/** Adds a sentence to every hundredth document; gives how many that are. */
export function changeOneInHundred({ folder, articles }: Collection): number {
  let changed = 0;
  for (let index = 0; index < articles; index += 100) {
    appendFileSync(filePath(folder, index), 'جملة جديدة في آخر المقال.\n');
    changed++;
  }
  return changed;
}

/** What was kept of an earlier run; undefined where there is nothing whole. */
export function readCosts({ costsPath, directory }: Collection): unknown {
  if (!existsSync(costsPath) || !existsSync(directory)) return undefined;
  return JSON.parse(readFileSync(costsPath, 'utf8')) as unknown;
}

export function writeCosts(collection: Collection, costs: unknown): void {
  writeFileSync(collection.costsPath, `${JSON.stringify(costs, undefined, 2)}\n`);
}
