import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readLock } from '../../scripts/tools/supply-chain/packages.js';
import { compiledFolder } from '../compiled-program.js';
import { project } from '../main/run-command.js';

const read = (path: string): string => readFileSync(join(project, path), 'utf8');

interface Instruction {
  readonly name: string;
  readonly value: string;
}

/** Comments aside, and with continued lines joined. */
const instructions: readonly Instruction[] = read('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [name = '', ...rest] = line.split(' ');
    return { name, value: rest.join(' ').trim() };
  });
const valuesOf = (name: string): string[] =>
  instructions.filter((each) => each.name === name).map(({ value }) => value);

/** What is taken from the project, not from the stage before. */
const pathsCopiedBy = (given: readonly Instruction[]): string[] =>
  given
    .filter(({ name, value }) => name === 'COPY' && !value.startsWith('--from='))
    .flatMap(({ value }) => value.split(' ').slice(0, -1));
const copied = pathsCopiedBy(instructions);
const lastStage = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
const environment = Object.fromEntries(
  valuesOf('ENV').flatMap((value) => value.split(/\s+/).map((pair) => pair.split('=') as [string, string])),
);
const command = JSON.parse(valuesOf('CMD')[0] ?? '[]') as string[];

describe('the Dockerfile', () => {
  it('is built on a release of Node.js that is maintained, the same in both stages', () => {
    const images = valuesOf('FROM').map((value) => value.split(' ')[0]);
    expect(new Set(images).size).toBe(1);
    const [, major] = /^node:(\d+)-bookworm-slim$/.exec(images[0] ?? '') ?? [];
    // Releases with an even number are maintained for three years; 22 ends in April 2027.
    expect(Number(major)).toBeGreaterThanOrEqual(24);
    expect(Number(major) % 2).toBe(0);
  });

  it('copies what is there and not kept out by .dockerignore', () => {
    const ignored = read('.dockerignore').split('\n');
    expect(copied).toContain('package-lock.json');
    for (const path of copied) {
      expect(existsSync(join(project, path)), path).toBe(true);
      const [folder = ''] = path.split('/');
      for (const outer of [path, folder]) expect(ignored, path).not.toContain(outer);
      if (ignored.includes(`${folder}/*`)) expect(ignored).toContain(`!${path}`);
    }
    // A program that was compiled here could be of other sources.
    for (const kept of ['.env', '.isnad', '.git', 'dist']) expect(ignored).toContain(kept);
  });

  it('starts the bot itself, as a user without rights', () => {
    expect(command).toEqual(['node', 'dist/main/isnad.js', 'start']);
    expect(existsSync(join(project, command[1] ?? ''))).toBe(true);
    expect(valuesOf('USER')).toEqual(['node']);
  });

  it('makes an image that answers, with packages for production alone, and writes to its volumes alone', () => {
    const root = mkdtempSync(join(tmpdir(), 'isnad-image-'));
    onTestFinished(() => {
      rmSync(root, { recursive: true, force: true });
    });
    const app = join(root, 'app');
    for (const path of pathsCopiedBy(lastStage))
      cpSync(join(project, path), join(app, path), { recursive: true });
    const ofFirstStage = lastStage.filter(({ value }) => value.startsWith('--from=build '));
    expect(ofFirstStage.map(({ value }) => value.split(' ').slice(1))).toEqual([
      ['/app/node_modules', './node_modules'],
      ['/app/dist', './dist'],
    ]);
    // In place of the first stage, which would compile for minutes: what it leaves.
    expect(valuesOf('RUN')).toContain('npm run build && npm prune --omit=dev');
    cpSync(compiledFolder, join(app, 'dist'), { recursive: true });
    const packages = readLock()
      .filter(({ folder, isDevelopment }) => !isDevelopment && existsSync(join(project, folder)))
      .map(({ folder }) => folder)
      .filter((folder) => !folder.includes('/node_modules/'));
    execFileSync('cp', ['-a', '--link', '--parents', ...packages, app], { cwd: project });
    for (const name of ['vitest', 'tsx', 'esbuild'])
      expect(existsSync(join(app, 'node_modules', name)), name).toBe(false);
    const filesBefore = readdirSync(app, { recursive: true }).length;
    const inRoot = Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, value.replace(/^\/data/, `${root}/data`)]),
    );
    cpSync(join(project, 'seeds'), inRoot.SEEDS_DIR ?? '', { recursive: true });
    const answer = execFileSync(
      process.execPath,
      [...command.slice(1, -1), 'ask', 'متى انتهى الحظر التسليحي على إيران؟'],
      {
        cwd: app,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, ...inRoot },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    expect(answer).toContain('2020');
    expect(readdirSync(app, { recursive: true }).length).toBe(filesBefore);
    expect(readdirSync(inRoot.INDEX_DIR ?? '')).toHaveLength(1);
  }, 120_000);
});
