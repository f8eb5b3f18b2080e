import type { DerivedFile } from '../contracts/manifest.js';
import type { IndexReader } from '../contracts/index-reader.js';
import type { BuildJob } from './index-file-builder.js';
import { createGraphBuilder } from './build-graph.js';
import { createLexicalBuilder } from './build-lexical.js';
import { startThreadedBuilder } from './threaded-builder.js';

export interface DerivedFiles {
  readonly lexical: DerivedFile;
  readonly graph: DerivedFile;
}

/** Both files of a snapshot in the making. */
export interface IndexBuilder {
  /** Rows have been written. */
  advance(): Promise<void>;
  /** All rows have been written: so many passages. */
  finish(passages: number): Promise<DerivedFiles>;
  /** Ends what is still under way. */
  close(): Promise<void>;
}

export interface BuildOptions {
  /** Points in the graph so far, of how many, once all rows are there. */
  readonly onPoints: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** One file after the other, when all rows are there. */
export function buildSequentially(
  reader: IndexReader,
  job: BuildJob,
  { onPoints, signal }: BuildOptions,
): IndexBuilder {
  return {
    advance: () => Promise.resolve(),
    async finish(passages) {
      const lexical = await createLexicalBuilder(reader, job, () => signal?.throwIfAborted());
      const written = await lexical.finish();
      const graph = await createGraphBuilder(reader, job, (done) => {
        onPoints(done, passages);
        signal?.throwIfAborted();
      });
      return { lexical: written, graph: await graph.finish() };
    },
    close: () => Promise.resolve(),
  };
}

/** Both files at once, in threads of their own, while the rows are being written. Gives the same files. */
export function buildConcurrently(job: BuildJob, { onPoints, signal }: BuildOptions): IndexBuilder {
  /** Known once all rows are there. */
  let total: number | undefined;
  let points = 0;
  const lexical = startThreadedBuilder({ kind: 'lexical', job }, { onBuilt: () => undefined, signal });
  const onBuilt = (done: number): void => {
    points = done;
    if (total !== undefined) onPoints(points, total);
  };
  const graph = startThreadedBuilder({ kind: 'graph', job }, { onBuilt, signal });
  return {
    async advance() {
      await Promise.all([lexical.advance(), graph.advance()]);
    },
    async finish(passages) {
      total = passages;
      // By now it may have all of them, and tell of none any more.
      onPoints(points, total);
      const [lexicalFile, graphFile] = await Promise.all([lexical.finish(), graph.finish()]);
      return { lexical: lexicalFile, graph: graphFile };
    },
    async close() {
      await Promise.all([lexical.close(), graph.close()]);
    },
  };
}
