import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isUsable, renderLicences } from '../scripts/tools/supply-chain/licences.js';
import {
  installSteps,
  models,
  project,
  readLock,
  type LockedPackage,
} from '../scripts/tools/supply-chain/packages.js';

interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, string>>;
  /** False where the package's binding.gyp is not for npm to run. */
  readonly gypfile?: boolean;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

const read = (path: string): string => readFileSync(join(project, path), 'utf8');
const readPackage = (path: string): PackageFile => JSON.parse(read(path)) as PackageFile;

const locked = readLock();
const installed = locked.filter(({ folder }) => existsSync(join(project, folder, 'package.json')));

describe('versions', () => {
  test.each(['package.json', 'scripts/benchmark/baselines/package.json'])(
    '%s pins every package exactly',
    (path) => {
      const { dependencies = {}, devDependencies = {}, overrides = {} } = readPackage(path);
      const pins = Object.entries({ ...dependencies, ...devDependencies, ...overrides });
      expect(pins.length).toBeGreaterThan(2);
      for (const [name, version] of pins) expect(version, name).toMatch(/^(?:npm:[\w@/.-]+@)?\d+\.\d+\.\d+$/);
    },
  );

  test.each(['package-lock.json', 'scripts/benchmark/baselines/package-lock.json'])(
    '%s has a checksum for every package and the name of no host',
    (path) => {
      const text = read(path);
      expect(text).not.toContain('"resolved"');
      const { packages } = JSON.parse(text) as { packages: Record<string, { integrity?: string }> };
      for (const [folder, { integrity }] of Object.entries(packages)) {
        if (folder !== '') expect(integrity, folder).toMatch(/^sha512-/);
      }
    },
  );

  test('what is installed is what is locked', () => {
    expect(installed.length).toBeGreaterThan(100);
    const missing = locked.filter((each) => !each.isOptional && !installed.includes(each));
    expect(missing.filter(({ isDevelopment }) => !isDevelopment)).toEqual([]);
    for (const { folder, name, version } of installed) {
      expect(readPackage(`${folder}/package.json`), folder).toMatchObject({ name, version });
    }
  });
});

describe('licences', () => {
  test('every package has one that may be used', () => {
    expect(locked.filter((each) => !isUsable(each))).toEqual([]);
  });

  test('the lock states them as the packages do', () => {
    for (const { folder, licence } of installed) {
      const { license } = readPackage(`${folder}/package.json`);
      if (license !== undefined) expect(licence, folder).toBe(license);
    }
  });

  test('THIRD-PARTY.md lists them all (npm run licences writes it)', () => {
    expect(read('THIRD-PARTY.md')).toBe(renderLicences(locked));
  });

  test.each<[string | undefined, Partial<LockedPackage>, boolean]>([
    ['MIT', {}, true],
    ['(MIT OR GPL-3.0-only)', {}, true],
    ['MIT AND GPL-3.0-only', {}, false],
    ['GPL-3.0-only', {}, false],
    ['AGPL-3.0-only', { isDevelopment: true }, false],
    ['LGPL-3.0-or-later', { name: 'other' }, false],
    ['LGPL-3.0-or-later', { name: '@img/sharp-libvips-linux-x64' }, true],
    ['MPL-2.0', { isDevelopment: true }, true],
    ['MPL-2.0', {}, false],
    ['SEE LICENSE IN LICENSE', {}, false],
    [undefined, {}, false],
  ])('%s, %j: %s', (licence, more, usable) => {
    expect(isUsable({ ...locked[0]!, name: 'a', isDevelopment: false, ...more, licence })).toBe(usable);
  });

  test('every model has its licence beside it', () => {
    for (const { name, files } of models) {
      for (const file of [...files, 'LICENSE', 'README.md']) {
        expect(existsSync(join(project, 'models', name, file)), `${name}/${file}`).toBe(true);
      }
    }
  });
});

describe('installation', () => {
  test('package.json allows the steps that are explained, and those are all there are', () => {
    const explained = Object.keys(installSteps).sort();
    expect(Object.keys(readPackage('package.json').allowScripts ?? {}).sort()).toEqual(explained);
    const running = installed
      .filter(({ folder }) => {
        const { scripts = {}, gypfile = true } = readPackage(`${folder}/package.json`);
        const hasStep = ['preinstall', 'install', 'postinstall'].some((step) => step in scripts);
        return hasStep || (gypfile && existsSync(join(project, folder, 'binding.gyp')));
      })
      .map(({ name }) => name);
    expect([...new Set(running)].sort()).toEqual(explained);
    for (const { name, hasInstallScript } of locked) if (hasInstallScript) expect(explained).toContain(name);
  });

  test('the image library that fetches its own binary is replaced by one of the registry', () => {
    const sharp = locked.filter(({ name }) => name === 'sharp');
    expect(sharp.map(({ version }) => version)).toEqual(['0.34.5']);
    // Its libraries are packages of their own, with checksums in the lock.
    expect(locked.filter(({ name }) => name.startsWith('@img/sharp-libvips-')).length).toBeGreaterThan(5);
  });

  test('better-sqlite3 fetches no finished binary', () => {
    const step = spawnSync(process.execPath, ['../prebuild-install/bin.js', '--verbose'], {
      cwd: join(project, 'node_modules', 'better-sqlite3-12'),
      encoding: 'utf8',
      // Where the setting above were gone, no download would come from here.
      env: { PATH: process.env.PATH, npm_config_better_sqlite3_binary_host: 'http://127.0.0.1:9' },
    });
    expect(step.stderr).toContain('not attempting download');
    expect(step.status).toBe(1);
    expect(read('Dockerfile')).toMatch(/^COPY package\.json .*\.prebuild-installrc/m);
  });
});

test('the bill of materials has every package and model, with checksum and licence', () => {
  const output = execFileSync(process.execPath, ['--import', 'tsx', 'scripts/tools/supply-chain/sbom.ts'], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const bom = JSON.parse(output) as {
    bomFormat: string;
    metadata: { component: { name: string } };
    components: { name: string; version: string; hashes?: unknown[]; licenses?: unknown[] }[];
  };
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'isnad' } } });
  const listed = new Map(bom.components.map((each) => [`${each.name}@${each.version}`, each]));
  for (const { name, version, folder } of locked) {
    if (name === 'onnxruntime-common') continue;
    // One of another name is listed under that which it is installed as.
    const installedAs = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    expect(listed.get(`${installedAs}@${version}`), installedAs).toMatchObject({
      hashes: [{}],
      licenses: [expect.anything()],
    });
  }
  for (const { name, files } of models) {
    for (const file of files) {
      const path = `models/${name}/${file}`;
      expect(bom.components.find((each) => each.name === path)).toMatchObject({ hashes: [{}] });
    }
  }
});
