import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  isIntact,
  readIntact,
  removeStrayFiles,
  writeDerivedFile,
  writePieces,
} from '../../src/store/derived-files.js';
import { temporaryDirectory } from './temporary-index.js';

const content = Buffer.from('the content of a derived file '.repeat(100));

test('a file is written whole, described, and for its owner only', async () => {
  const directory = temporaryDirectory();
  const file = await writeDerivedFile(directory, 'graph-1.hnsw', (path) => {
    // As a library writes: with the mode that the process gives to new files.
    writeFileSync(path, content);
  });
  expect(file).toMatchObject({ name: 'graph-1.hnsw', bytes: content.length });
  expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(readdirSync(directory)).toEqual(['graph-1.hnsw']);
  expect(readFileSync(join(directory, 'graph-1.hnsw')).equals(content)).toBe(true);
  expect(statSync(join(directory, 'graph-1.hnsw')).mode & 0o777).toBe(0o600);
  expect(await isIntact(directory, file)).toBe(true);
  expect((await readIntact(directory, file))!.equals(content)).toBe(true);
});

test.each([
  [
    'throws',
    (path: string) => {
      writeFileSync(path, 'half');
      throw new Error('disk full');
    },
    'disk full',
  ],
  ['writes nothing', () => undefined, 'empty'],
])('a writer that %s leaves the file of before and nothing else', async (_, write, message) => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'graph-1.hnsw'), 'before');
  await expect(writeDerivedFile(directory, 'graph-1.hnsw', write)).rejects.toThrow(message);
  expect(readdirSync(directory)).toEqual(['graph-1.hnsw']);
  expect(readFileSync(join(directory, 'graph-1.hnsw'), 'utf8')).toBe('before');
});

test('pieces come one after the other', () => {
  const path = join(temporaryDirectory(), 'file');
  writePieces(path, [Buffer.from('a'), Buffer.alloc(0), Buffer.from('bc'), new Uint8Array([100])]);
  expect(readFileSync(path, 'utf8')).toBe('abcd');
});

test.each([
  [
    'truncated',
    (path: string) => {
      truncateSync(path, content.length - 1);
    },
  ],
  [
    'emptied',
    (path: string) => {
      truncateSync(path, 0);
    },
  ],
  [
    'grown',
    (path: string) => {
      writeFileSync(path, Buffer.concat([content, Buffer.of(0)]));
    },
  ],
  [
    'one bit flipped',
    (path: string) => {
      const file = openSync(path, 'r+');
      writeSync(file, Buffer.of(content[1000]! ^ 1), 0, 1, 1000);
      closeSync(file);
    },
  ],
  [
    'swapped for another of its length',
    (path: string) => {
      writeFileSync(path, Buffer.alloc(content.length));
    },
  ],
])('a file that was %s is not intact', async (_, damage) => {
  const directory = temporaryDirectory();
  const file = await writeDerivedFile(directory, 'lexical-1.bin', (path) => {
    writePieces(path, [content]);
  });
  damage(join(directory, file.name));
  expect(await isIntact(directory, file)).toBe(false);
  expect(await readIntact(directory, file)).toBeUndefined();
});

test('a file that is missing, or a directory, is not intact', async () => {
  const directory = temporaryDirectory();
  expect(await isIntact(directory, { name: 'none', bytes: 0, sha256: '' })).toBe(false);
  expect(await readIntact(directory, { name: 'none', bytes: 0, sha256: '' })).toBeUndefined();
  expect(await isIntact(directory, { name: '.', bytes: statSync(directory).size, sha256: '' })).toBe(false);
});

test('stray files go, finished or not; all else stays', () => {
  const directory = temporaryDirectory();
  const stray = [
    'graph-1.hnsw',
    'lexical-12.bin',
    'graph-3.hnsw.part',
    'lexical-3.bin.part',
    'graph-2.hnsw.part',
  ];
  const others = [
    'graph-2.hnsw',
    'lexical-2.bin',
    'isnad.sqlite',
    'graph-x.hnsw',
    'notes-graph-1.hnsw',
    'repl-history',
  ];
  for (const name of [...stray, ...others]) writeFileSync(join(directory, name), '');
  const kept = ['graph-2.hnsw', 'lexical-2.bin'].map((name) => ({ name, bytes: 0, sha256: '' }));
  removeStrayFiles(directory, kept);
  expect(readdirSync(directory).sort()).toEqual(others.sort());
  expect(existsSync(join(directory, 'graph-2.hnsw.part'))).toBe(false);
});
