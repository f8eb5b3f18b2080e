import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { UsageError } from '../../src/contracts/errors.js';
import { loadSourceFile } from '../../src/documents/load-source-file.js';
import { scanFolder } from '../../src/documents/scan-folder.js';
import { describeProblem } from '../../src/text/file-problems/describe-problem.js';

let top: string;
let folder: string;
const options = { maxFileBytes: 1000 };

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'isnad-documents-'));
  chmodSync(top, 0o755);
  folder = join(top, 'folder');
  mkdirSync(folder);
});

afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

function write(path: string, content = 'نص'): void {
  const full = join(folder, path);
  mkdirSync(join(full, '..'), { recursive: true });
  writeFileSync(full, content);
}

function makePipe(path: string): void {
  execFileSync('/usr/bin/env', ['mkfifo', path]);
}

/** Whoever may do anything meets no permission that is denied: the test goes on as somebody else. */
async function asOrdinaryUser<T>(work: () => T | Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

async function scan(): Promise<{ files: string[]; skipped: Record<string, string> }> {
  const { files, skipped } = await scanFolder(folder, options);
  return {
    files: files.map(({ path }) => path),
    skipped: Object.fromEntries(skipped.map(({ path, problem }) => [path, describeProblem(problem, 'en')])),
  };
}

describe('scanFolder', () => {
  it('finds documents in sub-folders, in the order of their paths, however they are named', async () => {
    const names = [
      'b.txt',
      'a/z.md',
      'a.HTML',
      'ملف عربي.txt',
      'a/b/c.text',
      'it\'s "q"\n.md',
      'é.htm',
      'e\u0301.xhtml',
    ];
    for (const name of names) write(name);
    expect(await scan()).toEqual({ files: names.toSorted(), skipped: {} });
    const { files } = await scanFolder(folder, options);
    expect(files.every(({ sizeBytes }) => sizeBytes === 4)).toBe(true);
  });

  it('finds nothing in an empty folder, and passes over what is hidden', async () => {
    expect(await scan()).toEqual({ files: [], skipped: {} });
    write('.hidden.txt');
    write('.git/a.txt');
    expect(await scan()).toEqual({ files: [], skipped: {} });
  });

  it('says why a file is passed over', async () => {
    write('large.txt', 'x'.repeat(1001));
    write('large.ppt', 'x'.repeat(1001));
    write('a.psd');
    write('LICENSE');
    expect(await scan()).toEqual({
      files: [],
      skipped: {
        'large.txt': 'is 0.1 MB, over the limit of 0 MB (MAX_FILE_MB)',
        'large.ppt': 'is an old PowerPoint file (save it as .pptx)',
      },
    });
    write('sub/b.pdf');
    write('a.doc');
    // What is in them is seen when they are read.
    expect((await scan()).files).toEqual(['a.doc', 'sub/b.pdf']);
  });

  it('counts the files that are no documents by their names, whatever else they are', async () => {
    for (const path of ['LICENSE', 'a.exe', 'صورة.PNG', 'sub/b.png', 'constructor', 'a.__proto__'])
      write(path);
    write('large.png', 'x'.repeat(1001));
    symlinkSync('a.exe', join(folder, 'link.exe'));
    symlinkSync('/etc/hostname', join(folder, 'out.conf'));
    const { files, skipped, others } = await scanFolder(folder, options);
    expect([files, skipped]).toEqual([[], []]);
    expect(others).toEqual([
      { ending: '', count: 2 },
      { ending: '.__proto__', count: 1 },
      { ending: '.conf', count: 1 },
      { ending: '.exe', count: 2 },
      {
        ending: '.png',
        count: 3,
        kind: 'picture',
        examples: ['large.png', 'sub/b.png', 'صورة.PNG'],
      },
    ]);
  });

  it('names sizes so that they can be told from the limit', async () => {
    const megabyte = 2 ** 20;
    write('large.txt', 'x'.repeat(megabyte + 1));
    const { skipped } = await scanFolder(folder, { maxFileBytes: megabyte });
    expect(describeProblem(skipped[0]!.problem, 'en')).toBe(
      'is 1.1 MB, over the limit of 1 MB (MAX_FILE_MB)',
    );
  });

  it('follows links that stay in the folder, and no others', async () => {
    write('real/a.txt');
    write('.store/b.txt');
    write('.store/sub/c.txt');
    writeFileSync(join(top, 'secret.txt'), 'secret');
    mkdirSync(join(top, 'folder-beside'));
    const links = {
      'again.txt': 'real/a.txt',
      'aa-link': 'real',
      circle: '.',
      'real/up': '..',
      'hidden-store': '.store',
      'twice-store': '.store',
      'a-part': '.store/sub',
      'nowhere.txt': 'gone.txt',
      'self.txt': 'self.txt',
      'out.txt': join(top, 'secret.txt'),
      'out-folder': top,
      beside: join(top, 'folder-beside'),
      'device.txt': '/dev/zero',
    };
    for (const [name, target] of Object.entries(links)) {
      symlinkSync(target, join(folder, name));
    }
    const elsewhere = 'is a folder that is read under another path';
    const out = 'is a link that leads out of the folder';
    expect(await scan()).toEqual({
      files: ['a-part/c.txt', 'again.txt', 'hidden-store/b.txt', 'real/a.txt'],
      skipped: {
        'aa-link': elsewhere,
        circle: elsewhere,
        'real/up': elsewhere,
        'twice-store': elsewhere,
        'hidden-store/sub': elsewhere,
        'nowhere.txt': 'is a link that leads nowhere',
        'self.txt': 'is a link that leads in a circle',
        'out.txt': out,
        'out-folder': out,
        beside: out,
        'device.txt': out,
      },
    });
  });

  it('takes a link as the folder itself', async () => {
    write('a.txt');
    symlinkSync(folder, join(top, 'link'));
    expect((await scanFolder(join(top, 'link'), options)).files).toMatchObject([
      { path: 'a.txt', sizeBytes: 4 },
    ]);
    expect(loadSourceFile(join(top, 'link'), 'a.txt', options)).toMatchObject({ path: 'a.txt' });
  });

  it('never opens what is no regular file', async () => {
    makePipe(join(folder, 'pipe.txt'));
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, 'socket.txt'), resolve));
    symlinkSync('pipe.txt', join(folder, 'to-pipe.txt'));
    const { skipped } = await scan();
    await new Promise((resolve) => server.close(resolve));
    expect(skipped).toEqual({
      'pipe.txt': 'is not a regular file (it is a pipe)',
      'socket.txt': 'is not a regular file (it is a socket)',
      'to-pipe.txt': 'is not a regular file (it is a pipe)',
    });
    expect(loadSourceFile(folder, 'pipe.txt', options)).toEqual({
      path: 'pipe.txt',
      problem: { code: 'pipe' },
    });
  });

  it('skips a name that is not valid UTF-8', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/a`), Buffer.from([0xff]), Buffer.from('.txt')]), 'x');
    expect(await scan()).toEqual({
      files: [],
      skipped: { 'a\ufffd.txt': 'has a name that is not valid UTF-8' },
    });
  });

  it('goes on where it may not read', async () => {
    write('open.txt');
    write('closed.txt');
    write('closed/a.txt');
    chmodSync(join(folder, 'closed.txt'), 0);
    chmodSync(join(folder, 'closed'), 0);
    const denied = 'may not be read (permission denied)';
    await asOrdinaryUser(async () => {
      expect(await scan()).toEqual({ files: ['closed.txt', 'open.txt'], skipped: { closed: denied } });
      expect(loadSourceFile(folder, 'closed.txt', options)).toEqual({
        path: 'closed.txt',
        problem: { code: 'no-permission' },
      });
    });
    chmodSync(join(folder, 'closed'), 0o700);
  });

  it('says what is wrong with the folder itself, and what to do', async () => {
    write('file.txt');
    chmodSync(folder, 0o311);
    const cases = [
      [join(top, 'none'), 'is missing'],
      [join(folder, 'file.txt'), 'is not a folder'],
      [join(folder, 'file.txt', 'below'), 'is missing'],
      [folder, 'may not be read (permission denied)'],
    ] as const;
    await asOrdinaryUser(async () => {
      for (const [path, clause] of cases) {
        const error: unknown = await scanFolder(path, options).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(UsageError);
        expect((error as UsageError).message).toBe(`The documents folder ${path} ${clause}.`);
        expect((error as UsageError).remedy).toBe('Name a folder that exists and that you may read.');
      }
    });
  });
});

describe('loadSourceFile', () => {
  it('reads the bytes and their SHA-256', () => {
    write('sub/a.txt', 'abc');
    expect(loadSourceFile(folder, 'sub/a.txt', options)).toEqual({
      path: 'sub/a.txt',
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      bytes: readFileSync(join(folder, 'sub/a.txt')),
      // It has just been written, and may be again before the clock ticks.
      stamp: undefined,
    });
  });

  describe('the stamp of a file', () => {
    beforeEach(() => {
      vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
    });
    afterEach(() => {
      vi.restoreAllMocks();
    });

    const stampNow = (path: string): string | undefined => {
      const file = loadSourceFile(folder, path, options);
      return 'stamp' in file ? file.stamp : file.problem.code;
    };

    it('is the one that a scan finds, through links too', async () => {
      write('sub/a.txt', 'abc');
      symlinkSync('sub/a.txt', join(folder, 'b.txt'));
      const { files } = await scanFolder(folder, options);
      expect(files.map(({ path }) => path)).toEqual(['b.txt', 'sub/a.txt']);
      for (const { path, stamp } of files) expect(stampNow(path)).toBe(stamp);
      expect(stampNow('b.txt')).toMatch(/^\d+:3:\d+:\d+$/);
    });

    it.each<[string, (path: string) => void]>([
      [
        'written again',
        (path) => {
          writeFileSync(path, 'abc');
        },
      ],
      [
        'put back in time',
        (path) => {
          const { atime, mtime } = statSync(path);
          writeFileSync(path, 'xyz');
          utimesSync(path, atime, mtime);
        },
      ],
      [
        'replaced by another that is as old and as long',
        (path) => {
          const { atime, mtime } = statSync(path);
          writeFileSync(`${path}.new`, 'xyz');
          utimesSync(`${path}.new`, atime, mtime);
          renameSync(`${path}.new`, path);
        },
      ],
    ])('is another when the file was %s', async (_, change) => {
      write('a.txt', 'abc');
      const before = stampNow('a.txt');
      // Longer than a tick of the clock that the disk is stamped by.
      await new Promise((resolve) => setTimeout(resolve, 30));
      change(join(folder, 'a.txt'));
      expect(stampNow('a.txt')).not.toBe(before);
    });
  });

  it('reads an empty file, and one as large as the limit', () => {
    write('empty.txt', '');
    write('full.txt', 'x'.repeat(1000));
    expect(loadSourceFile(folder, 'empty.txt', options)).toMatchObject({ bytes: Buffer.alloc(0) });
    expect(loadSourceFile(folder, 'full.txt', options)).toMatchObject({ bytes: Buffer.alloc(1000, 'x') });
  });

  it('says what has become of a file since the folder was scanned', async () => {
    for (const name of ['gone.txt', 'grown.txt', 'pipe.txt', 'linked.txt', 'folder.txt', 'moved/a.txt'])
      write(name);
    mkdirSync(join(top, 'outside'));
    writeFileSync(join(top, 'outside/a.txt'), 'secret');
    const { files } = await scanFolder(folder, options);
    unlinkSync(join(folder, 'gone.txt'));
    appendFileSync(join(folder, 'grown.txt'), 'x'.repeat(1000));
    for (const name of ['pipe.txt', 'linked.txt', 'folder.txt', 'moved'])
      rmSync(join(folder, name), { recursive: true });
    makePipe(join(folder, 'pipe.txt'));
    symlinkSync(join(top, 'outside/a.txt'), join(folder, 'linked.txt'));
    mkdirSync(join(folder, 'folder.txt'));
    symlinkSync(join(top, 'outside'), join(folder, 'moved'));
    expect(files.map(({ path }) => loadSourceFile(folder, path, options))).toEqual([
      { path: 'folder.txt', problem: { code: 'folder' } },
      { path: 'gone.txt', problem: { code: 'missing' } },
      { path: 'grown.txt', problem: { code: 'too-large', sizeBytes: 1004, limitBytes: 1000 } },
      { path: 'linked.txt', problem: { code: 'link-outside' } },
      { path: 'moved/a.txt', problem: { code: 'link-outside' } },
      { path: 'pipe.txt', problem: { code: 'pipe' } },
    ]);
  });

  it.each(['../secret.txt', '../folder-2/a.txt', '/etc/hostname/../../secret.txt', 'a\0.txt'])(
    'reads nothing by the path %j',
    (path) => {
      writeFileSync(join(top, 'secret.txt'), 'secret');
      mkdirSync(join(top, 'folder-2'));
      writeFileSync(join(top, 'folder-2/a.txt'), 'secret');
      expect(loadSourceFile(folder, path, options)).toHaveProperty('problem');
    },
  );
});
