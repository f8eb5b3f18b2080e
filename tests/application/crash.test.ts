import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  CrashingDirectory,
  readLog,
  type DirectoryState,
  type FileOperation,
} from '../faults/crash-states.js';
import { faultEnvironment, hasNativeFaults } from '../faults/native-faults.js';
import { createRandom } from '../graph/seeded-vectors.js';
import {
  change,
  expectSound,
  indexedWorkplace,
  outputOf,
  spawnIndexer,
  unindexedWorkplace,
} from './interrupted-run.js';
import { createWorkplace, expectFound, textAbout, type Workplace } from './workplace.js';

/** With ISNAD_LONG_TESTS=1 every state between any two operations is tried, and every write fails once. */
const isLong = process.env.ISNAD_LONG_TESTS === '1';
const longMs = 3_600_000;

function readState(directory: string): DirectoryState {
  return new Map(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name))]));
}

function writeState(directory: string, state: DirectoryState): void {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { mode: 0o700 });
  for (const [name, content] of state) writeFileSync(join(directory, name), content, { mode: 0o600 });
}

function digest(state: DirectoryState): string {
  const hash = createHash('sha256');
  for (const name of [...state.keys()].sort())
    hash.update(`${name}\0`).update(state.get(name)!).update('\0\0');
  return hash.digest('hex');
}

/** What an undisturbed indexer does to the files of a workplace's index. */
async function recordRun(workplace: Workplace): Promise<FileOperation[]> {
  const log = `${workplace.folder}.log`;
  const child = spawnIndexer(workplace, [], faultEnvironment({ below: workplace.directory, log }));
  await outputOf(child);
  expect(child.exitCode).toBe(0);
  return readLog(log, workplace.directory);
}

interface Recording {
  readonly before: DirectoryState;
  readonly operations: readonly FileOperation[];
}

let recording: Promise<Recording> | undefined;

/** A run over the changed folder, from the index before it; recorded once. */
function recordChange(): Promise<Recording> {
  recording ??= (async () => {
    const workplace = await indexedWorkplace();
    const before = readState(workplace.directory);
    change(workplace);
    return { before, operations: await recordRun(workplace) };
  })();
  return recording;
}

function changedWorkplace(): Workplace {
  const workplace = unindexedWorkplace();
  change(workplace);
  return workplace;
}

/** `count` of the numbers from 1 to `last`, evenly spread; all of them in the long version. */
function spread(last: number, count: number): number[] {
  const all = Array.from({ length: last }, (_, i) => i + 1);
  return isLong ? all : all.filter((n) => n % Math.ceil(last / count) === 0);
}

describe.skipIf(!hasNativeFaults)('between any two operations on the files', () => {
  const kinds: readonly [string, (directory: CrashingDirectory, random: () => number) => DirectoryState][] = [
    ['the process is killed', (directory) => directory.killed()],
    ['the power fails, and only what was synced is there', (directory) => directory.lostAll()],
    ['the power fails, and names are ahead of contents', (directory) => directory.lostContent()],
    [
      'the power fails, and parts of what was not synced are there',
      (directory, random) => directory.lostSome(random),
    ],
  ];

  test.each(kinds)(
    '%s: the old index or the new one answers, and the next run completes',
    async (_, crash) => {
      const workplace = changedWorkplace();
      const { before, operations } = await recordChange();
      const names = operations
        .filter(({ kind }) => kind === 'write')
        .map(({ name }) => name.replace(/\d+/, 'N'));
      // All that matters was seen, what native code wrote too.
      for (const name of ['isnad.sqlite', 'isnad.sqlite-wal', 'graph-N.hnsw.part']) {
        expect(names).toContain(name);
      }

      const directory = new CrashingDirectory(before);
      const random = createRandom(5);
      const states = new Map<string, DirectoryState>();
      const note = (): void => {
        const state = crash(directory, random);
        states.set(digest(state), state);
      };
      note();
      for (const operation of operations) {
        directory.do(operation);
        note();
      }
      const last = crash(directory, () => 0);
      expect(states.size).toBeGreaterThan(4);
      const tried = [...states.values()];
      const step = isLong ? 1 : Math.ceil(tried.length / 8);
      const snapshots: number[] = [];
      for (const state of tried.filter((__, i) => i % step === 0)) {
        writeState(workplace.directory, state);
        snapshots.push(await expectSound(workplace));
      }
      // What the run has reported as done is on the disk.
      writeState(workplace.directory, last);
      expect(await expectSound(workplace)).toBe(2);
      expect(snapshots).toContain(1);
      expect(snapshots).toEqual([...snapshots].sort());
    },
    isLong ? longMs : 60_000,
  );

  test(
    'the very first run, by any of these: no index yet or the whole one, and the next run completes',
    async () => {
      const workplace = createWorkplace({ 'a.txt': textAbout('aardvark'), 'b.txt': textAbout('beetle') });
      const operations = await recordRun(workplace);
      const random = createRandom(7);
      for (const [, crash] of kinds) {
        const directory = new CrashingDirectory(new Map());
        for (const [i, operation] of operations.entries()) {
          directory.do(operation);
          if (!isLong && i % Math.ceil(operations.length / 4) !== 0) continue;
          writeState(workplace.directory, crash(directory, random));
          const opened = await workplace.open().catch((error: unknown) => error);
          if (opened instanceof Error) expect(opened).toMatchObject({ code: 'INDEX_MISSING' });
          else await expectFound(opened as Awaited<ReturnType<Workplace['open']>>, 'aardvark', 'a.txt');
          expect(await workplace.index()).toMatchObject({ documents: 2, snapshot: 1 });
          const service = await workplace.open();
          await expectFound(service, 'beetle', 'b.txt');
          expect(service.current().repaired).toEqual([]);
          service.close();
        }
      }
    },
    isLong ? longMs : 60_000,
  );
});

