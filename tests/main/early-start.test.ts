import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { project } from './run-command.js';

/** Packages that a module loads before its own first line is run, through those that it imports. */
function findLoadedPackages(path: string, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  if (seen.has(path)) return packages;
  seen.add(path);
  const source = readFileSync(path, 'utf8');
  for (const [, name = ''] of source.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';/gm)) {
    if (!name.startsWith('.')) packages.add(name);
    else {
      const file = join(dirname(path), name.replace(/\.js$/, '.ts'));
      for (const each of findLoadedPackages(file, seen)) packages.add(each);
    }
  }
  return packages;
}

test('npm start hears a stop before it loads what takes long, and opens its port before Discord and the index', () => {
  const packagesOf = (name: string) =>
    [...findLoadedPackages(join(project, 'src', 'main', name))].filter((each) => !each.startsWith('node:'));
  expect(packagesOf('start.ts')).toEqual(['commander']);
  for (const name of ['bot-options.ts', 'open-monitoring.ts']) {
    expect(packagesOf(name).filter((each) => /discord|sqlite|hnsw|transformers/.test(each))).toEqual([]);
  }
  expect(packagesOf('run-one-process.ts')).toContain('discord.js');
});
