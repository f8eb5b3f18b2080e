import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { describe, expect, onTestFinished, test } from 'vitest';
import { UsageError } from '../../src/contracts/errors.js';
import { refuseSwallowedOptions } from '../../src/main/parse-command.js';
import { parseNpmOptions } from '../../src/settings/npm-options.js';
import { createPlace, project, runCommand } from './run-command.js';

describe('npm itself, given options without the two dashes', () => {
  test.each([
    ['index', ['--dry-run', '--json'], 'npm run index -- --dry-run --json'],
    ['ask', ['--document=a b.txt', 'متى؟'], 'npm run ask -- "--document=a b.txt" "متى؟"'],
    ['ask', ['--folder', 'x', 'متى'], 'npm run ask -- --folder <folder> …'],
  ])('npm run %s %j', (script, given, right) => {
    const place = createPlace({ 'a.txt': 'Notes\n\nThe lighthouse stands near the harbour.\n' });
    onTestFinished(place.remove);
    const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', script, ...given], {
      cwd: project,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...place.environment },
    });
    expect(status).toBe(2);
    expect(stderr).toContain(`isnad: npm took ${given[0]?.split('=')[0] ?? ''}`);
    expect(stderr.trimEnd().endsWith(right), stderr).toBe(true);
    // Nothing was done. (npm adds an empty report of its own to --json.)
    expect(stdout).not.toContain('added');
    expect(existsSync(place.environment.INDEX_DIR ?? '')).toBe(false);
  });
});

test.each([
  ['index', { watch: 'true' }, ['my folder'], 'npm run index -- --watch "my folder"'],
  ['index', { from_scratch: 'true' }, [], 'npm run index -- --from-scratch'],
  ['ask', { citations: '5' }, ['متى؟'], 'npm run ask -- --citations=5 "متى؟"'],
  ['evaluate', { max_distractors: '5' }, ['a.json'], 'npm run evaluate -- --max-distractors=5 a.json'],
  ['register', { remove_other: 'true' }, [], 'npm run register -- --remove-other'],
] as const)('what npm has kept of options of %s: %j', async (name, kept, given, right) => {
  const place = createPlace();
  onTestFinished(place.remove);
  const variables = Object.entries(kept).map(([option, value]) => [`npm_config_${option}`, value]);
  const { exitCode, stderr } = await runCommand(name, given, {
    ...place.environment,
    ...(Object.fromEntries(variables) as Record<string, string>),
    npm_lifecycle_event: name,
  });
  expect(exitCode).toBe(2);
  expect(stderr.trimEnd().endsWith(right), stderr).toBe(true);
});

test('what npm has kept in a script that starts a command does not concern that command', async () => {
  const place = createPlace();
  onTestFinished(place.remove);
  const kept = { npm_config_json: 'true', npm_config_rebuild: 'true' };
  const ofStart = { ...place.environment, ...kept, npm_lifecycle_event: 'start' };
  expect(await runCommand('index', [], ofStart)).toMatchObject({ exitCode: 0 });
  const ofIndex = { ...ofStart, npm_lifecycle_event: 'index' };
  expect(await runCommand('index', [], ofIndex)).toMatchObject({ exitCode: 2, stdout: '' });
});

test.each<[string, NodeJS.ProcessEnv, [string, string][]]>([
  [
    'flags',
    { npm_config_dry_run: 'true', npm_config_json: 'true' },
    [
      ['dry-run', 'true'],
      ['json', 'true'],
    ],
  ],
  ['what was switched off', { npm_config_json: '' }, []],
  ['other variables', { npm_package_name: 'isnad', json: 'true', NPM_CONFIG_JSON: 'true' }, []],
])('npm’s variables: %s', (_, values, options) => {
  expect([...parseNpmOptions({ ...values, npm_lifecycle_event: 'index' }, 'index')]).toEqual(options);
  expect([...parseNpmOptions(values, 'index')]).toEqual([]);
});

test('an option that has come through, and those of npm alone, are no reason to refuse', () => {
  const command = new Command('npm run ask --').option('--json').option('--citations <count>');
  const check = (given: string[], kept: [string, string][]) => () => {
    refuseSwallowedOptions(command, given, new Map(kept));
  };
  expect(check(['--json', 'q'], [['json', 'true']])).not.toThrow();
  expect(check(['--citations=2', 'q'], [['citations', '2']])).not.toThrow();
  expect(
    check(
      ['q'],
      [
        ['audit', 'true'],
        ['loglevel', 'silent'],
      ],
    ),
  ).not.toThrow();
  expect(check(['--jsonx', 'q'], [['json', 'true']])).toThrow(UsageError);
  expect(check(['$(rm x) "y"'], [['json', 'true']])).toThrow(
    expect.objectContaining({
      remedy: expect.stringContaining('-- --json "\\$(rm x) \\"y\\""') as string,
    }) as Error,
  );
});
