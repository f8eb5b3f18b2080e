import { once } from 'node:events';
import { cpSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { spawn } from 'node:child_process';
import {
  change,
  expectSound,
  indexedWorkplace,
  indexerCommand,
  outputOf,
  spawnIndexer,
} from './interrupted-run.js';
import { createWorkplace, expectFound, filesOfIndex, textAbout, type Workplace } from './workplace.js';

/** With ISNAD_LONG_TESTS=1 the indexer is killed before every single operation and at 200 random moments. */
const isLong = process.env.ISNAD_LONG_TESTS === '1';

/** Runs `work` on copies of one changed workplace, two at a time. */
async function onCopies<Case>(
  cases: readonly Case[],
  work: (copy: Workplace, given: Case) => Promise<void>,
): Promise<void> {
  const original = await indexedWorkplace();
  const queue = [...cases];
  const worker = async (): Promise<void> => {
    for (let given = queue.shift(); given !== undefined; given = queue.shift()) {
      const copy = createWorkplace();
      cpSync(original.folder, copy.folder, { recursive: true });
      cpSync(original.directory, copy.directory, { recursive: true });
      change(copy);
      await work(copy, given);
    }
  };
  await Promise.all([worker(), worker()]);
}

async function countOperations(): Promise<number> {
  const workplace = await indexedWorkplace();
  change(workplace);
  return Number(await outputOf(spawnIndexer(workplace, ['count'])));
}

test('killed right before an operation', { timeout: isLong ? 900_000 : 60_000 }, async () => {
  const operations = await countOperations();
  expect(operations).toBeGreaterThan(30);
  const every = Array.from({ length: operations }, (_, i) => i + 1);
  const cases = isLong ? every : every.filter((n) => n % Math.ceil(operations / 5) === 0);
  let killed = 0;
  await onCopies(cases, async (workplace, operation) => {
    const child = spawnIndexer(workplace, ['kill', `${operation}`]);
    await outputOf(child);
    expect(child.signalCode, `operation ${operation}`).toBe('SIGKILL');
    killed++;
    await expectSound(workplace);
  });
  expect(killed).toBe(cases.length);
});

test('killed at random moments', { timeout: isLong ? 900_000 : 60_000 }, async () => {
  const moments = Array.from({ length: isLong ? 200 : 4 }, () => Math.random() * 150);
  await onCopies(moments, async (workplace, momentMs) => {
    const child = spawnIndexer(workplace, ['wait']);
    await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
    child.stdin!.write('go\n');
    await delay(momentMs);
    expect(child.exitCode ?? 0).toBe(0);
    // It may have ended by itself in the meantime.
    const isOver = child.exitCode !== null || !child.kill('SIGKILL');
    if (!isOver) await once(child, 'exit');
    await expectSound(workplace);
  });
});

test('killed on the very first run: the next one completes it', async () => {
  const workplace = createWorkplace({ 'a.txt': textAbout('aardvark') });
  const count = Number(await outputOf(spawnIndexer(workplace, ['count'])));
  const fresh = createWorkplace({ 'a.txt': textAbout('aardvark') });
  await outputOf(spawnIndexer(fresh, ['kill', `${Math.floor(count * 0.8)}`]));
  await expect(fresh.open()).rejects.toMatchObject({ code: 'INDEX_MISSING' });
  expect(await fresh.index()).toMatchObject({ documents: 1, snapshot: 1 });
  expect(readdirSync(fresh.directory).sort()).toEqual(filesOfIndex(1));
  await expectFound(await fresh.open(), 'aardvark', 'a.txt');
});

test(
  'no room on the disk: one clear sentence, nothing left over, the old index answers',
  { timeout: 60_000 },
  async () => {
    const limits = isLong ? [0, 8, 16, 24, 40, 56, 64, 80, 100, 120] : [8, 100];
    const seen = new Set<string>();
    for (const kilobytes of limits) {
      const workplace = await indexedWorkplace();
      change(workplace);
      workplace.put(
        Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`more${i}.txt`, textAbout(`more${i}`)])),
      );
      // A limit on the size of files, with its signal ignored: writes beyond it fail as on a full disk.
      const command = `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$0" "$@"`;
      const child = spawn('bash', ['-c', command, ...indexerCommand(workplace)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const output = await outputOf(child);
      expect(child.exitCode, output).toBe(1);
      expect(output).toMatch(/^IndexError: [^\n]+\n$/);
      seen.add(output.replace(/\/\S+/g, 'PATH'));
      const service = await workplace.open();
      await expectFound(service, 'aardvark', 'a.txt');
      expect(service.describeIndex().snapshot).toBe(1);
      service.close();
      expect(workplace.indexFiles().filter((name) => name.endsWith('.part'))).toEqual([]);
      expect(await workplace.index()).toMatchObject({ documents: 142, snapshot: 2 });
      expect(readdirSync(workplace.directory).sort()).toEqual(filesOfIndex(2));
    }
  },
);
