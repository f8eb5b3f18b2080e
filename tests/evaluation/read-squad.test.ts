import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/contracts/errors.js';
import { readDistractors, readSquad } from '../../src/evaluation/read-squad.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'isnad-squad-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What reading throws, which must be for the person at the keyboard. */
function usageErrorOf(read: () => unknown): UsageError {
  try {
    read();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const squad = {
  version: '2.0',
  data: [
    {
      title: 'أسئلة_عن المدن',
      paragraphs: [
        {
          context: 'القاهرة عاصمة مصر.',
          qas: [
            {
              id: '1',
              question: 'ما عاصمة مصر؟',
              answers: [{ text: 'القاهرة', answer_start: 0 }, { text: 'القاهرة' }],
            },
            { id: '2', question: 'ما عاصمة المغرب؟', answers: [], is_impossible: true },
          ],
        },
        {
          context: 'London.',
          qas: [{ question: 'Where?', answers: [{ text: 'London' }], is_impossible: true }],
        },
      ],
    },
    { paragraphs: [{ context: 'القاهرة عاصمة مصر.', qas: [{ question: 'أين؟' }] }] },
  ],
};

const wanted = {
  contexts: ['القاهرة عاصمة مصر.', 'London.'],
  questions: [
    { question: 'ما عاصمة مصر؟', context: 0, answers: ['القاهرة', 'القاهرة'] },
    { question: 'ما عاصمة المغرب؟', context: 0, answers: [] },
    { question: 'Where?', context: 1, answers: [] },
    { question: 'أين؟', context: 0, answers: [] },
  ],
};

describe('readSquad', () => {
  it.each<[string, (json: string) => string | Uint8Array]>([
    ['plain', (json) => json],
    ['gzipped', (json) => gzipSync(json)],
    ['with a byte order mark', (json) => `\ufeff${json}`],
  ])('reads a file %s', (name, encode) => {
    expect(readSquad(write(`${name}.json`, encode(JSON.stringify(squad))))).toEqual(wanted);
  });

  it('puts titles before the contexts of articles that have one, where it is told to', () => {
    const { contexts, questions } = readSquad(write('titled.json', JSON.stringify(squad)), {
      withTitles: true,
    });
    expect(contexts).toEqual([
      'أسئلة عن المدن\nالقاهرة عاصمة مصر.',
      'أسئلة عن المدن\nLondon.',
      'القاهرة عاصمة مصر.',
    ]);
    expect(questions.map(({ context }) => context)).toEqual([0, 0, 1, 2]);
  });

  it('reads a file without questions', () => {
    expect(readSquad(write('none.json', '{"data": []}'))).toEqual({ contexts: [], questions: [] });
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['no JSON', '{"data": [', /is not JSON/],
    ['an empty file', '', /is not JSON/],
    ['another format', '[1, 2]', /not in SQuAD format/],
    [
      'a question without words',
      '{"data":[{"paragraphs":[{"context":"c","qas":[{}]}]}]}',
      /data\.0\.paragraphs\.0\.qas\.0\.question/,
    ],
    ['half a gzip file', gzipSync(JSON.stringify(squad)).subarray(0, 40), /not a whole gzip file/],
  ])('refuses %s in one sentence, with what to do', (name, content, message) => {
    const error = usageErrorOf(() => readSquad(write(`${name}.txt`, content)));
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('\n');
    expect(error.remedy).not.toBe('');
  });

  it('says of a file that is not there, and of a folder, what they are', () => {
    expect(usageErrorOf(() => readSquad(join(folder, 'absent.json'))).message).toContain('no such file');
    expect(usageErrorOf(() => readSquad(folder)).message).toContain('cannot be read');
  });
});

describe('readDistractors', () => {
  it('reads a document a line, of text or of paragraphs', () => {
    const lines = ['{"title":"a","text":"one"}', '', '{"paragraphs":["two","three"]}\r', '{"text":""}'];
    expect(readDistractors(write('lines.jsonl', lines.join('\n')))).toEqual([
      { title: 'a', text: 'one' },
      { title: '', text: 'two\n\nthree' },
      { title: '', text: '' },
    ]);
    expect(readDistractors(write('lines.jsonl.gz', gzipSync('{"text":"نص"}\n')))).toEqual([
      { title: '', text: 'نص' },
    ]);
  });

  it.each(['{', '[]', 'null', '{"text":1}', '{}', '{"title":"alone"}'])(
    'refuses the line %s by its number',
    (line) => {
      const error = usageErrorOf(() => readDistractors(write('bad.jsonl', `{"text":"one"}\n${line}\n`)));
      expect(error.message).toContain('line 2');
      expect(error.remedy).toContain('"text"');
    },
  );
});
