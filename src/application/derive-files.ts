import type { DerivedFile } from '../contracts/manifest.js';
import type { IndexReader } from '../store/index-reader.js';
import type { DerivationJob } from './derivation.js';
import { createGraphDerivation } from './derive-graph.js';
import { createLexicalDerivation } from './derive-lexical.js';
import { startThreadDerivation } from './thread-derivation.js';

export interface DerivedFiles {
  readonly lexical: DerivedFile;
  readonly graph: DerivedFile;
}

/** Both files of a generation in the making. */
export interface Derivations {
  /** Rows have been written. */
  advance(): Promise<void>;
  /** All rows have been written. */
  finish(): Promise<DerivedFiles>;
  /** Ends what is still under way. */
  close(): Promise<void>;
}

export interface DerivingOptions {
  /** Points in the graph so far, once all rows are there. */
  readonly onPoints: (done: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** One file after the other, when all rows are there. */
export function deriveAfterwards(
  reader: IndexReader,
  job: DerivationJob,
  { onPoints, signal }: DerivingOptions,
): Derivations {
  return {
    advance: () => Promise.resolve(),
    async finish() {
      const lexical = await createLexicalDerivation(reader, job, () => signal?.throwIfAborted());
      const written = await lexical.finish();
      const graph = await createGraphDerivation(reader, job, (done) => {
        onPoints(done);
        signal?.throwIfAborted();
      });
      return { lexical: written, graph: await graph.finish() };
    },
    close: () => Promise.resolve(),
  };
}

/** Both files at once, in threads of their own, while the rows are being written. Gives the same files. */
export function deriveMeanwhile(job: DerivationJob, { onPoints, signal }: DerivingOptions): Derivations {
  let isFinishing = false;
  const lexical = startThreadDerivation({ kind: 'lexical', job }, { onDerived: () => undefined, signal });
  const onDerived = (done: number): void => {
    if (isFinishing) onPoints(done);
  };
  const graph = startThreadDerivation({ kind: 'graph', job }, { onDerived, signal });
  return {
    async advance() {
      await Promise.all([lexical.advance(), graph.advance()]);
    },
    async finish() {
      isFinishing = true;
      const [lexicalFile, graphFile] = await Promise.all([lexical.finish(), graph.finish()]);
      return { lexical: lexicalFile, graph: graphFile };
    },
    async close() {
      await Promise.all([lexical.close(), graph.close()]);
    },
  };
}
