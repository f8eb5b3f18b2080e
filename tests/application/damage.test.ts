import {
  closeSync,
  copyFileSync,
  cpSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSqlite } from '../../src/store/sqlite.js';
import {
  createWorkplace,
  embedder,
  expectFound,
  filesOfIndex,
  otherModel,
  textAbout,
  type Workplace,
} from './workplace.js';

/** With ISNAD_LONG_TESTS=1 many more bytes are changed. */
const isLong = process.env.ISNAD_LONG_TESTS === '1';

const words = ['aardvark', 'beetle', 'civet', 'dormouse', 'eland', 'ferret'];
const files = Object.fromEntries(words.map((word) => [`${word}.txt`, textAbout(word)]));

const ways: readonly [string, (path: string) => void][] = [
  [
    'truncated',
    (path) => {
      truncateSync(path, Math.floor(statSync(path).size * 0.6));
    },
  ],
  [
    'emptied',
    (path) => {
      truncateSync(path, 0);
    },
  ],
  [
    'deleted',
    (path) => {
      rmSync(path);
    },
  ],
  [
    'flipped in its middle',
    (path) => {
      flip(path, Math.floor(statSync(path).size / 2));
    },
  ],
  [
    'flipped in its first bytes',
    (path) => {
      flip(path, 17);
    },
  ],
  [
    'filled with rubbish',
    (path) => {
      writeFileSync(path, Buffer.alloc(statSync(path).size, 'rubbish'));
    },
  ],
];

function flip(path: string, offset: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.of(0xff), 0, 1, offset);
  closeSync(file);
}

function execute(workplace: Workplace, sql: string): void {
  const database = openSqlite(join(workplace.directory, 'isnad.sqlite'));
  database.exec(sql);
  database.close();
}

async function expectAllFound(workplace: Workplace, options = {}): Promise<void> {
  const service = await workplace.open(options);
  for (const word of words) await expectFound(service, word, `${word}.txt`);
  service.close();
}

describe.each(['graph-1.hnsw', 'lexical-1.bin'])('%s', (name) => {
  test.each(ways)(
    '%s: made anew in memory, told in a sentence, and repaired by the next run',
    async (_, damage) => {
      const workplace = createWorkplace(files);
      await workplace.index();
      damage(join(workplace.directory, name));
      const notices: string[] = [];
      await expectAllFound(workplace, { onNotice: (message: string) => notices.push(message) });
      expect(notices).toEqual([
        expect.stringMatching(new RegExp(`^${name} did not match .* "isnad index" to repair`)),
      ]);

      expect(await workplace.index()).toMatchObject({ unchanged: 6, added: [], changed: [], snapshot: 2 });
      expect(workplace.indexFiles()).toEqual(filesOfIndex(2));
      await expectAllFound(workplace, {
        onNotice: (message: string) => {
          throw new Error(message);
        },
      });
    },
  );

  test('swapped for that of another index', async () => {
    const other = createWorkplace({ 'x.txt': textAbout('xerus') });
    await other.index({ embedder: otherModel() });
    const workplace = createWorkplace(files);
    await workplace.index();
    copyFileSync(join(other.directory, name), join(workplace.directory, name));
    await expectAllFound(workplace);
    await workplace.index();
    await expectAllFound(workplace);
  });
});

test('a lexical index of other rules is made anew in memory, and by the next run', async () => {
  const workplace = createWorkplace(files);
  await workplace.index();
  execute(workplace, `UPDATE snapshots SET manifest = json_set(manifest, '$.analyzerVersion', -1)`);
  const notices: string[] = [];
  await expectAllFound(workplace, { onNotice: (message: string) => notices.push(message) });
  expect(notices).toHaveLength(1);
  expect(await workplace.index()).toMatchObject({ unchanged: 6, snapshot: 2 });
  notices.length = 0;
  await expectAllFound(workplace, { onNotice: (message: string) => notices.push(message) });
  expect(notices).toEqual([]);
});

