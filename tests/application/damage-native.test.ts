import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compiledChild } from '../compiled-program.js';
import { createFakeEmbedder } from '../fakes/fake-embedder.js';
import { createRandom } from '../graph/seeded-vectors.js';
import type { Asked, DamageOutcome } from './damage-child.js';
import { createWorkplace, embedder, otherModel, textAbout, type Workplace } from './workplace.js';

/** With ISNAD_LONG_TESTS=1 many more bits of every file are flipped, and more files at once. */
const isLong = process.env.ISNAD_LONG_TESTS === '1';
const timeout = isLong ? 3_600_000 : 90_000;

const words = ['aardvark', 'beetle', 'civet', 'dormouse'];
const files = Object.fromEntries(words.map((word) => [`${word}.txt`, textAbout(word)]));

/** Asks indexes in another process, which must live through all of them. */
async function askAll(folder: string, directories: readonly string[]): Promise<DamageOutcome[]> {
  const child = spawn(process.execPath, [compiledChild('damage-child'), folder, ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stdin.end(directories.map((directory) => `${directory}\n`).join(''));
  await once(child, 'close');
  const outcomes = output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as DamageOutcome);
  const crashedAt = directories[outcomes.length];
  expect({ signal: child.signalCode, exitCode: child.exitCode, crashedAt }).toEqual({
    signal: null,
    exitCode: 0,
    crashedAt: undefined,
  });
  return outcomes;
}

/** What is quoted about a word stands in its own document; what cannot be answered is said in one sentence. */
function expectHonest({ quotations, error, notices }: Asked, name: string): void {
  for (const notice of notices) expect(notice, name).toMatch(/^[^\n]+ "?isnad index[^\n]+$/);
  if (error) {
    expect(error, name).toMatchObject({ name: 'IndexError' });
    expect(error.message, name).toMatch(/^[^\n]+$/);
    expect(error.remedy, name).toContain('isnad index');
    return;
  }
  for (const [word, found] of Object.entries(quotations!)) {
    for (const { path, excerpt } of found) {
      expect(path, name).toBe(`${word}.txt`);
      expect(textAbout(word), name).toContain(excerpt);
    }
  }
}

function expectWhole({ quotations, error, notices }: Asked, name: string): void {
  expect({ error, notices }, name).toEqual({ error: undefined, notices: [] });
  for (const word of words)
    expect(quotations![word]![0], `${name}: ${word}`).toMatchObject({ path: `${word}.txt` });
}

/** An index in its second snapshot, as it lies on the disk while it is open: with its write-ahead log. */
async function openIndex(options: Parameters<Workplace['index']>[0] = {}): Promise<Workplace> {
  const workplace = createWorkplace({ ...files, 'aardvark.txt': textAbout('antelope') });
  await workplace.index(options);
  const open = await workplace.open({ embedder: options.embedder ?? embedder });
  workplace.put({ 'aardvark.txt': files['aardvark.txt'] });
  await workplace.index(options);
  const copy = `${workplace.directory}-open`;
  cpSync(workplace.directory, copy, { recursive: true });
  open.close();
  return { ...workplace, directory: copy };
}

type Damage = (content: Buffer) => Buffer | undefined;

const flip =
  (at: (length: number) => number, bit = 3): Damage =>
  (content) => {
    const damaged = Buffer.from(content);
    const offset = at(content.length);
    if (offset < content.length) damaged[offset]! ^= 1 << bit;
    return damaged;
  };

const cut =
  (share: number): Damage =>
  (content) =>
    content.subarray(0, Math.floor(content.length * share));

const random = createRandom(11);
const flips = Array.from({ length: isLong ? 300 : 2 }, (_, i): [string, Damage] => {
  const share = random();
  return [`bit-${i}`, flip((length) => Math.floor(length * share), Math.floor(random() * 8))];
});

const damages: readonly [string, Damage][] = [
  ['deleted', () => undefined],
  ['emptied', () => Buffer.alloc(0)],
  ['cut-short', (content) => content.subarray(0, -1)],
  ['cut-half', cut(0.5)],
  ['grown', (content) => Buffer.concat([content, Buffer.alloc(4096, 1)])],
  ['zeros', (content) => Buffer.alloc(content.length)],
  ['rubbish', (content) => Buffer.alloc(content.length, 'rubbish')],
  ['first', flip(() => 0)],
  ...flips,
];

function writeDamaged(directory: string, name: string, content: Buffer | undefined): void {
  const path = join(directory, name);
  if (content === undefined) rmSync(path);
  else writeFileSync(path, content);
}

test(
  'every file of the index, damaged in every way: no crash, no wrong answer, whole after the next run',
  { timeout },
  async () => {
    const { folder, directory } = await openIndex();
    const names = readdirSync(directory);
    for (const suffix of ['isnad.sqlite', '-wal', '-shm', '.hnsw', '.bin', '.lock']) {
      expect(
        names.some((name) => name.endsWith(suffix)),
        suffix,
      ).toBe(true);
    }
    const cases: string[] = [];
    for (const name of names) {
      for (const [way, damage] of damages) {
        const copy = `${directory} ${name} ${way}`;
        cpSync(directory, copy, { recursive: true });
        writeDamaged(copy, name, damage(readFileSync(join(copy, name))));
        cases.push(copy);
      }
    }
    const outcomes = await askAll(folder, cases);
    for (const { directory: of, damaged, repaired } of outcomes) {
      // Without its log a database is that of before, whose aardvark was an antelope.
      expectHonest(damaged, of);
      expectWhole(repaired, of);
      if (/graph|lexical/.test(of)) expect(damaged.notices, of).toHaveLength(1);
    }
  },
);

test.each([
  ['of another dimension', { embedder: createFakeEmbedder({ dimension: 32 }) }],
  ['of the same dimension', { embedder: otherModel() }],
])('every file, swapped for that of another model %s', { timeout }, async (_, options) => {
  const { folder, directory } = await openIndex();
  const other = await openIndex(options);
  const cases = readdirSync(directory).map((name) => {
    const copy = `${directory} ${name}`;
    cpSync(directory, copy, { recursive: true });
    if (existsSync(join(other.directory, name))) cpSync(join(other.directory, name), join(copy, name));
    return copy;
  });
  const all = `${directory} all`;
  cpSync(other.directory, all, { recursive: true });
  for (const { directory: of, damaged, repaired } of await askAll(folder, [...cases, all])) {
    expectHonest(damaged, of);
    expectWhole(repaired, of);
  }
});

test('any files at once, damaged at any places', { timeout }, async () => {
  const { folder, directory } = await openIndex();
  const names = readdirSync(directory);
  const damage = fc.oneof(
    fc.tuple(fc.constant('flip'), fc.double({ min: 0, max: 0.999_999, noNaN: true }), fc.nat(7)),
    fc.tuple(fc.constant('cut'), fc.double({ min: 0, max: 0.999_999, noNaN: true }), fc.constant(0)),
    fc.tuple(fc.constant('delete'), fc.constant(0), fc.constant(0)),
  );
  const wreck = fc.array(fc.tuple(fc.constantFrom(...names), damage), { minLength: 1, maxLength: 6 });
  const wrecks = fc.sample(wreck, { numRuns: isLong ? 500 : 12, seed: isLong ? Date.now() : 23 });
  const cases = wrecks.map((damaged, i) => {
    const copy = `${directory} ${i}`;
    cpSync(directory, copy, { recursive: true });
    for (const [name, [way, share, bit]] of damaged) {
      const path = join(copy, name);
      if (!existsSync(path)) continue;
      const work = way === 'flip' ? flip((length) => Math.floor(length * share), bit) : cut(share);
      writeDamaged(copy, name, way === 'delete' ? undefined : work(readFileSync(path)));
    }
    return copy;
  });
  for (const [i, { damaged, repaired }] of (await askAll(folder, cases)).entries()) {
    const name = JSON.stringify(wrecks[i]);
    expectHonest(damaged, name);
    expectWhole(repaired, name);
  }
});
