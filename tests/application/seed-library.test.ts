import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSeedLibrary } from '../../src/application/seed-library.js';
import type { IndexingProgress, SeedLibrary } from '../../src/contracts/seed-library.js';
import { makeScan } from '../recognition/make-scan.js';

const text = Buffer.from('The lighthouse keeper counted forty ships. He wrote their names in a book.\n');

let place: string;
let folder: string;
let library: SeedLibrary;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'isnad-library-'));
  folder = join(place, 'seeds');
  mkdirSync(join(folder, 'أخبار'), { recursive: true });
  library = createSeedLibrary({ folder, maxFileBytes: 1_000, recognisesScans: false });
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(place, { recursive: true, force: true });
});

describe('a seed library', () => {
  it('adds a file whole, and replaces it only when asked to', async () => {
    const file = { collection: 'أخبار', name: 'منارة.txt', bytes: text };
    expect(await library.add(file, { replace: false })).toEqual({ kind: 'added', path: 'أخبار/منارة.txt' });
    expect(readFileSync(join(folder, 'أخبار', 'منارة.txt'))).toEqual(text);
    const other = { ...file, bytes: Buffer.from('Other words.') };
    expect((await library.add(other, { replace: false })).kind).toBe('exists');
    expect(readFileSync(join(folder, 'أخبار', 'منارة.txt'))).toEqual(text);
    expect((await library.add(other, { replace: true })).kind).toBe('replaced');
    expect(readFileSync(join(folder, 'أخبار', 'منارة.txt'), 'utf8')).toBe('Other words.');
    expect(readdirSync(join(folder, 'أخبار'))).toEqual(['منارة.txt']);
  });

  it('neither writes nor replaces with what would be skipped', async () => {
    const file = { collection: undefined, name: 'a.pdf', bytes: Buffer.from('%PDF-1.7 no more') };
    const skipped = { path: 'a.pdf', problem: { code: 'damaged' } };
    const outcome = { kind: 'unreadable', path: 'a.pdf', skipped };
    expect(await library.add(file, { replace: false })).toEqual(outcome);
    expect(readdirSync(folder)).toEqual(['أخبار']);
    writeFileSync(join(folder, 'a.pdf'), 'what was there');
    expect(await library.add(file, { replace: true })).toEqual(outcome);
    expect(readFileSync(join(folder, 'a.pdf'), 'utf8')).toBe('what was there');
    const inNew = { collection: 'جديدة', name: 'a.txt', bytes: Buffer.of() };
    expect((await library.add(inNew, { replace: false })).kind).toBe('unreadable');
    expect(existsSync(join(folder, 'جديدة'))).toBe(false);
  });

  it('leaves scans to the indexer where that reads them', async () => {
    const file = { collection: undefined, name: 'scan.pdf', bytes: makeScan([undefined]) };
    const reading = createSeedLibrary({ folder, maxFileBytes: 100_000, recognisesScans: false });
    expect(await reading.add(file, { replace: false })).toMatchObject({ kind: 'unreadable' });
    const recognising = createSeedLibrary({ folder, maxFileBytes: 100_000, recognisesScans: true });
    expect(await recognising.add(file, { replace: false })).toEqual({ kind: 'added', path: 'scan.pdf' });
  });

  it.each([
    '',
    '.hidden.txt',
    '../up.txt',
    'a/b.txt',
    'a\\b.txt',
    'a\nb.txt',
    'a\u0000.txt',
    `${'ب'.repeat(120)}.txt`,
    'run.exe',
  ])('refuses the name %j and writes nothing', async (name) => {
    await expect(
      library.add({ collection: undefined, name, bytes: text }, { replace: true }),
    ).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['أخبار']);
    expect(readdirSync(place)).toEqual(['seeds']);
  });

  it('refuses a file over the limit', async () => {
    const file = { collection: undefined, name: 'large.txt', bytes: Buffer.alloc(1_001, 'a') };
    await expect(library.add(file, { replace: false })).rejects.toThrow('larger than 1,000 bytes');
  });

  it('refuses a collection that leads out of the folder', async () => {
    mkdirSync(join(place, 'outside'));
    symlinkSync(join(place, 'outside'), join(folder, 'link'));
    const file = { collection: 'link', name: 'a.txt', bytes: text };
    await expect(library.add(file, { replace: false })).rejects.toThrow('leads out');
    await expect(library.add({ ...file, collection: '..' }, { replace: false })).rejects.toThrow();
    expect(readdirSync(join(place, 'outside'))).toEqual([]);
  });

  it('orders collections by their numbers', () => {
    for (const name of ['10', '2', '1']) mkdirSync(join(folder, name));
    expect(library.findCollections().slice(0, 3)).toEqual(['1', '2', '10']);
  });

  it('names the collections', () => {
    mkdirSync(join(folder, '.cache'));
    writeFileSync(join(folder, 'file.txt'), text);
    expect(library.findCollections()).toEqual(['أخبار']);
  });

  it('removes a file, and nothing outside of the folder', async () => {
    writeFileSync(join(folder, 'a.txt'), text);
    writeFileSync(join(place, 'secret.txt'), text);
    expect(await library.remove('a.txt')).toBe(true);
    expect(await library.remove('a.txt')).toBe(false);
    expect(await library.remove('أخبار')).toBe(false);
    await expect(library.remove('../secret.txt')).rejects.toThrow('leads out');
    expect(existsSync(join(place, 'secret.txt'))).toBe(true);
  });

  it('indexes in a process of its own, once for all who ask meanwhile', { timeout: 60_000 }, async () => {
    vi.stubEnv('INDEX_DIR', join(place, 'index'));
    await library.add({ collection: undefined, name: 'a.txt', bytes: text }, { replace: false });
    const steps: IndexingProgress[] = [];
    const first = library.reindex({ onProgress: (progress) => steps.push(progress) });
    await library.add(
      { collection: undefined, name: 'b.txt', bytes: Buffer.from('A second one, of rain.') },
      { replace: false },
    );
    const [one, two, three] = await Promise.all([first, library.reindex(), library.reindex()]);
    expect(one.added).toBeGreaterThanOrEqual(1);
    expect(two).toBe(three);
    expect(one.added + two.added).toBe(2);
    expect(steps.some(({ step }) => step === 'embedding')).toBe(true);
  });

  it('breaks off what is under way or waits when stopped, and leaves the next run whole', async () => {
    vi.stubEnv('INDEX_DIR', join(place, 'index'));
    for (let number = 0; number < 150; number++) {
      const lines = Array.from({ length: 60 }, (_, line) => `Harbour ${number} has ${line * 7} ships.`);
      writeFileSync(join(folder, `${number}.txt`), lines.join('\n\n'));
    }
    const runs: Promise<unknown>[] = [];
    await new Promise<void>((resolve) => {
      runs.push(
        library.reindex({
          onProgress: () => {
            resolve();
          },
        }),
        library.reindex(),
      );
    });
    library.stop();
    runs.push(library.reindex());
    for (const { status, ...rest } of await Promise.allSettled(runs)) {
      expect(status).toBe('rejected');
      expect(rest).toMatchObject({ reason: { name: 'AbortError' } });
    }
    // The process that was stopped may take a moment to let go of the index.
    const next = createSeedLibrary({ folder, maxFileBytes: 100_000, recognisesScans: false });
    await vi.waitFor(
      async () => {
        expect(await next.reindex()).toMatchObject({ added: 150 });
      },
      { timeout: 60_000, interval: 200 },
    );
  }, 120_000);

  it('says why the indexer failed', { timeout: 60_000 }, async () => {
    vi.stubEnv('INDEX_DIR', join(place, 'index'));
    vi.stubEnv('EMBEDDING_MODEL', 'no-such-model');
    await expect(library.reindex()).rejects.toThrow(/no-such-model/);
  });
});
