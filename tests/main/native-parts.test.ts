import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPlace, runCommand, type Place } from './run-command.js';

const otherNode = `The module was compiled against a different Node.js version using
NODE_MODULE_VERSION 127. This version of Node.js requires NODE_MODULE_VERSION 137. Please try re-compiling`;

/** A preload that has the loading of native parts fail as it does in life, where their path fits `pattern`. */
function failing(pattern: string, message: string): Record<string, string> {
  const code = `const { dlopen } = process;
    process.dlopen = (module, path, ...more) => {
      if (!new RegExp(${JSON.stringify(pattern)}).test(path)) return dlopen.call(process, module, path, ...more);
      throw Object.assign(new Error(${JSON.stringify(message)}), { code: 'ERR_DLOPEN_FAILED' });
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}

let place: Place;

function questionsOf({ folder }: Place): string {
  return join(folder, '..', 'questions.json');
}

beforeAll(async () => {
  place = createPlace({ 'a.txt': 'The bridge of Lattania was built in 1987 by Greek engineers.' });
  const { exitCode } = await runCommand('index', [], place.environment);
  expect(exitCode).toBe(0);
  const context = 'The bridge of Lattania was built in 1987.';
  const qas = [{ id: '1', question: 'When was it built?', answers: [{ text: '1987', answer_start: 36 }] }];
  const set = { version: 'v2.0', data: [{ title: 'Bridge', paragraphs: [{ context, qas }] }] };
  writeFileSync(questionsOf(place), JSON.stringify(set));
}, 60_000);

afterAll(() => {
  place.remove();
});

const parts = [
  ['better-sqlite3', 'better.sqlite3'],
  ['hnswlib-node', 'hnswlib-node'],
  ['onnxruntime-node', 'onnxruntime'],
  ['sharp', 'sharp'],
] as const;

describe('a native part that was compiled for another Node.js is told in one line, with what to do', () => {
  test.each(parts)('%s', async (name, pattern) => {
    const environment = { ...place.environment, ...failing(pattern, otherNode) };
    const { exitCode, stdout, stderr } = await runCommand('ask', ['When was the bridge built?'], environment);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(
      /^isnad: [^\n]+ was compiled for another Node\.js than the one that runs [^\n]+\n$/,
    );
    expect(stderr).toContain(`isnad: ${name} was compiled`);
    expect(stderr).toContain('Run "npm rebuild".');
    expect(stderr).not.toMatch(/disk|permission|written to/);
  });
});

describe('a native part that is not there is told in one line, with what to do', () => {
  test.each([parts[1], parts[3]])('%s', async (name, pattern) => {
    const environment = { ...place.environment, ...failing(pattern, `${pattern}.node: file too short`) };
    const { exitCode, stdout, stderr } = await runCommand('ask', ['When was the bridge built?'], environment);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^isnad: The native part of [^\n]+ Run "npm ci"\.\n$/);
    expect(stderr).toContain(`The native part of ${name} is missing or damaged`);
  });
});

describe('every command tells it', () => {
  test.each([
    ['ask', ['Why?']],
    ['index', []],
    ['index', ['--rebuild']],
    ['index', ['--dry-run']],
    ['repl', []],
    ['evaluate', ['QUESTIONS']],
    ['start', []],
  ] as const)('%s %j', async (name, given) => {
    const environment = {
      ...place.environment,
      ...failing('sqlite3|hnswlib|onnxruntime', otherNode),
      DISCORD_TOKEN: 'a.b.c',
    };
    const { exitCode, stdout, stderr } = await runCommand(
      name,
      given.map((each) => (each === 'QUESTIONS' ? questionsOf(place) : each)),
      environment,
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    // The bot logs that it starts, and then why it ends.
    const lines = stderr.trim().split('\n');
    expect(lines.at(-1)).toMatch(/Run \\?"npm rebuild\\?"\./);
    expect(lines).toHaveLength(name === 'start' ? 2 : 1);
  });
});
