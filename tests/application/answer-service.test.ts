import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Embedder } from '../../src/contracts/embedder.js';
import { createWorkplace, embedder, expectFound, otherModel, textAbout } from './workplace.js';

describe('opening', () => {
  test('no index, and one that was never finished', async () => {
    const { index, open } = createWorkplace({ 'a.txt': textAbout('aardvark') });
    await expect(open()).rejects.toMatchObject({
      code: 'INDEX_MISSING',
      remedy: expect.stringContaining('isnad index') as string,
    });
    const failing = { ...embedder, embedPassages: () => Promise.reject(new Error('broken')) };
    await expect(index({ embedder: failing })).rejects.toThrow('broken');
    await expect(open()).rejects.toMatchObject({ code: 'INDEX_MISSING' });
  });
});

describe('asking', () => {
  const files = {
    'a.txt': textAbout('aardvark'),
    'b/b.txt': textAbout('beetle'),
    'b/c.txt': `${textAbout('civet')}\n${textAbout('dormouse')}`,
  };

  test('an answer says what was asked, its language, and the snapshot of the index', async () => {
    const { index, open } = createWorkplace(files);
    await index();
    const service = await open();
    for (const [asked, question, language] of [
      ['  Where was\nthe civet? ', 'Where was the civet?', 'en'],
      ['متى  ظهر؟', 'متى ظهر؟', 'ar'],
      ['؟', '؟', 'en'],
    ] as const) {
      expect(await service.ask(asked)).toMatchObject({ question, language, snapshot: 1 });
    }
  });

  test('excerpts are slices of the stored text', async () => {
    const { index, open } = createWorkplace(files);
    await index();
    const service = await open();
    const { citations } = await service.ask('Where was the civet seen, near the old harbour?', {
      citations: 10,
    });
    expect(citations.length).toBeGreaterThan(1);
    for (const { excerpt, excerptSpan, place, answerSpans } of citations) {
      const { text } = (await service.current().reader.findDocument(place.documentId))!;
      expect(text.slice(excerptSpan.start, excerptSpan.end)).toBe(excerpt);
      for (const span of answerSpans) {
        expect(span.start).toBeGreaterThanOrEqual(excerptSpan.start);
        expect(span.end).toBeLessThanOrEqual(excerptSpan.end);
      }
    }
  });

  test.each([
    ['one folder', { pathPrefixes: ['b'] }, ['b/b.txt', 'b/c.txt']],
    ['one document', { pathPrefixes: ['a.txt'] }, ['a.txt']],
    ['all but one folder', { excludedPathPrefixes: ['b'] }, ['a.txt']],
    ['no document at all', { pathPrefixes: ['none'] }, []],
  ])('%s', async (_, options, expected) => {
    const { index, open } = createWorkplace(files);
    await index();
    const service = await open();
    const { sentences } = await service.explain('What was seen near the old harbour?', options);
    expect([...new Set(sentences.map(({ candidate }) => candidate.document.path))].sort()).toEqual(expected);
  });

  test('the number of citations and the threshold are those asked for, else those of the settings', async () => {
    const { index, open } = createWorkplace(files);
    await index();
    const service = await open({ citations: 2, threshold: 1.1 });
    const question = 'What was seen near the old harbour?';
    expect((await service.ask(question)).citations).toHaveLength(2);
    expect((await service.ask(question)).kind).toBe('unsure');
    expect((await service.ask(question, { citations: 1, threshold: 0 })).citations).toHaveLength(1);
    expect((await service.ask(question, { threshold: 0 })).kind).toBe('answered');
  });

  test('those asked at once are answered in turns, between which others have theirs', async () => {
    const { index, open } = createWorkplace(files);
    await index();
    const service = await open();
    let isOver = false as boolean;
    const asking = Promise.all(Array.from({ length: 40 }, () => service.ask('Where was the civet?')));
    void asking.finally(() => {
      isOver = true;
    });
    let turns = 0;
    for (; !isOver; turns++) await setImmediate();
    expect(turns).toBeGreaterThanOrEqual(40);
    expect(new Set((await asking).map(({ confidence }) => confidence)).size).toBe(1);
  });

  test('a question that was given up', async () => {
    const { index, open } = createWorkplace(files);
    await index();
    const asked = (await open()).ask('What was seen?', { signal: AbortSignal.abort() });
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('passages by id, with their surroundings', async () => {
    const { index, put, open } = createWorkplace(files);
    await index();
    const service = await open();
    const [citation] = (await service.ask('Where was the aardvark seen?')).citations;
    const found = (await service.findPassage(citation!.passageId))!;
    expect(found.place).toMatchObject({ path: 'a.txt', documentId: citation!.place.documentId });
    expect(found.excerpt).toContain('aardvark');
    const context = (await service.findContext(citation!.passageId, 20))!;
    expect(context.text.slice(found.excerptSpan.start - context.span.start)).toMatch(/^The|^Report/);
    const whole = (await service.findContext(citation!.passageId, 1e6))!;
    expect(whole.text.trim()).toBe(textAbout('aardvark').trim());
    expect(await service.findPassage(987_654)).toBeUndefined();
    expect(await service.findContext(987_654, 10)).toBeUndefined();
    put({ 'a.txt': undefined });
    await index();
    expect(await (await open()).findPassage(citation!.passageId)).toBeUndefined();
  });
});

describe('a running service', () => {
  test('takes up a new index by itself, at the next question', async () => {
    const { index, put, open } = createWorkplace({ 'a.txt': textAbout('aardvark') });
    await index();
    const service = await open();
    await expectFound(service, 'aardvark', 'a.txt');
    put({ 'a.txt': undefined, 'b.txt': textAbout('beetle') });
    await index();
    await expectFound(service, 'beetle', 'b.txt');
    await expectFound(service, 'aardvark', undefined);
    expect(service.describeIndex()).toMatchObject({ snapshot: 2, documents: 1 });
  });

  test('takes it up without a question too', async () => {
    const { index, put, open } = createWorkplace({ 'a.txt': textAbout('aardvark') });
    await index();
    const service = await open();
    put({ 'b.txt': textAbout('beetle') });
    await index();
    await expect.poll(() => service.describeIndex().snapshot, { timeout: 5_000 }).toBe(2);
    expect(await service.countDocuments()).toBe(2);
    expect((await service.findDocuments({ titleContains: 'beetle' })).map(({ path }) => path)).toEqual([
      'b.txt',
    ]);
  });

  test('is right again after several snapshots that nobody asked for', async () => {
    const { index, put, open } = createWorkplace({
      'a.txt': textAbout('aardvark'),
      'b.txt': textAbout('beetle'),
    });
    await index();
    const service = await open();
    for (const word of ['civet', 'dormouse', 'eland', 'ferret']) {
      put({ 'a.txt': textAbout(word) });
      await index();
    }
    await expectFound(service, 'ferret', 'a.txt');
    await expectFound(service, 'beetle', 'b.txt');
  });

  test('ends a question in flight on the index that it began with', async () => {
    const { index, put, open } = createWorkplace({ 'a.txt': textAbout('aardvark') });
    await index();
    let release: (() => void) | undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isReached: (() => void) | undefined;
    const reached = new Promise<void>((resolve) => {
      isReached = resolve;
    });
    const slow: Embedder = {
      ...embedder,
      embedQuestion: async (text) => {
        isReached?.();
        await held;
        return embedder.embedQuestion(text);
      },
    };
    const service = await open({ embedder: slow });
    const inFlight = service.ask('Where was the aardvark seen?');
    await reached;
    put({ 'a.txt': textAbout('antelope') });
    await index();
    await expect.poll(() => service.describeIndex().snapshot, { timeout: 5_000 }).toBe(2);
    release?.();
    const answer = await inFlight;
    expect(answer.snapshot).toBe(1);
    expect(answer.citations[0]!.excerpt).toContain('aardvark');
    await expectFound(service, 'antelope', 'a.txt');
  });

  test('answers every question while an indexer works, and changes over at one moment', async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}.txt`, textAbout(`w${i}`)]));
    const { index, put, open } = createWorkplace({ ...files, 'a.txt': textAbout('aardvark') });
    await index();
    const service = await open();
    put(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`new${i}.txt`, textAbout(`n${i}`)])));
    put({ 'a.txt': textAbout('antelope') });
    let isDone = false as boolean;
    const indexing = index().finally(() => {
      isDone = true;
    });
    const snapshots: number[] = [];
    const askOne = async (): Promise<void> => {
      const { snapshot, citations } = await service.ask('Where was the aardvark or antelope seen?');
      snapshots.push(snapshot);
      const [first] = citations;
      expect(first!.place.path).toBe('a.txt');
      expect(first!.excerpt).toContain(snapshot === 1 ? 'aardvark' : 'antelope');
    };
    while (!isDone || snapshots.at(-1) === 1) {
      await Promise.all([askOne(), askOne(), askOne(), askOne()]);
      await delay(5);
    }
    await indexing;
    expect(snapshots.length).toBeGreaterThan(8);
    expect(snapshots).toEqual([...snapshots].sort((a, b) => a - b));
    expect(new Set(snapshots)).toEqual(new Set([1, 2]));
  });

  test('goes on with the old index, and says so once, when the new one is of another model', async () => {
    const { index, put, open } = createWorkplace({ 'a.txt': textAbout('aardvark') });
    await index();
    const notices: string[] = [];
    const service = await open({ onNotice: (message) => notices.push(message) });
    put({ 'a.txt': textAbout('antelope') });
    await index({ embedder: otherModel() });
    for (let i = 0; i < 3; i++) await expectFound(service, 'aardvark', 'a.txt');
    expect(notices).toEqual([expect.stringMatching(/still serving the previous one.*EMBEDDING_MODEL/)]);
    await index();
    await expectFound(service, 'antelope', 'a.txt');
    expect(notices).toHaveLength(1);
  });

  test('can be closed at any moment', async () => {
    const { index, put, open } = createWorkplace({ 'a.txt': textAbout('aardvark') });
    await index();
    const notices: string[] = [];
    const service = await open({ onNotice: (message) => notices.push(message) });
    put({ 'b.txt': textAbout('beetle') });
    await index();
    const asked = service.ask('Where was the beetle seen?').catch(() => undefined);
    service.close();
    await asked;
    service.close();
    expect(notices).toEqual([]);
  });

  test('opens while indexers finish one snapshot after the other', async () => {
    const { index, put, open } = createWorkplace({ 'a.txt': textAbout('aardvark') });
    await index();
    let isDone = false as boolean;
    const indexing = (async () => {
      for (let i = 0; i < 12; i++) {
        put({ 'b.txt': textAbout(`beetle${i}`) });
        await index();
      }
      isDone = true;
    })();
    let opened = 0;
    while (!isDone) {
      const service = await open({
        onNotice: (message) => {
          throw new Error(message);
        },
      });
      await expectFound(service, 'aardvark', 'a.txt');
      service.close();
      opened++;
    }
    await indexing;
    expect(opened).toBeGreaterThan(2);
  });
});
