import { afterEach, describe, expect, it } from 'vitest';
import type { FileProblem } from '../../src/contracts/file-problem.js';
import { createIsolatedParser, type IsolatedParser } from '../../src/application/isolated-parser.js';
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

async function problemOf(parser: IsolatedParser, path: string): Promise<FileProblem> {
  const result = await parser.parse({ path, bytes: Buffer.from('ع') });
  if (!('problem' in result)) throw new Error('it was read');
  expect(result.path).toBe(path);
  return result.problem;
}

/** What the process says of itself where it did nothing to itself: its id and what it was given. */
async function saidOf(parser: IsolatedParser, path: string): Promise<string> {
  const problem = await problemOf(parser, path);
  return problem.code === 'reader-ended' ? problem.ending : problem.code;
}

/** False only once this process has been told of the end: one that has ended holds no memory some time before that. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('an isolated parser', () => {
  it.each([
    ['heap', {}, { code: 'memory-limit', limitMegabytes: 300 }],
    ['outside', {}, { code: 'memory-limit', limitMegabytes: 300 }],
    ['loop', { maxSeconds: 1 }, { code: 'time-limit', limitSeconds: 1 }],
    ['silent', { maxSeconds: 1 }, { code: 'time-limit', limitSeconds: 1 }],
    ['exit', {}, { code: 'reader-ended', ending: '7' }],
    ['throw', {}, { code: 'reader-ended', ending: '1' }],
    ['reject', {}, { code: 'reader-ended', ending: '1' }],
  ])('says what is wrong with a file that leads to %s, and reads the next', async (path, given, problem) => {
    const parser = open(given);
    expect(await problemOf(parser, path)).toEqual(problem);
    expect(await saidOf(parser, 'good')).toMatch(/^\d+ ع$/);
  });

  it('reads many files in one process, which ends when it is closed', async () => {
    const parser = open();
    const first = await saidOf(parser, 'a');
    expect(await saidOf(parser, 'b')).toBe(first);
    const pid = Number.parseInt(first, 10);
    expect(isRunning(pid)).toBe(true);
    parser.close();
    await expect.poll(() => isRunning(pid), { timeout: 30_000 }).toBe(false);
  });

  it('does not hold against a file what one before has taken', async () => {
    const parser = open();
    const before = await saidOf(parser, 'large');
    expect(await saidOf(parser, 'large')).not.toBe(before);
  });

  it('reads on after the process was killed between two files, noticed yet or not', async () => {
    const parser = open();
    for (const isNoticed of [true, false]) {
      const pid = Number.parseInt(await saidOf(parser, 'a'), 10);
      process.kill(pid, 'SIGKILL');
      if (isNoticed) await expect.poll(() => isRunning(pid), { timeout: 30_000 }).toBe(false);
      expect(await saidOf(parser, 'b')).toMatch(/ ع$/);
    }
  });

  it('stops in the midst of a file', async () => {
    const controller = new AbortController();
    const parser = open({}, controller.signal);
    await saidOf(parser, 'a');
    const reading = parser.parse({ path: 'loop', bytes: Buffer.from('b') });
    controller.abort();
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    await expect(parser.parse({ path: 'a', bytes: Buffer.from('b') })).rejects.toThrow();
  });

  it('allows a file of more than 32 MB as many times more', async () => {
    const parser = open({ maxHeapMegabytes: 64, maxSeconds: 1 });
    const before = await saidOf(parser, 'good');
    const large = { path: 'loop', bytes: Buffer.alloc(40 * 2 ** 20) };
    expect(await parser.parse(large)).toEqual({
      path: 'loop',
      problem: { code: 'time-limit', limitSeconds: 2 },
    });
    // What was started for a large file reads small ones as well.
    const after = await saidOf(parser, 'good');
    expect(after).not.toBe(before);
    expect(await saidOf(parser, 'good')).toBe(after);
  });

  it.runIf(process.platform === 'linux')('counts what a file computes, not how long others do', async () => {
    const parser = open({ maxSeconds: 1 });
    await saidOf(parser, 'good');
    expect(await saidOf(parser, 'slow')).toMatch(/ ع$/);
  });

  it('says so where there is no process to be had', async () => {
    expect(await problemOf(open({ processFile: '/nowhere/at-all.js' }), 'a')).toEqual({
      code: 'no-reader',
    });
  });
});
