import fs, {
  chmodSync,
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { decodeLexical } from '../../src/lexical/lexical-file.js';
import { PostingsReader } from '../../src/lexical/postings.js';
import { runIndexer } from '../../src/application/run-indexer.js';
import type { IndexerProgress } from '../../src/application/indexer-run.js';
import type { ExplainingAnswerService } from '../../src/application/open-answer-service.js';
import { HnswGraph } from '../../src/graph/hnsw-graph.js';
import { SqliteIndexWriter } from '../../src/store/index-writer.js';
import { createWorkplace, embedder, expectFound, filesOfIndex, otherModel, textAbout } from './workplace.js';

const threeFiles = {
  'a.txt': textAbout('aardvark'),
  'b.md': `# Beetles\n\n${textAbout('beetle')}`,
  'sub/قطة.html': `<html><title>Cats</title><p>${textAbout('civet')}</p></html>`,
};

describe('what a run does', () => {
  test('adds a new folder', async () => {
    const { index, open, indexFiles, folder } = createWorkplace(threeFiles);
    const report = await index();
    expect(report).toMatchObject({
      folder,
      dryRun: false,
      added: ['a.txt', 'b.md', 'sub/قطة.html'],
      changed: [],
      removed: [],
      unchanged: 0,
      skipped: [],
      documents: 3,
      snapshot: 1,
    });
    expect(report.seconds).toBeGreaterThan(0);
    expect(indexFiles()).toEqual(filesOfIndex(1));
    const service = await open();
    expect(service.describeIndex()).toMatchObject({
      snapshot: 1,
      documents: 3,
      passages: report.passages,
      model: 'fake',
    });
    await expectFound(service, 'aardvark', 'a.txt');
    await expectFound(service, 'beetle', 'b.md');
    await expectFound(service, 'civet', 'sub/قطة.html');
  });

  test('makes only what changed', async () => {
    const { index, put, open, indexFiles } = createWorkplace(threeFiles);
    await index();
    const before = await (await open()).findDocuments();
    put({ 'a.txt': textAbout('antelope'), 'b.md': undefined, 'd.txt': textAbout('dormouse') });
    const embedded: string[] = [];
    const report = await index({
      embedder: {
        ...embedder,
        embedPassages: (texts) => {
          embedded.push(...texts);
          return embedder.embedPassages(texts);
        },
      },
    });
    expect(report).toMatchObject({
      added: ['d.txt'],
      changed: ['a.txt'],
      removed: ['b.md'],
      unchanged: 1,
      documents: 3,
      snapshot: 2,
    });
    expect(embedded.join(' ')).toContain('antelope');
    expect(embedded.join(' ')).not.toContain('civet');
    expect(indexFiles()).toEqual(filesOfIndex(2));
    const service = await open();
    await expectFound(service, 'aardvark', undefined);
    await expectFound(service, 'antelope', 'a.txt');
    await expectFound(service, 'beetle', undefined);
    await expectFound(service, 'dormouse', 'd.txt');
    // An unchanged document keeps its row, and with it its passages' ids.
    expect(await service.findDocuments()).toContainEqual(before.find(({ path }) => path === 'sub/قطة.html'));
  });

  test('does nothing where nothing changed', async () => {
    const { index, directory, indexFiles } = createWorkplace(threeFiles);
    await index();
    const times = indexFiles().map((name) => statSync(join(directory, name)).mtimeMs);
    const report = await index({
      embedder: { ...embedder, embedPassages: () => Promise.reject(new Error('embedded for nothing')) },
    });
    expect(report).toMatchObject({ added: [], changed: [], removed: [], unchanged: 3, snapshot: 1 });
    const [graph, , , lexical] = indexFiles().map((name) => statSync(join(directory, name)).mtimeMs);
    expect([graph, lexical]).toEqual([times[0], times[3]]);
  });

  test('a file touched but not changed is unchanged; a renamed one is removed and added', async () => {
    const { index, put, folder, open } = createWorkplace(threeFiles);
    await index();
    put({ 'a.txt': threeFiles['a.txt'] });
    expect(await index()).toMatchObject({ unchanged: 3, snapshot: 1 });
    renameSync(join(folder, 'a.txt'), join(folder, 'z.txt'));
    expect(await index()).toMatchObject({ added: ['z.txt'], removed: ['a.txt'], changed: [], unchanged: 2 });
    await expectFound(await open(), 'aardvark', 'z.txt');
  });

  test('a file that came back as it was is unchanged', async () => {
    const { index, put, open } = createWorkplace(threeFiles);
    await index();
    put({ 'a.txt': undefined });
    await index();
    put({ 'a.txt': threeFiles['a.txt'] });
    expect(await index()).toMatchObject({ added: ['a.txt'], unchanged: 2, snapshot: 3 });
    await expectFound(await open(), 'aardvark', 'a.txt');
  });

  test('two files of the same content are two documents', async () => {
    const { index, open, put } = createWorkplace({ 'a.txt': textAbout('twin'), 'b.txt': textAbout('twin') });
    expect(await index()).toMatchObject({ added: ['a.txt', 'b.txt'], documents: 2 });
    const { citations } = await (await open()).ask('Where was the twin seen?');
    expect(citations[0]!.place.path).toBe('a.txt');
    expect(citations[0]!.alsoIn).toEqual(['b.txt']);
    put({ 'a.txt': undefined });
    await index();
    const [left] = (await (await open()).ask('Where was the twin seen?')).citations;
    expect(left!.place.path).toBe('b.txt');
    expect(left!.alsoIn).toEqual([]);
  });

  test('passes over what it cannot read, says why, and makes no new snapshot of it', async () => {
    const { index, folder, put } = createWorkplace({
      ...threeFiles,
      'binary.txt': Uint8Array.from({ length: 2048 }, (_, i) => (i * 7919) % 256),
      'empty.txt': '',
      'large.txt': 'x'.repeat((1 << 20) + 1),
      'photo.png': 'png',
    });
    symlinkSync('/etc/hostname', join(folder, 'outside.txt'));
    symlinkSync('nowhere', join(folder, 'broken.txt'));
    const report = await index();
    expect(report.added).toEqual(Object.keys(threeFiles));
    expect(report.skipped.map(({ path }) => path)).toEqual([
      'binary.txt',
      'broken.txt',
      'empty.txt',
      'large.txt',
      'outside.txt',
    ]);
    expect(report.others).toMatchObject([{ ending: '.png', count: 1, examples: ['photo.png'] }]);
    expect(report.skipped.map(({ problem }) => problem)).toEqual([
      { code: 'not-text' },
      { code: 'link-broken' },
      { code: 'empty' },
      { code: 'too-large', sizeBytes: (1 << 20) + 1, limitBytes: 1 << 20 },
      { code: 'link-outside' },
    ]);
    const again = await index();
    expect(again).toMatchObject({ added: [], unchanged: 3, snapshot: 1, skipped: report.skipped });
    put({ 'a.txt': new Uint8Array(100) });
    expect(await index()).toMatchObject({ removed: ['a.txt'], changed: [], unchanged: 2, snapshot: 2 });
    expect(await index()).toMatchObject({ removed: [], unchanged: 2, snapshot: 2 });
  });

  test('a file deleted while indexing is passed over by name', async () => {
    const { index, folder, open } = createWorkplace(threeFiles);
    const report = await index({
      embedder: {
        ...embedder,
        // Asked for the first time after the folder was scanned and before the last file is read.
        countTokens: (text) => {
          rmSync(join(folder, 'sub/قطة.html'), { force: true });
          return embedder.countTokens(text);
        },
      },
    });
    expect(report).toMatchObject({ added: ['a.txt', 'b.md'], documents: 2 });
    expect(report.skipped).toEqual([{ path: 'sub/قطة.html', problem: { code: 'missing' } }]);
    await expectFound(await open(), 'aardvark', 'a.txt');
  });

  test('a file changed while indexing is stored as it was when it was read', async () => {
    const { index, put, open } = createWorkplace({ 'a.txt': textAbout('aardvark') });
    let isChanged = false;
    await index({
      embedder: {
        ...embedder,
        embedPassages: (texts) => {
          if (!isChanged) put({ 'a.txt': textAbout('antelope') });
          isChanged = true;
          return embedder.embedPassages(texts);
        },
      },
    });
    await expectFound(await open(), 'aardvark', 'a.txt');
    expect(await index()).toMatchObject({ changed: ['a.txt'] });
    await expectFound(await open(), 'antelope', 'a.txt');
  });

  test('an empty folder gives an empty index, also after documents were there', async () => {
    const { index, put, open } = createWorkplace();
    expect(await index()).toMatchObject({ documents: 0, passages: 0, snapshot: 1 });
    const service = await open();
    expect(await service.ask('Anything?')).toMatchObject({ kind: 'no-answer', citations: [] });
    put({ 'a.txt': textAbout('aardvark') });
    expect(await index()).toMatchObject({ added: ['a.txt'], snapshot: 2 });
    await expectFound(await open(), 'aardvark', 'a.txt');
    put({ 'a.txt': undefined });
    expect(await index()).toMatchObject({ removed: ['a.txt'], documents: 0, passages: 0, snapshot: 3 });
    await expectFound(await open(), 'aardvark', undefined);
    put({ 'b.txt': textAbout('beetle') });
    await index();
    await expectFound(await open(), 'beetle', 'b.txt');
  });

  test.each([
    ['is not there', 'missing'],
    ['is a file', 'documents/a.txt'],
  ])('a folder that %s is refused before anything is written', async (_, name) => {
    const { index, folder, indexFiles } = createWorkplace({ 'a.txt': 'A.' });
    await expect(index({ folder: join(folder, '..', name) })).rejects.toMatchObject({ code: 'USAGE' });
    expect(indexFiles).toThrow('ENOENT');
  });

  test('a folder that has gone since does not empty the index', async () => {
    const { index, folder, open } = createWorkplace(threeFiles);
    await index();
    renameSync(folder, `${folder}-away`);
    await expect(index()).rejects.toMatchObject({ code: 'USAGE' });
    await expectFound(await open(), 'aardvark', 'a.txt');
    renameSync(`${folder}-away`, folder);
    expect(await index()).toMatchObject({ unchanged: 3 });
  });

  test('odd names: Arabic, spaces, quotes, newlines, dashes, a name of 255 bytes', async () => {
    const names = [
      'ملف جديد.txt',
      'a b.txt',
      `it's "x".txt`,
      'new\nline.txt',
      '-rf.txt',
      `${'ن'.repeat(125)}.txt`,
    ];
    const { index, open } = createWorkplace(
      Object.fromEntries(names.map((name, i) => [name, textAbout(`beast${'x'.repeat(i + 1)}`)])),
    );
    expect((await index()).added).toEqual([...names].sort());
    const service = await open();
    for (const [i, name] of names.entries()) await expectFound(service, `beast${'x'.repeat(i + 1)}`, name);
  });

  test('a file under two names by a hard link is two documents', async () => {
    const { index, folder } = createWorkplace({ 'a.txt': textAbout('aardvark') });
    linkSync(join(folder, 'a.txt'), join(folder, 'b.txt'));
    expect(await index()).toMatchObject({ added: ['a.txt', 'b.txt'] });
  });

  test('progress grows to its total', async () => {
    const files = Object.fromEntries(Array.from({ length: 700 }, (_, i) => [`${i}.txt`, textAbout(`w${i}`)]));
    const seen: IndexerProgress[] = [];
    await createWorkplace(files).index({ onProgress: (progress) => seen.push(progress) });
    const embed = seen.filter((progress) => progress.step === 'embed');
    expect(embed.length).toBeGreaterThan(1);
    expect(embed.at(-1)!.doneBytes).toBe(embed.at(-1)!.totalBytes);
    expect(embed.map(({ passages }) => passages)).toEqual(
      embed.map(({ passages }) => passages).sort((a, b) => a - b),
    );
    const graph = seen.filter((progress) => progress.step === 'graph');
    expect(graph.length).toBeGreaterThan(1);
    expect(graph.every(({ done, total }) => done <= total)).toBe(true);
  });
});

describe('what is read', () => {
  /** How many reads of files a run takes; those of the graph and the lexical index are others. */
  async function readsOf(run: () => Promise<unknown>): Promise<number> {
    const reads = vi.spyOn(fs, 'readSync');
    syncBuiltinESMExports();
    await run();
    const calls = reads.mock.calls.length;
    reads.mockRestore();
    syncBuiltinESMExports();
    return calls;
  }
  const later = (): void => {
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
  };
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('no file that has been left alone since it was read; all of them where that is wanted', async () => {
    const { index } = createWorkplace(threeFiles);
    later();
    await index();
    expect(await readsOf(index)).toBe(0);
    expect(await readsOf(() => index({ checksum: true }))).toBeGreaterThanOrEqual(3);
    expect(await index({ checksum: true })).toMatchObject({ unchanged: 3, snapshot: 1 });
  });

  test('every file that was changed shortly before it was read', async () => {
    const { index } = createWorkplace(threeFiles);
    await index();
    expect(await readsOf(index)).toBeGreaterThanOrEqual(3);
    later();
    expect(await readsOf(index)).toBeGreaterThanOrEqual(3);
    expect(await readsOf(index)).toBe(0);
  });

  test('a file whose size and time are what they were, but not its bytes', async () => {
    const { index, put, folder, open } = createWorkplace({ 'a.txt': textAbout('aardvark') });
    later();
    await index();
    const { atime, mtime } = statSync(join(folder, 'a.txt'));
    put({ 'a.txt': textAbout('aardwolf') });
    utimesSync(join(folder, 'a.txt'), atime, mtime);
    expect(await index()).toMatchObject({ changed: ['a.txt'] });
    await expectFound(await open(), 'aardwolf', 'a.txt');
  });

  test('a touched file once', async () => {
    const { index, put, folder } = createWorkplace(threeFiles);
    later();
    await index();
    put({ 'a.txt': threeFiles['a.txt'] });
    utimesSync(join(folder, 'a.txt'), 1, 1);
    expect(await readsOf(index)).toBeGreaterThan(0);
    expect(await readsOf(index)).toBe(0);
    expect(await index()).toMatchObject({ unchanged: 3, snapshot: 1 });
  });

  test('a file that has gone and come back with its old stamp is found', async () => {
    const { index, folder, open } = createWorkplace(threeFiles);
    later();
    await index();
    renameSync(join(folder, 'a.txt'), join(folder, '.hidden'));
    expect(await index()).toMatchObject({ removed: ['a.txt'] });
    renameSync(join(folder, '.hidden'), join(folder, 'a.txt'));
    expect(await index()).toMatchObject({ added: ['a.txt'] });
    await expectFound(await open(), 'aardvark', 'a.txt');
  });
});

describe('a dry run', () => {
  test('writes nothing where there is no index', async () => {
    const { index, indexFiles } = createWorkplace({ ...threeFiles, 'binary.txt': new Uint8Array(50) });
    const report = await index({ dryRun: true });
    expect(report).toMatchObject({
      dryRun: true,
      added: Object.keys(threeFiles),
      documents: 3,
      snapshot: 0,
    });
    expect(report.skipped.map(({ path }) => path)).toEqual(['binary.txt']);
    expect(indexFiles).toThrow('ENOENT');
  });

  test('says what a run would do and leaves every file as it is', async () => {
    const { index, put, directory, indexFiles, open } = createWorkplace(threeFiles);
    await index();
    const look = (): unknown[] => indexFiles().map((name) => [name, statSync(join(directory, name)).mtimeMs]);
    const before = look();
    put({ 'a.txt': textAbout('antelope'), 'b.md': undefined, 'd.txt': textAbout('dormouse') });
    const said = await index({ dryRun: true });
    expect(look()).toEqual(before);
    await expectFound(await open(), 'aardvark', 'a.txt');
    expect(await index({ dryRun: true, rebuild: true })).toMatchObject({
      changed: ['a.txt', 'sub/قطة.html'],
    });
    const { added, changed, removed, unchanged, documents } = await index();
    expect(said).toMatchObject({ added, changed, removed, unchanged, documents });
  });

  test('does not set a damaged database aside', async () => {
    const { index, put, directory, indexFiles } = createWorkplace(threeFiles);
    await index();
    put({ '../index/isnad.sqlite': 'rubbish '.repeat(4096) });
    expect(await index({ dryRun: true })).toMatchObject({ added: Object.keys(threeFiles) });
    expect(indexFiles()).toEqual(filesOfIndex(1));
    expect(statSync(join(directory, 'isnad.sqlite')).size).toBe(8 * 4096);
  });
});

describe('made anew', () => {
  test('everything, with rebuild', async () => {
    const { index, open, indexFiles } = createWorkplace(threeFiles);
    await index();
    const before = (await (await open()).findDocuments()).map(({ id }) => id);
    const report = await index({ rebuild: true });
    expect(report).toMatchObject({
      changed: Object.keys(threeFiles),
      added: [],
      unchanged: 0,
      snapshot: 2,
    });
    expect(indexFiles()).toEqual(filesOfIndex(2));
    const service = await open();
    for (const { id } of await service.findDocuments()) expect(before).not.toContain(id);
    await expectFound(service, 'civet', 'sub/قطة.html');
  });

  test('everything, for another model; the old index answers the old model until then', async () => {
    const { index, open } = createWorkplace(threeFiles);
    await index();
    await expect(open({ embedder: otherModel() })).rejects.toMatchObject({
      code: 'INDEX_MISMATCH',
      message: 'The index was made with the model fake, and EMBEDDING_MODEL is other.',
      remedy: expect.stringContaining('isnad index') as string,
    });
    const running = await open();
    expect(await index({ embedder: otherModel() })).toMatchObject({ changed: Object.keys(threeFiles) });
    await expectFound(await open({ embedder: otherModel() }), 'aardvark', 'a.txt');
    await expectFound(running, 'aardvark', 'a.txt');
    await expect(open()).rejects.toMatchObject({ code: 'INDEX_MISMATCH' });
  });

  test('the same for another revision of the same model', async () => {
    const { index, open } = createWorkplace(threeFiles);
    await index();
    const revised = { ...embedder, identity: { ...embedder.identity, revision: 'better words' } };
    await expect(open({ embedder: revised })).rejects.toThrow(/another version/);
    await index({ embedder: revised });
    await expectFound(await open({ embedder: revised }), 'beetle', 'b.md');
  });
});

describe('a run that adds to an index gives what a run from nothing gives', () => {
  /** A word for each file and version of it: two documents of the same words would tie. */
  const wordFor = (path: string, version: number): string =>
    `${path.charCodeAt(0).toString(36)}beast${version}`;

  async function observe(
    service: ExplainingAnswerService,
    directory: string,
    words: readonly string[],
  ): Promise<unknown> {
    const { manifest, reader, pipeline } = service.current();
    const lexical = decodeLexical(readFileSync(join(directory, `lexical-${manifest.snapshot}.bin`)));
    const paths: string[] = [];
    for (const { documentId, ordinal } of await reader.findPassages([...lexical.passageIds])) {
      paths.push(`${(await reader.findDocument(documentId))!.path} ${ordinal}`);
    }
    // By path, for the order of ids is the order in which documents came.
    const order = paths.map((_, i) => i).sort((a, b) => (paths[a]! < paths[b]! ? -1 : 1));
    const newPosition = new Map(order.map((position, i) => [position, i]));
    const fields = [lexical.stems, lexical.grams].map((field) => ({
      terms: [...field.terms],
      postings: [...field.terms]
        .map((_, term) => {
          const postings = new PostingsReader(field);
          postings.open(term);
          return order.flatMap((_, position) => {
            const frequency = postings.frequencyAt(position);
            return frequency > 0 ? [[newPosition.get(position)!, frequency] as const] : [];
          });
        })
        .map((list) => list.sort(([a], [b]) => a - b)),
      lengths: order.map((position) => field.lengths[position]),
    }));
    const answers = [];
    for (const word of words) {
      const question = `Where was the ${word} seen?`;
      const { confidence, citations } = await service.ask(question);
      const hits = await pipeline.retrieveDense(await pipeline.analyze(question), { limit: 50 });
      answers.push({
        confidence: confidence.toFixed(5),
        first: citations
          .slice(0, 1)
          .map(({ excerpt, place: { path, paragraph, line } }) => [path, paragraph, line, excerpt]),
        dense: hits.length,
      });
    }
    return { paths: [...paths].sort(), fields, answers };
  }

  test('whatever the changes', async () => {
    const path = fc.constantFrom('a.txt', 'b.txt', 'c/c.txt', 'd.txt', 'e.txt', 'f.txt');
    const version = fc.option(fc.nat({ max: 3 }), { nil: undefined });
    const changes = fc.array(fc.tuple(path, version), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(changes, { minLength: 2, maxLength: 4 }), async (rounds) => {
        const grown = createWorkplace();
        const state: Record<string, string> = {};
        const words: Record<string, string> = {};
        for (const round of rounds) {
          for (const [name, about] of round) {
            if (about !== undefined) {
              words[name] = wordFor(name, about);
              // Several passages a document, some of the same words as other documents'.
              state[name] =
                `${textAbout(words[name])}\n${textAbout('harbour '.repeat(40))}\n${name} ends here.`;
              grown.put({ [name]: state[name] });
            } else if (name in state) {
              Reflect.deleteProperty(state, name);
              Reflect.deleteProperty(words, name);
              grown.put({ [name]: undefined });
            }
          }
          await grown.index();
        }
        const fresh = createWorkplace(state);
        await fresh.index();
        const [left, right] = [await grown.open(), await fresh.open()];
        const asked = Object.values(words);
        expect(await observe(left, grown.directory, asked)).toEqual(
          await observe(right, fresh.directory, asked),
        );
        left.close();
        right.close();
      }),
      { numRuns: 12 },
    );
  });

  test('a graph of mostly removed points is built anew', async () => {
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.txt`, textAbout(`w${i}`)]));
    const { index, put, open, directory } = createWorkplace(files);
    const points = async (): Promise<number> => {
      const { snapshot, passages } = (await open()).describeIndex();
      const path = join(directory, `graph-${snapshot}.hnsw`);
      return (await HnswGraph.load(path, 64, passages)).sizeWithRemoved;
    };
    const { passages } = await index();
    put({ '0.txt': textAbout('other') });
    await index();
    expect(await points()).toBe(passages + passages / 40);
    put(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.txt`, textAbout(`v${i}`)])));
    await index();
    expect(await points()).toBe(passages);
    await expectFound(await open(), 'v7', '7.txt');
  });
});

