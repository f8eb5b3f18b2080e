/**
 * `npm run -s sbom > sbom.json`: all that Isnad consists of, as CycloneDX 1.5. npm lists the packages of the
 * lock file; the models, of which it knows nothing, are added. `--omit=dev` leaves out tests and tools.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from '../../../src/contracts/errors.js';
import { exitCodes, runMain } from '../../../src/main/run-main.js';
import { models, project } from './packages.js';

interface Bom {
  metadata: { component: { name: string } };
  components: unknown[];
}

runMain(async () => {
  const given = process.argv.slice(2);
  const unknown = given.find((each) => each !== '--omit=dev');
  if (unknown !== undefined) {
    throw new UsageError(`sbom takes no option but --omit=dev, and got "${unknown}".`, 'Leave it out.');
  }
  const npm = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', ...given];
  const { stdout } = await promisify(execFile)('npm', npm, { cwd: project, maxBuffer: 2 ** 26 });
  const bom = JSON.parse(stdout) as Bom;
  // npm takes the name of the folder.
  bom.metadata.component.name = 'isnad';
  for (const { name, licence, files } of models) {
    for (const file of files) {
      const path = `models/${name}/${file}`;
      const content = createHash('sha256')
        .update(readFileSync(join(project, path)))
        .digest('hex');
      bom.components.push({
        'bom-ref': path,
        type: 'machine-learning-model',
        name: path,
        version: name.slice(name.lastIndexOf('-v') + 2),
        hashes: [{ alg: 'SHA-256', content }],
        licenses: [{ license: { id: licence } }],
      });
    }
  }
  process.stdout.write(`${JSON.stringify(bom, undefined, 2)}\n`);
  return exitCodes.done;
});