test.skipIf(!hasNativeFaults)(
  'every derived file is synced, then renamed, then its directory synced, then the commit',
  async () => {
    const { operations } = await recordChange();
    const find = (kind: FileOperation['kind'], pattern: RegExp, after = -1): number =>
      operations.findIndex((each, i) => i > after && each.kind === kind && pattern.test(each.name));
    const parts = new Set(operations.map(({ name }) => name).filter((name) => name.endsWith('.part')));
    expect(parts.size).toBeGreaterThan(1);
    for (const part of parts) {
      const pattern = new RegExp(`^${part}$`);
      const written = operations.findLastIndex(({ kind, name }) => kind === 'write' && name === part);
      const synced = find('sync', pattern);
      const renamed = find('rename', pattern);
      const directorySynced = find('sync', /^$/, renamed);
      // The manifest is in the write-ahead log, which is synced before the run goes on to delete what was before.
      const committed = find('write', /-wal$/, directorySynced);
      const committedForGood = find('sync', /-wal$/, committed);
      const order = [written, synced, renamed, directorySynced, committed, committedForGood];
      expect(order).not.toContain(-1);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(find('unlink', new RegExp(`^${part.replace(/\d.*/, '1')}\\b`))).toBeGreaterThan(
        committedForGood,
      );
    }
  },
);

describe.skipIf(!hasNativeFaults)('a disk that lets an indexer down', () => {
  /** Restores the index before every case; two snapshots of files would be told apart by nobody. */
  async function expectRefusal(
    workplace: Workplace,
    before: DirectoryState,
    faults: object,
  ): Promise<boolean> {
    writeState(workplace.directory, before);
    const environment = faultEnvironment({ below: workplace.directory, ...faults });
    const child = spawnIndexer(workplace, [], environment);
    const output = await outputOf(child);
    expect(child.signalCode, output).toBeNull();
    if (child.exitCode !== 0) {
      expect(output).toMatch(/^IndexError: [^\n]+\n$/);
      expect(output).toMatch(/disk (?:is|seems to be) full|could not be written|cannot be opened/);
    }
    expect(workplace.indexFiles().filter((name) => name.endsWith('.part'))).toEqual([]);
    const snapshot = await expectSound(workplace);
    // A run that could not delete, or put its log away, has done its work all the same.
    if (child.exitCode === 0) expect(snapshot).toBe(2);
    return child.exitCode !== 0;
  }

  test.each([
    [
      'is full from any write on, in the middle of it: one sentence, nothing left over, the old index answers',
      'full',
      5,
    ],
    ['fails at any fsync: the same', 'sync', 3],
  ] as const)(
    '%s',
    async (_, fault, count) => {
      const workplace = changedWorkplace();
      const { before, operations } = await recordChange();
      const kinds = fault === 'sync' ? ['sync'] : ['write', 'create', 'mkdir'];
      const total = operations.filter(({ kind }) => kinds.includes(kind)).length;
      expect(total).toBeGreaterThan(6);
      let refused = 0;
      for (const number of spread(total, count)) {
        if (await expectRefusal(workplace, before, { [fault]: number })) refused++;
      }
      expect(refused).toBeGreaterThan(1);
    },
    isLong ? longMs : 60_000,
  );
});
