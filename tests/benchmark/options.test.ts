import { describe, expect, it } from 'vitest';
import { readOptions } from '../../scripts/benchmark/speed/options.js';

describe('the options of the benchmark', () => {
  it('have defaults that take minutes', () => {
    expect(readOptions([])).toMatchObject({
      sizes: [1000, 3000],
      sizesAre: 'articles',
      questions: 300,
      from: [],
    });
    expect(readOptions([])!.parts.size).toBe(5);
    expect(readOptions(['--help'])).toBeUndefined();
  });

  it('take sizes in passages, ascending, each once', () => {
    expect(readOptions(['--passages', '100000, 1000,1000'])).toMatchObject({
      sizes: [1000, 100_000],
      sizesAre: 'passages',
    });
  });

  it('take a server, by its address or to be started', () => {
    expect(readOptions([])!.server).toBeUndefined();
    for (const server of ['pglite', 'debian', 'postgres://me@here/isnad?pool=2']) {
      expect(readOptions(['--server', server])!.server).toBe(server);
    }
  });

  it.each([
    [['--articles', '100,many'], /--articles takes whole numbers of at least 10, and got "many"/],
    [['--articles', '1e9'], /got "1e9"/],
    [['--questions', '3'], /--questions takes/],
    [['--articles', '100', '--passages', '100'], /not both/],
    [['--only', 'asking,dancing'], /got "dancing"/],
    [['--fast'], /fast/],
    [['--server', 'mysql://here/isnad'], /--server takes postgres:\/\/…, pglite or debian, and got "mysql/],
    [['--server', 'postgres://me:secret@/isnad'], /does not name a host/],
  ])('refuse %j in one sentence', (given, message) => {
    expect(() => readOptions(given)).toThrow(message);
  });
});
