import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { projectDirectory } from '../../../src/application/program-files.js';

export interface Cost {
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly pages: number;
}

function readOnce(path: string): Cost {
  const output = execFileSync(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'cost-once.ts'), path],
    { cwd: projectDirectory, encoding: 'utf8' },
  );
  return JSON.parse(output) as Cost;
}

/**
 * What a hundred pages take, without the start of the process, which reads many files: the difference between a long
 * file and one of a page.
 */
export function measureCost(folder: string): Cost {
  const long = readOnce(join(folder, 'real/pdf-ar/sa-civil.pdf'));
  const short = readOnce(join(folder, 'made/pdf/cr-plain-naskh.pdf'));
  const pages = long.pages - short.pages;
  return {
    cpuSeconds: ((long.cpuSeconds - short.cpuSeconds) * 100) / pages,
    peakMegabytes: long.peakMegabytes,
    pages: long.pages,
  };
}
