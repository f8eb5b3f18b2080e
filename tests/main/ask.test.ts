import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/contracts/answer.js';
import { isnad } from '../compiled-program.js';
import { createPlace, project, runCommand, type Place } from './run-command.js';

const seed = '000_3be0290bbfd39d7b.txt';
const question = 'متى انتهى الحظر التسليحي على إيران؟';
const answerPart = 'تشرين الأول/ أكتوبر لعام 2020';

const english = `The harbour of Lattania

The harbour of Lattania was rebuilt in 1987 by Greek engineers. It has two lighthouses.
`;

let place: Place;

beforeAll(async () => {
  place = createPlace({
    [seed]: readFileSync(join(project, 'seeds', seed)),
    'English notes/harbour "old".txt': english,
  });
  const { exitCode } = await runCommand('index', [], place.environment);
  expect(exitCode).toBe(0);
});

afterAll(() => {
  place.remove();
});

const ask = (given: readonly string[], environment = {}): ReturnType<typeof runCommand> =>
  runCommand('ask', given, { ...place.environment, ...environment });

test('a question without a word, and a folder that is not there, are refused in one sentence', async () => {
  const wordless = await ask(['--', '😀']);
  expect(wordless).toMatchObject({ exitCode: 2, stdout: '' });
  expect(wordless.stderr).toBe(
    'isnad: There is no word in this question. Please write a question with at least one word in it.\n',
  );
  const missing = await ask(['--folder', '/nonexistent/folder', question]);
  expect(missing).toMatchObject({ exitCode: 2, stdout: '' });
  expect(missing.stderr).toMatch(/^isnad: The documents folder [^\n]+ is missing\.[^\n]+\n$/);
});

