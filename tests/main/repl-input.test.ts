import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExplainingAnswerService } from '../../src/application/open-answer-service.js';
import { replCommands, type ReplState } from '../../src/main/repl-commands.js';
import { completeLine, historyLines, keepHistory, loadHistory } from '../../src/main/repl-input.js';
import { createStyle } from '../../src/terminal/style.js';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'isnad-history-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe('the history', () => {
  it('comes back as it was kept, in a folder that is made for it', () => {
    const path = join(directory, 'new', 'folder', 'history');
    expect(loadHistory(path)).toEqual([]);
    expect(keepHistory(path, ['سؤال؟', ':k 3'])).toBe(true);
    expect(loadHistory(path)).toEqual(['سؤال؟', ':k 3']);
  });

  it('is for its owner alone, also where a file was there that others could read', () => {
    const path = join(directory, 'history');
    writeFileSync(path, 'old\n');
    chmodSync(path, 0o644);
    expect(keepHistory(path, ['new'])).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toBe('new\n');
  });

  it('keeps the newest lines of many', () => {
    const path = join(directory, 'history');
    keepHistory(
      path,
      Array.from({ length: historyLines + 50 }, (_, at) => `line ${at}`),
    );
    expect(loadHistory(path)).toHaveLength(historyLines);
    expect(loadHistory(path)[0]).toBe('line 0');
  });

  it('is done without where it cannot be kept or read', () => {
    expect(keepHistory(directory, ['line'])).toBe(false);
    expect(loadHistory(directory)).toEqual([]);
  });
});

describe('completeLine', () => {
  const paths = [
    'news/embargo.txt',
    'news/river.txt',
    'old-news/treaty.txt',
    'news/\u001b[2J.txt',
    'news/\u202e.txt',
  ];
  const findDocuments = ({ titleContains = '' } = {}): { path: string }[] =>
    paths.filter((path) => path.includes(titleContains)).map((path) => ({ path }));
  const state: ReplState = {
    answers: { findDocuments } as unknown as ExplainingAnswerService,
    style: createStyle(false),
    citations: 3,
    last: undefined,
  };

  it.each([
    [':s', [':search ', ':stats ']],
    [':sta', [':stats ']],
    [':', replCommands.map(({ name }) => `${name} `)],
    [':nothing', []],
    ['متى', []],
    ['', []],
  ])('completes %j', async (line, expected) => {
    expect(await completeLine(state, line)).toEqual([expected, line]);
  });

  it('completes paths of documents, but none that would act on the terminal', async () => {
    expect(await completeLine(state, ':documents news/')).toEqual([
      ['news/embargo.txt', 'news/river.txt'],
      'news/',
    ]);
    expect(await completeLine(state, ':documents  old')).toEqual([['old-news/treaty.txt'], 'old']);
    expect(await completeLine(state, ':documents x')).toEqual([[], 'x']);
  });
});
