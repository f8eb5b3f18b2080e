import { afterEach, describe, expect, it } from 'vitest';
import { createIsolatedParser, type IsolatedParser } from '../../src/application/isolated-parser.js';
import { readResidentBytes } from '../../src/application/resident-memory.js';
import { compiledChild } from '../compiled-program.js';

const processFile = compiledChild('hostile-parser-child');
const limits = { processFile, maxHeapMegabytes: 64, maxResidentMegabytes: 300, maxSeconds: 300 };

const opened: IsolatedParser[] = [];
afterEach(() => {
  for (const parser of opened.splice(0)) parser.close();
});

function open(given: Partial<typeof limits> = {}, signal?: AbortSignal): IsolatedParser {
  const parser = createIsolatedParser(signal, { ...limits, ...given });
  opened.push(parser);
  return parser;
}

async function reasonOf(parser: IsolatedParser, path: string): Promise<string> {
  const result = await parser.parse({ path, bytes: Buffer.from('ع') });
  if (!('reason' in result)) throw new Error('it was read');
  expect(result.path).toBe(path);
  return result.reason;
}

const isRunning = (pid: number): boolean => readResidentBytes(pid) !== undefined;

describe('an isolated parser', () => {
  it.each([
    ['heap', {}, 'takes more memory to read than the limit of 300 MB'],
    ['outside', {}, 'takes more memory to read than the limit of 300 MB'],
    ['loop', { maxSeconds: 3 }, 'takes longer to read than the limit of 3 s'],
    ['silent', { maxSeconds: 3 }, 'takes longer to read than the limit of 3 s'],
    ['exit', {}, 'could not be read (what reads such files ended with 7)'],
    ['throw', {}, 'could not be read (what reads such files ended with 1)'],
    ['reject', {}, 'could not be read (what reads such files ended with 1)'],
  ])('gives a sentence for a file that leads to %s, and reads the next', async (path, given, reason) => {
    const parser = open(given);
    expect(await reasonOf(parser, path)).toBe(reason);
    expect(await reasonOf(parser, 'good')).toMatch(/^\d+ ع$/);
  });

  it('reads many files in one process, which ends when it is closed', async () => {
    const parser = open();
    const first = await reasonOf(parser, 'a');
    expect(await reasonOf(parser, 'b')).toBe(first);
    const pid = Number.parseInt(first, 10);
    expect(isRunning(pid)).toBe(true);
    parser.close();
    await expect.poll(() => isRunning(pid), { timeout: 30_000 }).toBe(false);
  });

  it('does not hold against a file what one before has taken', async () => {
    const parser = open();
    const before = await reasonOf(parser, 'large');
    expect(await reasonOf(parser, 'large')).not.toBe(before);
  });

  it('reads on after the process was killed between two files, noticed yet or not', async () => {
    const parser = open();
    for (const isNoticed of [true, false]) {
      const pid = Number.parseInt(await reasonOf(parser, 'a'), 10);
      process.kill(pid, 'SIGKILL');
      if (isNoticed) await expect.poll(() => isRunning(pid), { timeout: 30_000 }).toBe(false);
      expect(await reasonOf(parser, 'b')).toMatch(/ ع$/);
    }
  });

  it('stops in the midst of a file', async () => {
    const controller = new AbortController();
    const parser = open({}, controller.signal);
    await reasonOf(parser, 'a');
    const reading = parser.parse({ path: 'loop', bytes: Buffer.from('b') });
    controller.abort();
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    await expect(parser.parse({ path: 'a', bytes: Buffer.from('b') })).rejects.toThrow();
  });

  it('says so where there is no process to be had', async () => {
    expect(await reasonOf(open({ processFile: '/nowhere/at-all.js' }), 'a')).toMatch(/^could not be read \(/);
  });
});
