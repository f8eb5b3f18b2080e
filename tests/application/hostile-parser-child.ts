/** A process that reads files, and does to itself what the path of a file says. */
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
  large() {
    kept.push(Buffer.alloc(200 * 2 ** 20, 1));
  },
};

process.on('message', ({ path, bytes }: DocumentSource) => {
  process.send?.('begun');
  const deed = deeds[path];
  deed?.();
  const reason = `${process.pid} ${Buffer.from(bytes).toString()}`;
  if (deed === undefined || path === 'large') process.send?.({ parsed: { path, reason } });
});
process.send?.('ready');
