import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Embedder } from '../contracts/embedder.js';
import type { Distractor, EvaluationSet } from '../evaluation/read-squad.js';
import { openAnswerService, type ExplainingAnswerService } from './open-answer-service.js';
import { runIndexer, type IndexerReport } from './run-indexer.js';

export interface TemporaryIndexOptions {
  readonly contexts: EvaluationSet['contexts'];
  /** Documents that no question is about. */
  readonly distractors?: readonly Distractor[];
  readonly embedder: Embedder;
  readonly citations?: number;
}

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

/**
 * Indexes every context as a document with the product's own pipeline, in a temporary place that is gone when
 * `work` has ended. Every question is answered there: the threshold is 0.
 */
export async function withTemporaryIndex<Result>(
  options: TemporaryIndexOptions,
  work: (service: ExplainingAnswerService, report: IndexerReport) => Promise<Result>,
): Promise<Result> {
  const { embedder, citations = 1 } = options;
  const place = mkdtempSync(join(tmpdir(), 'isnad-evaluation-'));
  try {
    const folder = join(place, 'documents');
    writeDocuments(folder, options);
    const directory = join(place, 'index');
    const report = await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 30 });
    const service = await openAnswerService({ directory, embedder, citations, threshold: 0 });
    try {
      return await work(service, report);
    } finally {
      service.close();
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
