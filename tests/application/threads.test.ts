import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { indexerCommand, outputOf, spawnIndexer } from './interrupted-run.js';
import { createWorkplace, expectFound, filesOfIndex, textAbout, type Workplace } from './workplace.js';
import { openSqlite } from '../../src/store/sqlite.js';

/** With ISNAD_LONG_TESTS=1 a process is killed before every operation and at 200 random moments. */
const isLong = process.env.ISNAD_LONG_TESTS === '1';

const inThreads = { threadsFromBytes: 0 };
const inOne = { threadsFromBytes: Infinity };

/** Enough for rows to be written several times, and files taken in meanwhile. */
const many = Object.fromEntries(
  Array.from({ length: 600 }, (_, i) => [`${String(i).padStart(4, '0')}.txt`, textAbout(`w${i}`)]),
);

function derivedFiles({ directory }: Workplace, snapshot: number): Buffer[] {
  return [`graph-${snapshot}.hnsw`, `lexical-${snapshot}.bin`].map((name) =>
    readFileSync(join(directory, name)),
  );
}

test('files are the same byte for byte, from nothing and from a change', { timeout: 120_000 }, async () => {
  const [left, right] = [createWorkplace(many), createWorkplace(many)];
  expect(await left.index(inThreads)).toMatchObject({ documents: 600, snapshot: 1 });
  await right.index(inOne);
  expect(derivedFiles(left, 1)).toEqual(derivedFiles(right, 1));
  for (const workplace of [left, right]) {
    workplace.put({ '0007.txt': undefined, '0008.txt': textAbout('zebra'), 'a/b.txt': textAbout('bison') });
  }
  expect(await left.index(inThreads)).toMatchObject({ added: ['a/b.txt'], changed: ['0008.txt'] });
  await right.index(inOne);
  expect(derivedFiles(left, 2)).toEqual(derivedFiles(right, 2));
  expect(readdirSync(left.directory).sort()).toEqual(filesOfIndex(2));
  const service = await left.open();
  await expectFound(service, 'w7', undefined);
  await expectFound(service, 'zebra', '0008.txt');
  await expectFound(service, 'bison', 'a/b.txt');
});

