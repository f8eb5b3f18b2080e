/** A process that reads files, and does to itself what the path of a file says. */
import type { FileProblem } from '../../src/contracts/file-problem.js';
import type { DocumentSource } from '../../src/contracts/document-parser.js';

const kept: unknown[] = [];

const deeds: Readonly<Record<string, () => void>> = {
  heap() {
    for (;;) kept.push(Array.from({ length: 100_000 }, (_, i) => ({ i })));
  },
  outside() {
    for (;;) kept.push(Buffer.alloc(2 ** 24, 1));
  },
  loop() {
    for (;;);
  },
  exit() {
    process.exit(7);
  },
  throw() {
    throw new Error('not caught');
  },
  reject() {
    void Promise.reject(new Error('not caught'));
  },
  silent: () => undefined,
  slow() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
  },
  large() {
    kept.push(Buffer.alloc(200 * 2 ** 20, 1));
  },
};

process.on('message', ({ path, bytes }: DocumentSource) => {
  process.send?.('begun');
  const deed = deeds[path];
  deed?.();
  const ending = `${process.pid} ${Buffer.from(bytes).toString()}`;
  const problem: FileProblem = { code: 'reader-ended', ending };
  if (deed === undefined || path === 'large' || path === 'slow')
    process.send?.({ parsed: { path, problem } });
});
process.send?.('ready');
