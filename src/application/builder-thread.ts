/** What runs in a builder's own thread; `threaded-builder.ts` starts it and talks to it. */
import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { IsnadError } from '../contracts/errors.js';
import type { DerivedFile } from '../contracts/manifest.js';
import type { IndexReader } from '../contracts/index-reader.js';
import { explainWriting } from '../store/index-errors.js';
import { openIndexStore } from '../store/open-index-store.js';
import type { BuildJob, OnBuilt } from './index-file-builder.js';
import { createGraphBuilder } from './build-graph.js';
import { createLexicalBuilder } from './build-lexical.js';

export interface ThreadTask {
  readonly kind: 'graph' | 'lexical';
  readonly job: BuildJob;
}

export interface StartedThreadTask extends ThreadTask {
  /** Not zero once the thread is to stop: it is seen in the midst of work too, where no order is read. */
  readonly stopFlag: Int32Array<SharedArrayBuffer>;
}

/** What the thread is told. */
export type ThreadOrder = 'advance' | 'finish' | 'stop';

/** What it tells. An error crosses to another thread without its class. */
export type ThreadNews =
  | { readonly kind: 'derived'; readonly passages: number }
  | { readonly kind: 'finished'; readonly file: DerivedFile }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly remedy?: string };

const { kind, job, stopFlag } = workerData as StartedThreadTask;
const port = parentPort!;
const tell = (news: ThreadNews): void => {
  port.postMessage(news);
};
// From the first moment, so that none is missed while the last file is loaded.
const orders = on(port, 'message') as AsyncIterable<[ThreadOrder]>;

async function derive(reader: IndexReader): Promise<DerivedFile | undefined> {
  const onBuilt: OnBuilt = (passages) => {
    if (Atomics.load(stopFlag, 0) !== 0) throw new Error('Stopped.');
    tell({ kind: 'derived', passages });
  };
  const create = kind === 'graph' ? createGraphBuilder : createLexicalBuilder;
  const builder = await create(reader, job, onBuilt);
  for await (const [order] of orders) {
    if (order === 'stop') return undefined;
    if (order === 'finish') return builder.finish();
    await builder.advance();
  }
  return undefined;
}

async function run(): Promise<void> {
  const store = openIndexStore(job.directory);
  try {
    const file = await derive(store.openReader(job.snapshot));
    if (file) tell({ kind: 'finished', file });
  } finally {
    store.close();
  }
}

try {
  await run();
} catch (error) {
  const explained = explainWriting(error, job.directory);
  const message = explained instanceof Error ? explained.message : String(explained);
  const code = explained instanceof Error && 'code' in explained ? String(explained.code) : '';
  tell({
    kind: 'failed',
    code,
    message,
    ...(explained instanceof IsnadError && { remedy: explained.remedy }),
  });
}
port.close();
