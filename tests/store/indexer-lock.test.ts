import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireIndexerLock } from '../../src/store/indexer-lock.js';
import { temporaryDirectory } from './temporary-index.js';

test('the second indexer is told who holds the lock, and gets it once it is released', () => {
  const directory = join(temporaryDirectory(), 'index');
  const lock = acquireIndexerLock(directory);
  expect(() => acquireIndexerLock(directory)).toThrow(
    expect.objectContaining({
      code: 'INDEX_LOCKED',
      message: expect.stringMatching(new RegExp(`process ${process.pid} on \\S+, since 20\\d\\d-`)) as string,
      remedy: expect.stringContaining('Wait') as string,
    }) as Error,
  );
  for (const name of readdirSync(directory)) {
    expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
  }
  lock.release();
  expect(readdirSync(directory)).toEqual(['indexer.lock']);
  acquireIndexerLock(directory).release();
});

test('a holder that is killed holds nothing any more', async () => {
  const directory = temporaryDirectory();
  const script = `
    const { acquireIndexerLock } = await import(${JSON.stringify(new URL('../../src/store/indexer-lock.ts', import.meta.url).href)});
    acquireIndexerLock(${JSON.stringify(directory)});
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  expect(() => acquireIndexerLock(directory)).toThrow(`process ${child.pid} on`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lock = acquireIndexerLock(directory);
  expect(() => acquireIndexerLock(directory)).toThrow(`process ${process.pid} on`);
  lock.release();
});

test('a holder file that is damaged costs only the name of the holder', () => {
  const directory = temporaryDirectory();
  const lock = acquireIndexerLock(directory);
  writeFileSync(join(directory, 'indexer.json'), '{');
  expect(() => acquireIndexerLock(directory)).toThrow('another process');
  lock.release();
});

test.each([
  [
    'a file in place of the directory',
    (place: string) => {
      writeFileSync(place, '');
      return place;
    },
  ],
])('%s is an error in plain words', (_, prepare) => {
  const directory = prepare(join(temporaryDirectory(), 'place'));
  expect(() => acquireIndexerLock(directory)).toThrow(
    expect.objectContaining({ name: 'IndexError', remedy: expect.stringMatching(/\w/) as string }) as Error,
  );
});

test.each(['rubbish '.repeat(500), 'SQLite format 3\0 and no more', ''])(
  'a lock file that is damaged, or in the way, locks all the same: %j',
  (content) => {
    const directory = temporaryDirectory();
    acquireIndexerLock(directory).release();
    writeFileSync(join(directory, 'indexer.lock'), content);
    const lock = acquireIndexerLock(directory);
    expect(() => acquireIndexerLock(directory)).toThrow(`process ${process.pid} on`);
    lock.release();
    acquireIndexerLock(directory).release();
  },
);
