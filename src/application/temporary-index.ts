import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Embedder } from '../contracts/embedder.js';
import type { Distractor, EvaluationSet } from '../evaluation/read-squad.js';
import { openAnswerService, type ExplainingAnswerService } from './open-answer-service.js';
import { runIndexer } from './run-indexer.js';
import type { IndexerReport } from './indexer-run.js';

interface AskingOptions {
  readonly embedder: Embedder;
  readonly citations?: number;
  /** Lowest confidence that counts as an answer; 0 where absent: every question is answered. */
  readonly threshold?: number;
}

export interface TemporaryIndexOptions extends AskingOptions {
  readonly contexts: EvaluationSet['contexts'];
  /** Documents that no question is about. */
  readonly distractors?: readonly Distractor[];
}

export interface TemporaryFolderOptions extends AskingOptions {
  readonly folder: string;
  /** Paths relative to the folder; no other file of it is indexed. */
  readonly documents: readonly string[];
}

/** What is done with a temporary index. */
export type Work<Result> = (service: ExplainingAnswerService, report: IndexerReport) => Promise<Result>;

/** The path of a context's document. */
export function contextPath(context: number): string {
  return `contexts/${String(context).padStart(7, '0')}.txt`;
}

function writeDocuments(folder: string, { contexts, distractors = [] }: TemporaryIndexOptions): void {
  for (const name of ['contexts', 'distractors']) mkdirSync(join(folder, name), { recursive: true });
  contexts.forEach((context, index) => {
    writeFileSync(join(folder, contextPath(index)), context);
  });
  distractors.forEach(({ title, text }, index) => {
    const name = `${String(index).padStart(7, '0')}.txt`;
    writeFileSync(join(folder, 'distractors', name), title === '' ? text : `${title}\n${text}`);
  });
}

/** Indexes what `fill` puts into a folder, in a temporary place that is gone when `work` has ended. */
async function withFilledFolder<Result>(
  fill: (folder: string) => void,
  { embedder, citations = 1, threshold = 0 }: AskingOptions,
  work: Work<Result>,
): Promise<Result> {
  const place = mkdtempSync(join(tmpdir(), 'isnad-evaluation-'));
  try {
    const folder = join(place, 'documents');
    mkdirSync(folder);
    fill(folder);
    const directory = join(place, 'index');
    const report = await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 30 });
    const service = await openAnswerService({ directory, embedder, citations, threshold });
    try {
      return await work(service, report);
    } finally {
      service.close();
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Indexes every context as a document with the product's own pipeline, in a temporary place. */
export function withTemporaryIndex<Result>(
  options: TemporaryIndexOptions,
  work: Work<Result>,
): Promise<Result> {
  return withFilledFolder(
    (folder) => {
      writeDocuments(folder, options);
    },
    options,
    work,
  );
}

/** Indexes documents of a folder, byte for byte, with the product's own pipeline, in a temporary place. */
export function withTemporaryFolder<Result>(
  options: TemporaryFolderOptions,
  work: Work<Result>,
): Promise<Result> {
  return withFilledFolder(
    (folder) => {
      for (const path of options.documents) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        copyFileSync(join(options.folder, path), join(folder, path));
      }
    },
    options,
    work,
  );
}
