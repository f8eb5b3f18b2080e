import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultDiscordSettings } from '../../src/discord/discord-settings.js';
import { exitCodes } from '../../src/main/run-main.js';
import { parseSettings } from '../../src/settings/settings.js';
import { project } from '../main/run-command.js';

const path = join(project, 'docs', 'isnad.service');

/** `Section.Key` → its values, in the order of the file. */
function readUnit(text: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  let section = '';
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, name] = /^\[(Unit|Service|Install)\]$/.exec(line) ?? [];
    if (name !== undefined) {
      section = name;
      continue;
    }
    const [, key, value] = /^([A-Z][A-Za-z]+)=(.*)$/.exec(line) ?? [];
    if (key === undefined || value === undefined || section === '') throw new Error(`Not of a unit: ${line}`);
    values.set(`${section}.${key}`, [...(values.get(`${section}.${key}`) ?? []), value]);
  }
  return values;
}

describe('docs/isnad.service', () => {
  const unit = readUnit(readFileSync(path, 'utf8'));
  const one = (key: string): string => {
    expect(unit.get(key), key).toHaveLength(1);
    return unit.get(key)?.[0] ?? '';
  };

  it('starts the bot from a file that is there', () => {
    const [env, node, ...given] = one('Service.ExecStart').split(' ');
    expect([env, node]).toEqual(['/usr/bin/env', 'node']);
    // What `npm run build` makes; the tests have made it too.
    expect(given).toEqual(['dist/main/isnad.js', 'start']);
    expect(existsSync(join(project, given[0] ?? '-'))).toBe(true);
    expect(one('Install.WantedBy')).toBe('multi-user.target');
  });

  it('writes to folders alone that systemd makes', () => {
    const environment = Object.fromEntries(
      (unit.get('Service.Environment') ?? []).map((pair) => pair.split('=') as [string, string]),
    );
    const made = [
      ...one('Service.StateDirectory')
        .split(' ')
        .map((name) => `/var/lib/${name}`),
      ...one('Service.CacheDirectory')
        .split(' ')
        .map((name) => `/var/cache/${name}`),
    ];
    const settings = parseSettings(environment);
    expect([settings.seedsDirectory, settings.indexRoot, settings.modelCacheDirectory]).toEqual(made);
    expect(one('Service.ProtectSystem')).toBe('strict');
    expect(unit.has('Service.ReadWritePaths')).toBe(false);
  });

  it('does not start again what a setting stops, and gives a stop its time', () => {
    expect(one('Service.Restart')).toBe('on-failure');
    expect(one('Service.RestartPreventExitStatus')).toBe(String(exitCodes.usage));
    const leastMs = 2 * defaultDiscordSettings.shutdownTimeoutMs;
    expect(Number(one('Service.TimeoutStopSec')) * 1_000).toBeGreaterThan(leastMs);
  });

  const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
  it.runIf(hasSystemd)('is what systemd-analyze finds nothing to say about', () => {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', path], {
      encoding: 'utf8',
    });
    expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
  });
});

describe('docs/deployment.md', () => {
  it('names every file and command that it leads to', () => {
    const text = readFileSync(join(project, 'docs', 'deployment.md'), 'utf8');
    const commands = [...text.matchAll(/node (\S+) ([a-z]+)\n/g)];
    expect(commands.length).toBeGreaterThanOrEqual(3);
    for (const [, file = '', name = ''] of commands) {
      expect(existsSync(join(project, file)), file).toBe(true);
      const help = spawnSync(process.execPath, [file, 'help', name], { cwd: project, encoding: 'utf8' });
      expect(help.status).toBe(0);
      expect(help.stdout).toContain(`Usage: isnad ${name}`);
    }
    for (const file of ['compose.yaml', '.env.example', 'docs/isnad.service']) {
      expect(text).toContain(file.replace(/^docs\//, ''));
      expect(existsSync(join(project, file))).toBe(true);
    }
  });
});