describe('stopped', () => {
  test.each(['reading', 'embedding', 'graph'])(
    'by its caller while %s: the old index answers',
    async (moment) => {
      const files = Object.fromEntries(
        Array.from({ length: 300 }, (_, i) => [`${i}.txt`, textAbout(`w${i}`)]),
      );
      const { index, put, open, indexFiles } = createWorkplace({ 'a.txt': textAbout('aardvark') });
      await index();
      put({ ...files, 'a.txt': textAbout('antelope') });
      const controller = new AbortController();
      if (moment === 'reading') controller.abort();
      const stopped = index({
        signal: controller.signal,
        onProgress: ({ step }) => {
          if (step === 'graph' || moment === 'embedding') controller.abort();
        },
      });
      await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
      const service = await open();
      await expectFound(service, 'aardvark', 'a.txt');
      await expectFound(service, 'w7', undefined);
      // What was embedded before is not embedded again.
      let embedded = 0;
      const report = await index({
        embedder: {
          ...embedder,
          embedPassages: (texts) => {
            embedded += texts.length;
            return embedder.embedPassages(texts);
          },
        },
      });
      expect(report).toMatchObject({ changed: ['a.txt'], documents: 301, snapshot: 2 });
      expect(report.added).toHaveLength(300);
      expect(embedded > 0).toBe(moment === 'reading');
      expect(indexFiles()).toEqual(filesOfIndex(2));
      await expectFound(await open(), 'w7', '7.txt');
    },
  );

  test('what an interrupted run made of a file that has changed again is thrown away', async () => {
    const { index, put, open } = createWorkplace({ 'a.txt': textAbout('aardvark') });
    const controller = new AbortController();
    const stopped = index({
      signal: controller.signal,
      onProgress: () => {
        controller.abort();
      },
    });
    await expect(stopped).rejects.toThrow();
    await expect(open()).rejects.toMatchObject({ code: 'INDEX_MISSING' });
    put({ 'a.txt': textAbout('antelope') });
    expect(await index()).toMatchObject({ added: ['a.txt'], documents: 1, snapshot: 1 });
    const service = await open();
    await expectFound(service, 'aardvark', undefined);
    await expectFound(service, 'antelope', 'a.txt');
    expect(await service.countDocuments()).toBe(1);
  });

  test('two indexers at once: one works, the other says who does', async () => {
    const { index } = createWorkplace(threeFiles);
    const [first, second] = await Promise.allSettled([index(), index()]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { documents: 3 } });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'INDEX_LOCKED' } });
    expect(await index()).toMatchObject({ unchanged: 3, snapshot: 1 });
  });

  test('an embedder that fails leaves the old index and frees the lock', async () => {
    const { index, put, open } = createWorkplace({ 'a.txt': textAbout('aardvark') });
    await index();
    put({ 'b.txt': textAbout('beetle') });
    const failing = { ...embedder, embedPassages: () => Promise.reject(new Error('the model broke')) };
    await expect(index({ embedder: failing })).rejects.toThrow('the model broke');
    await expectFound(await open(), 'aardvark', 'a.txt');
    expect(await index()).toMatchObject({ added: ['b.txt'] });
  });

  test('a graph that came out short, of which its library says nothing, is not taken for one', async () => {
    const { index, put, open, indexFiles } = createWorkplace(threeFiles);
    await index();
    put({ 'a.txt': textAbout('antelope') });
    const write = vi.spyOn(HnswGraph.prototype, 'write').mockImplementation((path) => {
      writeFileSync(path, readFileSync(join(path, '..', 'graph-1.hnsw')).subarray(0, -1));
    });
    await expect(index()).rejects.toMatchObject({
      code: 'INDEX_WRITE',
      message: expect.stringContaining('disk seems to be full') as string,
    });
    write.mockRestore();
    await expectFound(await open(), 'aardvark', 'a.txt');
    expect(await index()).toMatchObject({ changed: ['a.txt'], snapshot: 2 });
    expect(indexFiles()).toEqual(filesOfIndex(2));
  });

  test.each(['writeSync', 'fsyncSync', 'renameSync'] as const)(
    'a disk that is full at a call of %s',
    async (call) => {
      const { index, put, open, indexFiles } = createWorkplace(threeFiles);
      await index();
      put({ 'a.txt': textAbout('antelope') });
      const failing = vi.spyOn(fs, call).mockImplementation(() => {
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      });
      syncBuiltinESMExports();
      const run = index();
      await expect(run).rejects.toMatchObject({
        code: 'INDEX_WRITE',
        message: expect.stringContaining('the disk is full') as string,
      });
      failing.mockRestore();
      syncBuiltinESMExports();
      await expectFound(await open(), 'aardvark', 'a.txt');
      expect(await index()).toMatchObject({ changed: ['a.txt'], snapshot: 2 });
      expect(indexFiles()).toEqual(filesOfIndex(2));
    },
  );

  test('a commit that is on the disk although it failed finds its files there', async () => {
    const { index, put, open, indexFiles } = createWorkplace(threeFiles);
    await index();
    put({ 'a.txt': textAbout('antelope') });
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the writer below
    const { finish } = SqliteIndexWriter.prototype;
    const failing = vi.spyOn(SqliteIndexWriter.prototype, 'finish').mockImplementation(function (
      this: SqliteIndexWriter,
      manifest,
    ) {
      finish.call(this, manifest);
      throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
    });
    await expect(index()).rejects.toMatchObject({ code: 'INDEX_WRITE' });
    failing.mockRestore();
    const service = await open();
    await expectFound(service, 'antelope', 'a.txt');
    expect(service.current().repaired).toEqual([]);
    expect(await index()).toMatchObject({ unchanged: 3, snapshot: 2 });
    expect(indexFiles()).toEqual(filesOfIndex(2));
  });

  test('a directory that cannot be made is one clear sentence', async () => {
    const { folder, put } = createWorkplace({ 'a.txt': 'A text.' });
    put({ '../file': '' });
    chmodSync(join(folder, '..', 'file'), 0o600);
    const run = runIndexer({
      folder,
      directory: join(folder, '..', 'file', 'index'),
      embedder,
      maxFileBytes: 1 << 20,
    });
    await expect(run).rejects.toMatchObject({
      code: 'INDEX_WRITE',
      remedy: expect.stringContaining('INDEX_DIR') as string,
    });
  });
});