test('the same for a graph of other parameters', async () => {
  const workplace = createWorkplace(files);
  await workplace.index();
  execute(workplace, `UPDATE snapshots SET manifest = json_set(manifest, '$.graphParameters', '{}')`);
  await expectAllFound(workplace);
  expect(await workplace.index()).toMatchObject({ unchanged: 6, snapshot: 2 });
});

describe('the database', () => {
  test.each(ways.filter(([way]) => way !== 'flipped in its middle'))(
    '%s: refused in a sentence, and rebuilt by the next run',
    async (way, damage) => {
      const workplace = createWorkplace(files);
      await workplace.index();
      damage(join(workplace.directory, 'isnad.sqlite'));
      // Truncation may leave the pages that a question needs; then the answer must be right all the same.
      try {
        await expectAllFound(workplace);
        expect(way).toBe('truncated');
      } catch (error) {
        expect(error).toMatchObject({
          name: 'IndexError',
          code: expect.stringMatching(/^INDEX_(?:DAMAGED|MISSING|MISMATCH)$/) as string,
          remedy: expect.stringContaining('isnad index') as string,
        });
      }
      await workplace.index();
      await expectAllFound(workplace);
      const kept = readdirSync(workplace.directory).filter((name) => name.includes('damaged'));
      expect(kept.length).toBe(['emptied', 'deleted'].includes(way) ? 0 : 1);
    },
  );

  test.each([
    ['a text', `UPDATE documents SET text = replace(text, 'harbour', 'airport') WHERE path = 'civet.txt'`],
    [
      'a vector',
      `UPDATE passages SET vector = zeroblob(256) WHERE document_id = (SELECT id FROM documents WHERE path = 'civet.txt')`,
    ],
    [
      'a forward index entry',
      `UPDATE passages SET forward_index = zeroblob(16) WHERE document_id = (SELECT id FROM documents WHERE path = 'civet.txt')`,
    ],
    [
      'sentences',
      `UPDATE passages SET sentences = zeroblob(8) WHERE document_id = (SELECT id FROM documents WHERE path = 'civet.txt')`,
    ],
    [
      'a passage lost',
      `DELETE FROM passages WHERE document_id = (SELECT id FROM documents WHERE path = 'civet.txt')`,
    ],
  ])('damage in %s is never quoted, and costs the next run that document only', async (_, sql) => {
    const workplace = createWorkplace(files);
    await workplace.index();
    execute(workplace, sql);
    const service = await workplace.open();
    const asked = await service.ask('Where was the civet seen?').catch((error: unknown) => error);
    if (asked instanceof Error) expect(asked).toMatchObject({ code: 'INDEX_DAMAGED' });
    else expect(JSON.stringify(asked)).not.toContain('airport');
    service.close();

    expect(await workplace.index({ dryRun: true })).toMatchObject({ changed: ['civet.txt'], unchanged: 5 });
    expect(await workplace.index()).toMatchObject({ changed: ['civet.txt'], unchanged: 5, snapshot: 2 });
    await expectAllFound(workplace);
    expect(workplace.indexFiles()).toEqual(filesOfIndex(2));
    expect(await workplace.index()).toMatchObject({ unchanged: 6, snapshot: 2 });
  });

  test('damage that nobody has met yet is met by the run that builds on it', async () => {
    const workplace = createWorkplace(files);
    await workplace.index();
    execute(workplace, `UPDATE passages SET vector = zeroblob(256) WHERE document_id < 3`);
    truncateSync(join(workplace.directory, 'graph-1.hnsw'), 0);
    expect(await workplace.index()).toMatchObject({ changed: ['aardvark.txt', 'beetle.txt'], unchanged: 4 });
    await expectAllFound(workplace);
  });

  test('a manifest that cannot be read', async () => {
    const workplace = createWorkplace(files);
    await workplace.index();
    execute(workplace, `UPDATE snapshots SET manifest = '{'`);
    await expect(workplace.open()).rejects.toMatchObject({ code: 'INDEX_DAMAGED' });
    await workplace.index();
    await expectAllFound(workplace);
  });

  test(
    'a byte changed anywhere: a right answer or a refusal, and repaired by the next run',
    { timeout: 300_000 },
    async () => {
      const workplace = createWorkplace(files);
      await workplace.index();
      const whole = createWorkplace();
      cpSync(workplace.directory, whole.directory, { recursive: true });
      const { size } = statSync(join(whole.directory, 'isnad.sqlite'));
      let refused = 0;
      for (let offset = 0; offset < size; offset += Math.ceil(size / (isLong ? 400 : 24))) {
        rmSync(workplace.directory, { recursive: true });
        cpSync(whole.directory, workplace.directory, { recursive: true });
        flip(join(workplace.directory, 'isnad.sqlite'), offset);
        try {
          const service = await workplace.open();
          try {
            for (const word of words) {
              const { citations } = await service.ask(`Where was the ${word} seen?`);
              const about = citations.find(({ place }) => place.path === `${word}.txt`);
              if (about) expect(textAbout(word)).toContain(about.excerpt);
            }
          } finally {
            service.close();
          }
        } catch (error) {
          expect(error, `offset ${offset}: ${String(error)}`).toMatchObject({ name: 'IndexError' });
          refused++;
        }
        await workplace.index();
        await expectAllFound(workplace);
      }
      expect(refused).toBeGreaterThan(2);
    },
  );

  test('of another layout: refused with the remedy, which works', async () => {
    const workplace = createWorkplace(files);
    await workplace.index();
    execute(workplace, 'PRAGMA user_version = 1');
    await expect(workplace.open()).rejects.toMatchObject({
      code: 'INDEX_MISMATCH',
      remedy: expect.stringContaining('--from-scratch') as string,
    });
    await expect(workplace.index()).rejects.toMatchObject({ code: 'INDEX_MISMATCH' });
    await workplace.index({ rebuild: true });
    await expectAllFound(workplace);
  });

  test('rebuilt under a running service: it goes over to the new one, whose passages have ids of their own', async () => {
    const workplace = createWorkplace(files);
    await workplace.index();
    const notices: string[] = [];
    const service = await workplace.open({ onNotice: (message) => notices.push(message) });
    const idsBefore = await service.current().reader.findPassageIds();
    execute(workplace, 'PRAGMA user_version = 1');
    workplace.put({ 'civet.txt': textAbout('coati') });
    await workplace.index({ rebuild: true });
    await expectFound(service, 'coati', 'civet.txt');
    expect(service.describeIndex().snapshot).toBe(1);
    for (const id of await service.current().reader.findPassageIds()) expect(idsBefore).not.toContain(id);
    for (const id of idsBefore) expect(await service.findPassage(id)).toBeUndefined();
    expect(notices).toEqual([]);
  });

  test('damage that comes up under a running service is said in our words', async () => {
    const workplace = createWorkplace(files);
    await workplace.index();
    const service = await workplace.open();
    const size = statSync(join(workplace.directory, 'isnad.sqlite')).size;
    for (let offset = 4096; offset < size; offset += 512)
      flip(join(workplace.directory, 'isnad.sqlite'), offset);
    const results = await Promise.all(
      words.map((word) => service.ask(`Where was the ${word} seen?`).catch((error: unknown) => error)),
    );
    for (const result of results) {
      if (result instanceof Error) expect(result).toMatchObject({ name: 'IndexError' });
      else expect(JSON.stringify(result)).toContain('harbour');
    }
    const listed: unknown = await service.findDocuments().catch((error: unknown) => error);
    expect(Array.isArray(listed) || (listed as Error).name === 'IndexError').toBe(true);
    await workplace.index();
    await expectAllFound(workplace);
  });

  test('an embedder of another dimension than the index is refused', async () => {
    const workplace = createWorkplace(files);
    await workplace.index();
    const narrow = { ...embedder, identity: { ...embedder.identity, dimension: 32 } };
    await expect(workplace.open({ embedder: narrow })).rejects.toMatchObject({ code: 'INDEX_MISMATCH' });
  });
});
