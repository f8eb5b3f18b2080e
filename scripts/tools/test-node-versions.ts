/**
 * Runs the tests that reach native code, or what else differs from one Node.js to another, under several versions:
 * `node --import tsx scripts/tools/test-node-versions.ts [RANGE …]`, by default 20.19, 22 and 24. Each Node.js comes from
 * the registry, the newest of its range; the dependencies are installed from nothing for it, in a copy of the project; nothing
 * stays behind. Prints one table: version, tests passed and failed, seconds with the installation. Exit code 1 if a test
 * fails or something cannot be installed. It takes some five minutes a version.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProject, installNode, renderResults, testUnder, type VersionResult } from './node-versions.js';

const project = join(import.meta.dirname, '..', '..');

const tested = ['store', 'graph', 'embedding', 'application', 'main', 'seed', 'documents', 'text', 'traps'];
const paths = tested.map((name) => `tests/${name}`);

async function testRange(range: string, folder: string): Promise<VersionResult> {
  try {
    const node = await installNode(range, join(folder, 'node'));
    process.stderr.write(`Node.js ${node.version}: installing and testing …\n`);
    const copy = join(folder, 'project');
    await copyProject(project, copy);
    return await testUnder(node, copy, paths);
  } catch (error) {
    return { version: range, passed: 0, failed: 1, seconds: 0, failures: [String(error)] };
  }
}

const given = process.argv.slice(2);
const results: VersionResult[] = [];
for (const range of given.length > 0 ? given : ['20.19', '22', '24']) {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-node-'));
  try {
    const result = await testRange(range, folder);
    results.push(result);
    for (const failure of result.failures) process.stderr.write(`${result.version}: ${failure}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.stdout.write(renderResults(results));
process.exitCode = results.every(({ failed }) => failed === 0) ? 0 : 1;