test.each(['embed', 'graph'] as const)(
  'stopped by the caller at the step %s, nothing is left over and the next run goes on',
  async (moment) => {
    const workplace = createWorkplace({ 'a.txt': textAbout('aardvark') });
    await workplace.index();
    workplace.put(many);
    const controller = new AbortController();
    const stopped = workplace.index({
      ...inThreads,
      signal: controller.signal,
      onProgress: ({ step }) => {
        if (step === moment) controller.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(readdirSync(workplace.directory).sort()).toEqual(filesOfIndex(1));
    expect(await workplace.index(inThreads)).toMatchObject({ documents: 601, snapshot: 2 });
    await expectFound(await workplace.open(), 'w7', '0007.txt');
  },
);

test('stopped at any moment, the process lives on', { timeout: 120_000 }, async () => {
  // A run takes about as long as the last of these.
  const few = Object.fromEntries(Object.entries(many).slice(0, 200));
  for (let momentMs = 80; momentMs < 580; momentMs += 50) {
    const workplace = createWorkplace(few);
    const stopped = workplace.index({ ...inThreads, signal: AbortSignal.timeout(momentMs) });
    await stopped.catch((error: unknown) => {
      expect(error).toMatchObject({ name: 'TimeoutError' });
    });
    expect(workplace.indexFiles().filter((name) => name.endsWith('.part'))).toEqual([]);
  }
});

test('a run that changes nothing ends its threads and leaves the files', async () => {
  const workplace = createWorkplace({ 'a.txt': textAbout('aardvark'), 'binary.txt': new Uint8Array(500) });
  await workplace.index();
  const before = derivedFiles(workplace, 1);
  expect(await workplace.index(inThreads)).toMatchObject({ unchanged: 1, snapshot: 1 });
  expect(derivedFiles(workplace, 1)).toEqual(before);
  expect(readdirSync(workplace.directory).sort()).toEqual(filesOfIndex(1));
});

test('damage that a thread meets is repaired in the same run', async () => {
  const workplace = createWorkplace({ 'a.txt': textAbout('aardvark'), 'b.txt': textAbout('beetle') });
  await workplace.index();
  const database = openSqlite(join(workplace.directory, 'isnad.sqlite'));
  database.exec(`UPDATE snapshots SET manifest = json_set(manifest, '$.graphParameters', '{}');
    UPDATE passages SET vector_checksum = vector_checksum + 1 WHERE id = 1`);
  database.close();
  workplace.put({ 'c.txt': textAbout('civet') });
  expect(await workplace.index(inThreads)).toMatchObject({ changed: ['a.txt'], added: ['c.txt'] });
  const service = await workplace.open();
  for (const [word, path] of Object.entries({ aardvark: 'a.txt', beetle: 'b.txt', civet: 'c.txt' })) {
    await expectFound(service, word, path);
  }
});

function spawnInThreads(workplace: Workplace, ...given: string[]): ChildProcess {
  return spawnIndexer(workplace, ['--threads', ...given]);
}

/** An index of snapshot 1 whose folder has changed since. */
async function changedWorkplace(): Promise<Workplace> {
  const workplace = createWorkplace({ 'a.txt': textAbout('aardvark'), 'b.txt': textAbout('beetle') });
  await workplace.index();
  workplace.put({ 'a.txt': textAbout('antelope'), 'c.txt': textAbout('civet') });
  return workplace;
}

/** The last finished snapshot answers, the next run completes, nothing is left over. */
async function expectSound(workplace: Workplace): Promise<void> {
  const service = await workplace.open();
  const isOld = service.describeIndex().snapshot === 1;
  await expectFound(service, 'aardvark', isOld ? 'a.txt' : undefined);
  await expectFound(service, 'civet', isOld ? undefined : 'c.txt');
  service.close();
  expect(await workplace.index()).toMatchObject({ documents: 3, snapshot: 2 });
  expect(readdirSync(workplace.directory).sort()).toEqual(filesOfIndex(2));
  const after = await workplace.open();
  await expectFound(after, 'antelope', 'a.txt');
  await expectFound(after, 'civet', 'c.txt');
}

describe('a process with threads', { timeout: isLong ? 900_000 : 120_000 }, () => {
  test('killed at random moments', async () => {
    for (let n = isLong ? 200 : 3; n > 0; n--) {
      const workplace = await changedWorkplace();
      const child = spawnInThreads(workplace, 'wait');
      await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
      child.stdin!.write('go\n');
      await delay(Math.random() * 1_500);
      // It may have ended by itself in the meantime.
      if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
      await expectSound(workplace);
    }
  });

  test('killed right before operations of its main thread', async () => {
    const operations = Number(await outputOf(spawnInThreads(await changedWorkplace(), 'count')));
    expect(operations).toBeGreaterThan(20);
    const every = Array.from({ length: operations }, (_, i) => i + 1);
    for (const operation of isLong ? every : [Math.floor(operations / 2), operations - 4]) {
      const workplace = await changedWorkplace();
      const child = spawnInThreads(workplace, 'kill', `${operation}`);
      await outputOf(child);
      expect(child.signalCode, `operation ${operation}`).toBe('SIGKILL');
      await expectSound(workplace);
    }
  });

  test('whose disk is full says so in one sentence', async () => {
    const workplace = await changedWorkplace();
    const more = Array.from({ length: 120 }, (_, i) => [`more${i}.txt`, textAbout(`more${i}`)] as const);
    workplace.put(Object.fromEntries(more));
    // A limit on the size of files, with its signal ignored: writes beyond it fail as on a full disk.
    const command = `trap '' XFSZ; ulimit -f 100; exec "$0" "$@"`;
    const child = spawn('bash', ['-c', command, ...indexerCommand(workplace, '--threads')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const output = await outputOf(child);
    expect(child.exitCode, output).toBe(1);
    expect(output).toMatch(/^IndexError: [^\n]+\n$/);
    expect(workplace.indexFiles().filter((name) => name.endsWith('.part'))).toEqual([]);
    await expectFound(await workplace.open(), 'aardvark', 'a.txt');
  });
});
