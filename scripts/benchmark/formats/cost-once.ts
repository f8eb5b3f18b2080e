/** Reads one file in a process of its own, and prints what that took: `node --import tsx cost-once.ts FILE`. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseDocument } from '../../../src/documents/parse-document.js';

const path = process.argv[2] ?? '';
const document = await parseDocument({ path: basename(path), bytes: readFileSync(path) });
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const pages = 'problem' in document ? 0 : document.parts.filter(({ kind }) => kind === 'page').length;
process.stdout.write(
  JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024, pages }),
);
