import { Worker } from 'node:worker_threads';
import { IndexError } from '../contracts/errors.js';
import type { DerivedFile } from '../contracts/manifest.js';
import type { IndexFileBuilder, OnBuilt } from './index-file-builder.js';
import type { StartedThreadTask, ThreadNews, ThreadOrder, ThreadTask } from './builder-thread.js';
import { builderThread } from './program-files.js';

/** A builder in a thread of its own. It must be closed, whatever has become of it. */
export interface ThreadedBuilder extends IndexFileBuilder {
  close(): Promise<void>;
}

function startThread(task: StartedThreadTask): Worker {
  const { file, isScript } = builderThread();
  return new Worker(file, { eval: isScript, execArgv: [], workerData: task });
}

/** The error that {@link ThreadNews} tells of. */
function toError({ code, message, remedy }: Extract<ThreadNews, { kind: 'failed' }>): Error {
  return remedy === undefined
    ? Object.assign(new Error(message), { code })
    : new IndexError(code as IndexError['code'], message, remedy);
}

/**
 * Starts a builder in a thread of this process: it uses another core, and ends with the process, however that
 * ends. The thread reads the database through a connection of its own, so it sees what has been committed.
 */
export function startThreadedBuilder(
  task: ThreadTask,
  { onBuilt, signal }: { readonly onBuilt: OnBuilt; readonly signal?: AbortSignal | undefined },
): ThreadedBuilder {
  const stopFlag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const thread = startThread({ ...task, stopFlag });
  const ended = new Promise((resolve) => thread.once('exit', resolve));
  const failures: unknown[] = [];
  let forgetSignal = (): void => undefined;
  const finished = new Promise<DerivedFile>((resolve, reject) => {
    const fail = (error: unknown): void => {
      failures.push(error);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as it was thrown
      reject(error);
    };
    thread.on('message', (news: ThreadNews) => {
      if (news.kind === 'finished') resolve(news.file);
      else if (news.kind === 'failed') fail(toError(news));
      else onBuilt(news.passages);
    });
    thread.on('error', fail);
    thread.on('exit', () => {
      fail(new Error(`The thread of the ${task.kind} ended before its work.`));
    });
    const stop = (): void => {
      fail(signal?.reason);
    };
    signal?.addEventListener('abort', stop);
    forgetSignal = () => signal?.removeEventListener('abort', stop);
  });
  // Whoever does not wait for it any more has met another failure before.
  finished.catch(() => undefined);
  const tell = (order: ThreadOrder): void => {
    thread.postMessage(order);
  };
  return {
    advance() {
      if (failures.length > 0) return finished.then(() => undefined);
      tell('advance');
      return Promise.resolve();
    },
    finish() {
      tell('finish');
      return finished;
    },
    // It ends by itself: a thread that is terminated while it is in native code takes the process with it.
    async close() {
      forgetSignal();
      Atomics.store(stopFlag, 0, 1);
      tell('stop');
      await ended;
    },
  };
}