describe('an answer', () => {
  test('quotes the sentence, names its place, exits with 0', async () => {
    const { exitCode, stdout, stderr } = await ask([question]);
    expect(stdout).toContain(answerPart);
    expect(stdout).toContain(seed);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  test('as JSON: every excerpt is its slice of the stored text', async () => {
    const { exitCode, stdout, stderr } = await ask(['--json', '--citations', '5', question]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const answer = JSON.parse(stdout) as Answer;
    expect(answer).toMatchObject({ kind: 'answered', question, language: 'ar', snapshot: 1 });
    expect(answer.confidence).toBeGreaterThan(0.5);
    expect(answer.citations.length).toBeGreaterThan(0);
    expect(answer.citations[0]!.excerpt).toContain(answerPart);
    // The file is UTF-8 with plain newlines: its text is stored as it is.
    const file = readFileSync(join(place.folder, seed), 'utf8');
    for (const { place: where, excerpt, excerptSpan } of answer.citations) {
      if (where.path === seed) expect(file.slice(excerptSpan.start, excerptSpan.end)).toBe(excerpt);
    }
    expect(file.split('\n')[answer.citations[0]!.place.line! - 1]).toContain(answerPart);
    const { stdout: several } = await ask(['--json', '--citations', '5', 'ما علاقة إيران وروسيا؟']);
    expect((JSON.parse(several) as Answer).citations.length).toBeGreaterThan(1);
  });

  test('in English, of words given one by one', async () => {
    const { exitCode, stdout } = await ask(['When', 'was', 'the', 'harbour', 'of', 'Lattania', 'rebuilt?']);
    expect(stdout).toContain('1987');
    expect(exitCode).toBe(0);
  });

  test('with --gloss: what the words of a quotation in the other language may mean', async () => {
    const english = 'When did the arms embargo on Iran end?';
    const { exitCode, stdout, stderr } = await ask(['--gloss', english]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(answerPart);
    expect(stdout).toMatch(
      /\n {4}Word by word from a dictionary, not a translation[^\n]*embargo[^\n]*الحظر/u,
    );
    const { stdout: json } = await ask(['--gloss', '--json', english]);
    const [first] = (JSON.parse(json) as Answer).citations;
    const embargo = first!.gloss!.find(({ word }) => word === 'الحظر')!;
    expect(embargo).toMatchObject({ isSpelled: false });
    expect(embargo.meanings).toContain('embargo');
    expect(readFileSync(join(place.folder, seed), 'utf8').slice(embargo.start, embargo.end)).toBe('الحظر');
    const { stdout: without } = await ask(['--json', english]);
    expect((JSON.parse(without) as Answer).citations[0]).not.toHaveProperty('gloss');
    const { stdout: own } = await ask(['--gloss', '--json', question]);
    expect((JSON.parse(own) as Answer).citations[0]!.gloss).toEqual([]);
  });

  test('that the documents do not have: said in the language of the question, exit code 4', async () => {
    const { exitCode, stdout, stderr } = await ask(['--json', 'ما هي عاصمة اليابان؟']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 4, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'no-answer', language: 'ar' });
  });

  test('from one document only', async () => {
    const { stdout } = await ask(['--json', '--document', 'harbour "old"', 'متى أعيد بناء المرفأ؟']);
    const paths = (JSON.parse(stdout) as Answer).citations.map((citation) => citation.place.path);
    expect(new Set(paths)).toEqual(new Set(['English notes/harbour "old".txt']));
  });

  test('goes into a reader that has seen enough', async () => {
    const command = `${isnad.join(' ')} ask --k 10 "${question}" | head -1; exit "\${PIPESTATUS[0]}"`;
    const child = spawn('bash', ['-c', command], {
      cwd: project,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...place.environment },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
    }
    await once(child, 'close');
    expect(child.exitCode).toBe(0);
    expect(output.trim().split('\n')).toHaveLength(1);
  });
});

describe('questions that are hardly any', () => {
  test.concurrent.each([
    ['of one letter', 'م'],
    ['in French', 'Quelle est la capitale du Japon ?'],
    [
      'with control characters and bidi overrides',
      '\u202E\u0007 \u001b[31m capital \u2066of\u2069 Peru \u0008?',
    ],
  ])('%s: no answer, exit code 4, and nothing of it that steers a terminal', async (_, odd) => {
    const { exitCode, stdout, stderr } = await ask([odd]);
    expect(exitCode).toBe(4);
    expect(stderr).toBe('');
    expect(stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
  });

  test.concurrent.each([
    ['of punctuation alone', '؟!.,«»()[]{}*_~|>#'],
    ['of emoji', '😀👩‍👩‍👧🇸🇾'],
    ['of white space that is none', '\u200b\u2060\u00a0'],
  ])('%s: refused in one sentence, exit code 2', async (_, odd) => {
    const { exitCode, stdout, stderr } = await ask([odd]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^isnad: There is no [^\n]+\n$/);
  });
});

describe('wrong usage: exit code 2, one sentence on stderr, nothing on stdout', () => {
  test.concurrent.each([
    ['no question', []],
    ['an empty question', ['  ']],
    ['an unknown option', ['--colour', 'red', question]],
    ['--citations 0', ['--citations', '0', question]],
    ['--k 0', ['--k', '0', question]],
    ['--citations 11', ['--citations', '11', question]],
    ['--citations two', ['--citations', 'two', question]],
    ['--citations without a value', [question, '--citations']],
    ['a question of 10,000 characters', ['ما '.repeat(3_333)]],
    ['a document that is not there', ['--document', 'nothing-like-it', question]],
    ['a document that fits several', ['--document', '.txt', question]],
    ['a folder that is not there', ['--folder', '/nonexistent/folder', question]],
  ])('%s', async (_, given) => {
    const { exitCode, stdout, stderr } = await ask(given);
    expect(exitCode, stderr).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim()).not.toBe('');
    expect(stderr.length).toBeLessThan(600);
  });

  test('a setting that is wrong', async () => {
    const { exitCode, stdout, stderr } = await ask([question], { CITATIONS: 'many' });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('CITATIONS is "many": it must be a whole number from 1 to 10.');
  });
});

describe('what is missing or broken: one sentence that says what to do', () => {
  test('a model that is not known', async () => {
    const { exitCode, stdout, stderr } = await ask([question], { EMBEDDING_MODEL: 'no-such/model' });
    expect([1, 2]).toContain(exitCode);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/no-such\/model/);
    expect(stderr).toContain('EMBEDDING_MODEL');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test.concurrent.each([
    ['missing', () => undefined],
    [
      'cut off',
      (models: string) => {
        const model = join(models, 'isnad-table-v1');
        cpSync(join(project, 'models', 'isnad-table-v1'), model, { recursive: true });
        truncateSync(join(model, 'onnx', 'model_quantized.onnx'), 1000);
      },
    ],
    [
      'rubbish',
      (models: string) => {
        const model = join(models, 'isnad-table-v1');
        mkdirSync(join(model, 'onnx'), { recursive: true });
        for (const name of [
          'config.json',
          'tokenizer.json',
          'tokenizer_config.json',
          'onnx/model_quantized.onnx',
        ]) {
          writeFileSync(join(model, name), '{]');
        }
      },
    ],
  ])('model files: %s', async (_, prepare) => {
    const models = join(place.folder, '..', `models-${Math.random()}`);
    mkdirSync(models);
    prepare(models);
    const { exitCode, stdout, stderr } = await ask([question], { MODELS_DIR: models });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^isnad: [^\n]+\n$/);
  });

  test('no documents', async () => {
    const empty = createPlace();
    const { exitCode, stdout, stderr } = await runCommand('ask', ['Why?'], empty.environment);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/no documents in .*isnad index/is);
    empty.remove();
  });
});

test('the first question builds the index, and says so on stderr', async () => {
  const fresh = createPlace();
  copyFileSync(join(project, 'seeds', seed), join(fresh.folder, seed));
  const { exitCode, stdout, stderr } = await runCommand('ask', [question], fresh.environment);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(answerPart);
  expect(stdout).not.toContain('First use');
  expect(stderr).toContain('First use');
  fresh.remove();
});

test('help is no failure', async () => {
  const { exitCode, stdout } = await ask(['--help']);
  expect(exitCode).toBe(0);
  for (const option of ['--json', '--citations', '--document', '--folder']) expect(stdout).toContain(option);
});

test.each([
  [{ LANG: 'ar_SY.UTF-8' }, true],
  [{ LANG: 'en_GB.UTF-8', LC_ALL: 'ar' }, true],
  [{ LANG: 'ar_SY.UTF-8', LC_ALL: 'C.UTF-8' }, false],
  [{ LANG: 'arn_CL.UTF-8' }, false],
])('help is in the language of the terminal: %j', async (variables, isArabic) => {
  const { exitCode, stdout } = await runCommand('ask', ['--help'], { ...place.environment, ...variables });
  expect(exitCode).toBe(0);
  for (const option of ['--json', '--citations <count>', '--document <path>', '--folder <folder>', '--help'])
    expect(stdout).toContain(option);
  for (const said of ['الاستعمال: isnad ask [الخيارات] <السؤال...>', 'رموز الخروج: 0'])
    expect(stdout.includes(said), stdout).toBe(isArabic);
  expect(stdout.includes('Usage: isnad ask [options] <question...>')).toBe(!isArabic);
  expect(/[A-Z][a-z]{3}/.test(stdout)).toBe(!isArabic);
});
