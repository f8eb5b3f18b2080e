import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { acquireIndexerLock } from '../../src/store/indexer-lock.js';
import { runCommand, createPlace } from '../main/run-command.js';
import { indexDirectory } from '../../src/application/index-location.js';
import { outputOf, spawnIndexer } from './interrupted-run.js';
import { createWorkplace, expectFound, textAbout } from './workplace.js';

const isLong = process.env.ISNAD_LONG_TESTS === '1';

test(
  '64 questions at a time while another process indexes: none fails, and all change over at one moment',
  { timeout: 300_000 },
  async () => {
    const count = isLong ? 3_000 : 300;
    const files = Array.from({ length: count }, (_, i) => [`${i}.txt`, textAbout(`w${i}`)]);
    const workplace = createWorkplace({
      ...(Object.fromEntries(files) as Record<string, string>),
      'a.txt': textAbout('aardvark'),
    });
    await workplace.index();
    const service = await workplace.open({
      onNotice: (message) => {
        throw new Error(message);
      },
    });
    workplace.put(
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}.txt`, textAbout(`n${i}`)])),
    );
    workplace.put({ 'a.txt': textAbout('antelope') });

    /** Snapshots of the answers, in the order in which they came. */
    const snapshots: number[] = [];
    const askOne = async (): Promise<void> => {
      const { snapshot, citations, kind } = await service.ask('Where was the aardvark or antelope seen?');
      snapshots.push(snapshot);
      expect(kind).toBe('answered');
      expect(citations[0]!.place.path).toBe('a.txt');
      expect(citations[0]!.excerpt).toContain(snapshot === 1 ? 'aardvark' : 'antelope');
      expect(citations.map(({ excerpt }) => excerpt).join()).not.toContain(
        snapshot === 1 ? 'antelope' : 'aardvark',
      );
    };
    const child = spawnIndexer(workplace);
    let isDone = false as boolean;
    void once(child, 'close').then(() => (isDone = true));
    const output = outputOf(child);
    while (!isDone || snapshots.at(-1) === 1) {
      await Promise.all(Array.from({ length: 64 }, askOne));
      await delay(1);
    }
    expect(await output).toMatch(/^\d+\n$/);
    expect(snapshots).toEqual([...snapshots].sort((a, b) => a - b));
    expect(new Set(snapshots)).toEqual(new Set([1, 2]));
    await expectFound(service, `n${count - 1}`, `n${count - 1}.txt`);
  },
);

test(
  'a second indexer says who is at work, since when, and leaves; questions are answered meanwhile',
  { timeout: 120_000 },
  async () => {
    const place = createPlace({ 'a.txt': textAbout('aardvark') });
    try {
      expect((await runCommand('index', [], place.environment)).exitCode).toBe(0);
      const directory = indexDirectory(place.environment.INDEX_DIR!, place.folder);
      const lock = acquireIndexerLock(directory);
      const { exitCode, stdout, stderr } = await runCommand('index', [], place.environment);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toMatch(
        new RegExp(
          `^isnad: Another indexer is at work on .* \\(process ${process.pid} on .*, since 20.*\\)\\. Wait .*\\n$`,
        ),
      );
      const asked = await runCommand('ask', ['Where was the aardvark seen?'], place.environment);
      expect(asked).toMatchObject({ exitCode: 0, stderr: '' });
      lock.release();
      expect((await runCommand('index', [], place.environment)).exitCode).toBe(0);
    } finally {
      place.remove();
    }
  },
);

test('the lock of an indexer that was killed at work is recognised as discarded', async () => {
  const files = { 'a.txt': textAbout('aardvark') };
  // How many there are differs from one Node.js to another.
  const operations = Number(await outputOf(spawnIndexer(createWorkplace(files), ['count'])));
  const workplace = createWorkplace(files);
  const child = spawnIndexer(workplace, ['kill', `${Math.floor(operations / 2)}`]);
  await outputOf(child);
  expect(child.signalCode).toBe('SIGKILL');
  // What it left says that it holds the lock.
  expect(workplace.indexFiles()).toContain('indexer.json');
  expect(await workplace.index()).toMatchObject({ added: ['a.txt'], snapshot: 1 });
  expect(workplace.indexFiles()).not.toContain('indexer.json');
});
