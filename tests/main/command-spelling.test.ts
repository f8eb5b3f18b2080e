import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { spellCommand, spellCommands, spellInLog } from '../../src/main/command-spelling.js';
import { subcommandScripts } from '../../src/settings/npm-options.js';
import { createPlace, project, runCommand } from './run-command.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

const remedy = 'Run "isnad index --from-scratch", or "isnad start"; not "isnad" or "isnad indexes".';

test.each([
  [
    'index',
    'npm run index',
    'npm run ask -- --json',
    'Run "npm run index -- --from-scratch", or "npm start"; not "isnad" or "isnad indexes".',
  ],
  // A script of another package that starts the program.
  ['documents', 'isnad index', 'isnad ask --json', remedy],
  [undefined, 'isnad index', 'isnad ask --json', remedy],
])('started by the script %j of npm, a person is told to type %j', (script, index, ask, message) => {
  vi.stubEnv('npm_lifecycle_event', script);
  expect(spellCommand('index')).toBe(index);
  expect(spellCommand('ask', '--json')).toBe(ask);
  expect(spellCommands(remedy)).toBe(message);
  const log = vi.fn();
  spellInLog({ log }).log('warn', 'x', { message: remedy, count: 1 });
  expect(log).toHaveBeenCalledWith('warn', 'x', { message, count: 1 });
});

test('every command that is spelled as a script of npm is one', () => {
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const name of subcommandScripts) {
    expect(scripts[name]).toBe(`node --import tsx src/main/isnad.ts ${name}`);
  }
});

describe('a command that fails', () => {
  const place = createPlace();

  test.each([
    [{}, 'run "isnad index".', 'Give one: isnad ask "your question".'],
    [{ npm_lifecycle_event: 'ask' }, 'run "npm run index".', 'Give one: npm run ask -- "your question".'],
  ])('names commands as it was started itself, %j', async (variables, index, ask) => {
    const environment = { ...place.environment, ...variables };
    expect((await runCommand('ask', ['Where is it?'], environment)).stderr).toContain(index);
    expect((await runCommand('ask', [' '], environment)).stderr).toContain(ask);
  });
});

test('nothing but main knows how npm spells a command', () => {
  const source = join(project, 'src');
  for (const path of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts') || path.startsWith('main/')) continue;
    // Comments may name the scripts.
    const code = readFileSync(join(source, path), 'utf8').replace(/^\s*(?:\/?\*|\/\/).*$/gm, '');
    expect(code, path).not.toMatch(/npm run/);
  }
});
