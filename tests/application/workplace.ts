import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import {
  openAnswerService,
  type AnswerServiceOptions,
  type ExplainingAnswerService,
} from '../../src/application/open-answer-service.js';
import { runIndexer } from '../../src/application/run-indexer.js';
import type { IndexerOptions, IndexerReport } from '../../src/application/indexer-run.js';
import type { Embedder } from '../../src/contracts/embedder.js';
import { createFakeEmbedder } from '../fakes/fake-embedder.js';

export const embedder = createFakeEmbedder();

/** The fake embedder under another name: its vectors count as those of another model. */
export function otherModel(): Embedder {
  return { ...embedder, identity: { ...embedder.identity, model: 'other', revision: 'words too' } };
}

/** What a quiet index consists of, after snapshot `snapshot`. */
export function filesOfIndex(snapshot: number): string[] {
  return [`graph-${snapshot}.hnsw`, 'indexer.lock', 'isnad.sqlite', `lexical-${snapshot}.bin`];
}

/** A documents folder with its index, both gone when the test is. */
export interface Workplace {
  readonly folder: string;
  readonly directory: string;
  /** Writes files; `undefined` deletes one. */
  readonly put: (files: Readonly<Record<string, string | Uint8Array | undefined>>) => void;
  readonly index: (options?: Partial<IndexerOptions>) => Promise<IndexerReport>;
  /** An answer service that is closed when the test is over. */
  readonly open: (options?: Partial<AnswerServiceOptions>) => Promise<ExplainingAnswerService>;
  /** Names of the files of the index, without the two that an open database has beside it. */
  readonly indexFiles: () => string[];
}

export function createWorkplace(files: Readonly<Record<string, string | Uint8Array>> = {}): Workplace {
  const place = mkdtempSync(join(tmpdir(), 'isnad-test-'));
  const folder = join(place, 'documents');
  const directory = join(place, 'index');
  mkdirSync(folder);
  // The long tests leave thousands of files to delete.
  onTestFinished(() => {
    rmSync(place, { recursive: true, force: true });
  }, 120_000);
  const workplace: Workplace = {
    folder,
    directory,
    put(changes) {
      for (const [path, content] of Object.entries(changes)) {
        const full = join(folder, path);
        mkdirSync(dirname(full), { recursive: true });
        if (content === undefined) rmSync(full);
        else writeFileSync(full, content);
      }
    },
    index: (options = {}) => runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 20, ...options }),
    async open(options = {}) {
      const service = await openAnswerService({
        directory,
        embedder,
        citations: 3,
        threshold: 0,
        ...options,
      });
      onTestFinished(() => {
        service.close();
      });
      return service;
    },
    indexFiles: () =>
      readdirSync(directory)
        .filter((name) => !/-(?:wal|shm)$/.test(name))
        .sort(),
  };
  workplace.put(files);
  return workplace;
}

/** A few lines about one made-up word, which no other text has. */
export function textAbout(word: string): string {
  return `Report on ${word}\n\nThe ${word} was seen near the old harbour. Nobody knows why it came.\n`;
}

/** Asserts that a question about `word` is answered from `path`, or from nowhere when it is undefined. */
export async function expectFound(
  service: ExplainingAnswerService,
  word: string,
  path: string | undefined,
): Promise<void> {
  const { citations } = await service.ask(`Where was the ${word} seen?`);
  const found = citations.filter(({ excerpt }) => excerpt.includes(word)).map(({ place }) => place.path);
  expect(found[0], word).toBe(path);
}
