import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { UsageError } from '../../src/contracts/errors.js';
import { readStructured } from '../../src/evaluation/structured/read-structured.js';

const question = (file: string, more: object = {}): string =>
  `${JSON.stringify({ file, question: 'Who?', answer: ['Sami'], kind: 'factoid', needs: 'plain', ...more })}\n`;

function place(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-structured-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const files = {
  'ar/a.txt': 'a',
  'ar/b.txt': 'b',
  'en/c.md': 'c',
  'other/d.md': 'd',
  'ar.jsonl': question('ar/a.txt', { variety: 'gulf', mark: 'x' }),
  'en.jsonl': `${question('en/c.md', { answer: [] })}\n`,
  'cross.jsonl': question('ar/b.txt'),
};

test('takes the documents of the sub-folders that questions are about', () => {
  const folder = place(files);
  expect(readStructured([join(folder, 'ar.jsonl')])).toEqual({
    folder,
    documents: ['ar/a.txt', 'ar/b.txt'],
    questions: [
      {
        set: 'ar',
        file: 'ar/a.txt',
        question: 'Who?',
        pieces: ['Sami'],
        mark: 'x',
        kind: 'factoid',
        needs: 'plain',
        variety: 'gulf',
      },
    ],
  });
});

test('takes all files of a folder but the questions across languages', () => {
  const { documents, questions } = readStructured([place(files)]);
  expect(documents).toEqual(['ar/a.txt', 'ar/b.txt', 'en/c.md']);
  expect(questions.map(({ set }) => set)).toEqual(['ar', 'en']);
});

test('asks only about listed documents, among all', () => {
  const folder = place({ ...files, list: '\nen/c.md\n' });
  const { documents, questions } = readStructured([folder], { only: join(folder, 'list') });
  expect(documents).toHaveLength(3);
  expect(questions.map(({ file }) => file)).toEqual(['en/c.md']);
});

test.each<[string, Record<string, string>, RegExp]>([
  ['no questions', { 'a.txt': 'a' }, /holds no \.jsonl/],
  ['an empty file', { 'a.jsonl': '\n' }, /no question/],
  [
    'a line that is not JSON',
    { 'a.txt': 'a', 'a.jsonl': `${question('a.txt')}{` },
    /line 2, is not a question/,
  ],
  ['a document that is not there', { 'a.jsonl': question('ar/gone.txt') }, /about ar\/gone\.txt/],
  ['a document outside of the folder', { 'a.jsonl': question('../a.txt') }, /about \.\.\/a\.txt/],
])('refuses %s', (_, given, message) => {
  const folder = place(given);
  expect(() => readStructured([folder])).toThrow(UsageError);
  expect(() => readStructured([folder])).toThrow(message);
});

test('refuses a list with a document that is not there', () => {
  const folder = place({ ...files, list: 'en/gone.md' });
  expect(() => readStructured([folder], { only: join(folder, 'list') })).toThrow(/lists en\/gone\.md/);
});
