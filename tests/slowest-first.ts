import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders, and files in them, whose tests take longest, measured; the longest first. */
const slowest = [
  'discord/stop',
  'postgres/',
  'application/threads',
  'postgres/server-index',
  'discord/start',
  'main/hostile',
  'documents/parse-document',
  'main/repl',
  'main/isnad',
  'application/',
  'main/',
  'seed/',
  'store/',
  'discord/',
];

function rankOf({ moduleId, project }: TestSpecification): number {
  // Files with a process of their own stand together: between two others they would end a shared process.
  if (project.config.isolate) return -1;
  const path = relative(import.meta.dirname, moduleId);
  const rank = slowest.findIndex((prefix) => path.startsWith(prefix));
  return rank === -1 ? slowest.length : rank;
}

/** Starts the slowest files first, so that no worker is left alone with one at the end. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((left, right) => rankOf(left) - rankOf(right));
  }
}
