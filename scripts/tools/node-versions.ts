import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A Node.js of the registry, installed in a folder of its own. */
export interface InstalledNode {
  readonly version: string;
  /** The variables under which `node`, `npm` and what they start are those of this Node.js, and use its headers. */
  readonly environment: NodeJS.ProcessEnv;
}

/** How the tests went under one Node.js. */
export interface VersionResult {
  readonly version: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  /** What went wrong, a line each. */
  readonly failures: readonly string[];
}

/** The part of the test runner's JSON report that is read. */
interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

interface Finished {
  readonly exitCode: number | null;
  readonly output: string;
}

async function run(
  command: string,
  given: readonly string[],
  { folder, environment }: { readonly folder: string; readonly environment: NodeJS.ProcessEnv },
): Promise<Finished> {
  const child = spawn(command, given, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  await once(child, 'close');
  return { exitCode: child.exitCode, output };
}

/** The last lines of what a command has printed. */
function lastLines(output: string): string {
  return output.trim().split('\n').slice(-15).join('\n');
}

/** Installs the newest Node.js of a range, such as `22` or `20.19`, from the registry. */
export async function installNode(range: string, folder: string): Promise<InstalledNode> {
  mkdirSync(folder, { recursive: true });
  const given = ['install', '--prefix', folder, '--no-audit', '--no-fund', `node@${range}`];
  const install = await run('npm', given, { folder, environment: process.env });
  if (install.exitCode !== 0)
    throw new Error(`node@${range} cannot be installed:\n${lastLines(install.output)}`);
  const packages = join(folder, 'node_modules');
  const system = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const home = [join(packages, 'node', 'node_modules', system), join(packages, system)].find(existsSync);
  if (home === undefined) throw new Error(`node@${range} has no ${system}.`);
  const environment = {
    ...process.env,
    PATH: `${join(home, 'bin')}:${process.env.PATH}`,
    npm_config_nodedir: home,
  };
  const { output } = await run('node', ['--version'], { folder, environment });
  return { version: output.trim(), environment };
}

/** Copies what git knows, and what it does not ignore. */
export async function copyProject(project: string, folder: string): Promise<void> {
  const given = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { output } = await run('git', given, { folder: project, environment: process.env });
  for (const path of new Set(output.split('\0').filter((each) => each !== ''))) {
    // One that was deleted and not committed is still listed.
    if (!existsSync(join(project, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(project, path), join(folder, path));
  }
}

/** What a report of the test runner says. */
export function readReport(report: TestReport): Pick<VersionResult, 'passed' | 'failed' | 'failures'> {
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((each) => each.status === 'failed').map((each) => each.fullName);
    // A file that cannot be loaded, or whose process has died, has no tests that failed.
    if (tests.length === 0 && status === 'failed') tests.push(message?.split('\n')[0] ?? 'could not be run');
    return tests.map((test) => `${name}: ${test}`);
  });
  const failed = Math.max(report.numFailedTests, failures.length);
  return { passed: report.numPassedTests, failed, failures };
}

/** Installs the dependencies of the project's copy in `folder` under a Node.js, and runs the tests of `paths`. */
export async function testUnder(
  { version, environment }: InstalledNode,
  folder: string,
  paths: readonly string[],
): Promise<VersionResult> {
  const startedMs = performance.now();
  const finish = (result: Omit<VersionResult, 'version' | 'seconds'>): VersionResult => {
    return { version, seconds: (performance.now() - startedMs) / 1000, ...result };
  };
  const install = await run('npm', ['ci', '--no-audit', '--no-fund'], { folder, environment });
  if (install.exitCode !== 0) {
    return finish({ passed: 0, failed: 1, failures: [`npm ci: ${lastLines(install.output)}`] });
  }
  const reportPath = join(folder, 'test-report.json');
  // A machine that is busy is no failure.
  const patience = ['--testTimeout=300000', '--hookTimeout=300000'];
  const given = ['run', ...paths, ...patience, '--reporter=json', `--outputFile=${reportPath}`];
  const { exitCode, output } = await run(join(folder, 'node_modules', '.bin', 'vitest'), given, {
    folder,
    environment,
  });
  if (!existsSync(reportPath)) {
    return finish({ passed: 0, failed: 1, failures: [`vitest: ${lastLines(output)}`] });
  }
  const result = readReport(JSON.parse(readFileSync(reportPath, 'utf8')) as TestReport);
  if (exitCode === 0 || result.failed > 0) return finish(result);
  return finish({ ...result, failed: 1, failures: [`vitest: ${lastLines(output)}`] });
}

/** One line a version. */
export function renderResults(results: readonly VersionResult[]): string {
  const rows = results.map(({ version, passed, failed, seconds }) => [
    version,
    `${passed}`,
    `${failed}`,
    `${Math.round(seconds)}`,
  ]);
  const table = [['Node.js', 'passed', 'failed', 'seconds'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  return table
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
    )
    .map((line) => `${line}\n`)
    .join('');
}
