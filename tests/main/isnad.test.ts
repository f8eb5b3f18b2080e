import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { subcommandScripts } from '../../src/settings/npm-options.js';
import { isnad } from '../compiled-program.js';
import { makePdf } from '../documents/smallest-pdf.js';
import { createPlace, project } from './run-command.js';

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(given: readonly string[], environment: Readonly<Record<string, string>> = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(isnad[0], [isnad[1], ...given], {
    cwd: project,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...environment },
  });
  return { status, stdout, stderr };
}

const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly bin: { readonly isnad: string };
  readonly scripts: Readonly<Record<string, string>>;
};

describe('isnad', () => {
  test('is the program of the package, and starts by its own name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'isnad-bin-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    // As npm installs it.
    symlinkSync(join(project, manifest.bin.isnad), join(folder, 'isnad'));
    const { status, stdout } = spawnSync('isnad', ['--version'], {
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env.PATH ?? ''}` },
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${manifest.version}\n` });
  });

  test('lists its commands', () => {
    for (const given of [['--help'], ['-h'], ['help']]) {
      const { status, stdout, stderr } = run(given);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      for (const name of [...subcommandScripts, 'help'])
        expect(stdout).toMatch(new RegExp(`^ {2}${name} +[a-z]`, 'm'));
    }
    expect(run([])).toMatchObject({ status: 2, stdout: '' });
    expect(run([]).stderr).toContain('Usage: isnad <command>');
  });

  test.each(subcommandScripts)('describes %s', (name) => {
    const { status, stdout, stderr } = run(['help', name]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`Usage: isnad ${name} [options]`);
    expect(manifest.scripts[name]).toBe(`node --import tsx src/main/isnad.ts ${name}`);
  });

  test.each([
    [
      ['aks', 'why?'],
      'There is no command "aks"; the nearest is "ask". Run "isnad --help" to see all of them.',
    ],
    [['help', 'evalute'], 'There is no command "evalute"; the nearest is "evaluate".'],
    [['متى انتهى الحظر؟'], 'There is no command "متى انتهى الحظر؟". Run "isnad --help"'],
    [['--verison'], 'There is no option "--verison"; the nearest is "--version".'],
    [[''], 'There is no command "".'],
    [['toString'], 'There is no command "toString".'],
    [['a\u001b[31m\nb'], 'There is no command "a'],
  ])('refuses %j in one line', (given, message) => {
    const { status, stdout, stderr } = run(given);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`isnad: ${message}`);
    expect(stderr).toMatch(/^[^\n\u001b]+\n$/);
  });
});

/** Answers a question and lists what was loaded for it. */
function loadedFor(given: readonly string[], environment: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-loaded-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const hooks = join(folder, 'hooks.mjs');
  writeFileSync(
    hooks,
    `import { appendFileSync } from 'node:fs';
     export async function load(url, context, next) {
       appendFileSync(${JSON.stringify(join(folder, 'loaded'))}, url + '\\n');
       return next(url, context);
     }`,
  );
  const register = `import { register } from 'node:module'; register(${JSON.stringify(`file://${hooks}`)});`;
  const { status } = run(given, {
    ...environment,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(register)}`,
  });
  expect(status).toBe(0);
  return readFileSync(join(folder, 'loaded'), 'utf8');
}

test('ask loads nothing of Discord, of the parsers of documents, or of what watches folders', () => {
  const place = createPlace({
    'a.txt': 'The bridge of Lattania was built in 1987 by Greek engineers.',
    'b.pdf': makePdf(['The lighthouse of Lattania was built in 1990.']),
  });
  onTestFinished(place.remove);
  expect(run(['index'], place.environment).status).toBe(0);
  const loaded = loadedFor(['ask', 'When was the bridge of Lattania built?'], place.environment);
  expect(loaded).toContain('/@xenova/transformers/');
  expect(loaded).not.toMatch(
    /discord|\/(?:chokidar|htmlparser2|markdown-it|chardet|prom-client|cli-progress|tsx|pdfjs-dist|fflate|csv-parse|numfmt|node_modules\/postgres)\//,
  );
});

test('npm runs the same from the sources, by its own names', () => {
  const place = createPlace({
    'a.txt': 'The bridge of Lattania was built in 1987 by Greek engineers.',
    'b.pdf': makePdf(['The lighthouse of Lattania was built in 1990.']),
  });
  onTestFinished(place.remove);
  const npm = (...given: readonly string[]): Outcome =>
    spawnSync('npm', ['run', '-s', 'ask', '--', ...given], {
      cwd: project,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...place.environment },
    });
  const { status, stdout } = npm('When was the lighthouse of Lattania built?');
  expect(status).toBe(0);
  expect(stdout).toContain('1990');
  expect(npm('--help').stdout).toContain('Usage: npm run ask -- [options] <question...>');
}, 120_000);

test('the compiled program builds a large index in threads', () => {
  // Threads are started from four million bytes on, most of which need not be words.
  const text = `The lighthouse stands near the old harbour.\n${' '.repeat(4_100_000)}\nIt was built in 1987.\n`;
  const place = createPlace({ 'a.txt': text });
  onTestFinished(place.remove);
  const { status, stdout, stderr } = run(['index'], { ...place.environment, NODE_DEBUG: 'worker' });
  expect(status).toBe(0);
  expect(stdout).toContain('1 added');
  expect(stderr.match(/created Worker with ID/g)).toHaveLength(2);
  expect(run(['ask', 'When was the lighthouse built?'], place.environment).stdout).toContain('1987');
}, 120_000);
