/**
 * `npm run licences` writes THIRD-PARTY.md, the licences of all packages, and fails where one may not be used.
 * The tests compare the file with the lock.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installSteps, models, project, readLock, type LockedPackage } from './packages.js';

/** Fit for an MIT project that is handed on with its packages: they ask for no more than their notice. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
]);

/** Others, for what they are used for. */
const permitted: readonly { licence: string; applies: (each: LockedPackage) => boolean; why: string }[] = [
  {
    licence: 'LGPL-3.0-or-later',
    applies: ({ name }) => name.startsWith('@img/sharp-'),
    why:
      'libvips, an image library that sharp brings along as a shared library of its own and that ' +
      '@xenova/transformers asks for. It is installed unchanged, can be replaced, and no code of ours is part of it.',
  },
  {
    licence: 'MPL-2.0',
    applies: ({ isDevelopment }) => isDevelopment,
    why: 'A tool that the tests run with. It is used unchanged and nothing of it is handed on.',
  },
];

function isFit(licence: string, each: LockedPackage): boolean {
  return (
    permissive.has(licence) ||
    permitted.some((exception) => exception.licence === licence && exception.applies(each))
  );
}

/** Whether a package may be used: one of the licences it offers is fit, and each of those it demands together. */
export function isUsable(each: LockedPackage): boolean {
  const expression = each.licence?.replace(/[()]/g, '') ?? '';
  return expression
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => isFit(one.trim(), each)));
}

function renderTable(packages: readonly LockedPackage[]): string[] {
  return [
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence ?? 'none stated'} |`),
  ];
}

/** THIRD-PARTY.md as it must be for these packages. */
export function renderLicences(packages: readonly LockedPackage[]): string {
  return [
    '# Licences of third parties',
    '',
    'Written by `npm run licences` from package-lock.json; the tests compare the two.',
    'Packages are installed from the registry and none is part of this repository.',
    '',
    ...permitted.map(({ licence, why }) => `- ${licence}: ${why}`),
    '',
    '## What comes with the repository',
    '',
    '| model | licence |',
    '| --- | --- |',
    ...models.map(
      ({ name, licence }) => `| [${name}](models/${name}/README.md) | [${licence}](models/${name}/LICENSE) |`,
    ),
    '',
    '## What runs at installation',
    '',
    ...Object.entries(installSteps).map(([name, step]) => `- ${name}: ${step}.`),
    '',
    '## Packages that Isnad runs with',
    '',
    ...renderTable(packages.filter(({ isDevelopment }) => !isDevelopment)),
    '',
    '## Packages of tests and tools',
    '',
    ...renderTable(packages.filter(({ isDevelopment }) => isDevelopment)),
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const packages = readLock();
  writeFileSync(join(project, 'THIRD-PARTY.md'), renderLicences(packages));
  for (const { name, version, licence } of packages.filter((each) => !isUsable(each))) {
    process.stderr.write(
      `${name} ${version} is under ${licence ?? 'no stated licence'}, which is not on the list.\n`,
    );
    process.exitCode = 1;
  }
}
