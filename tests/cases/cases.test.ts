import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Embedder } from '../../src/contracts/embedder.js';
import { byFolder, judgeFolder, loadEmbedder, nameOf, readCases, type JudgedCase } from './judge-case.js';

/** Small documents that were once read or answered wrongly; each stands for its kind. */
const cases = readCases();

/** Names of cases that are not right yet. The list may only become shorter: a case that is right must leave it. */
const knownFailures = JSON.parse(
  readFileSync(join(import.meta.dirname, 'known-failures.json'), 'utf8'),
) as readonly string[];

function expectProblems(name: string, problems: readonly string[], marked = ''): void {
  if (knownFailures.includes(name)) {
    expect(problems, `"${name}" is right now: take it off known-failures.json`).not.toEqual([]);
  } else {
    expect(problems, `marked: "${marked}"`).toEqual([]);
  }
}

let embedder: Embedder;
beforeAll(async () => {
  embedder = await loadEmbedder();
});

describe.each(byFolder(cases).map((group) => ({ folder: group[0]!.folder, group })))(
  '$folder',
  ({ group }) => {
    let judged: readonly JudgedCase[];
    beforeAll(async () => {
      judged = await judgeFolder(group, embedder);
    });

    test.each(group.map((each, index) => ({ name: nameOf(each), question: each.question, index })))(
      '$question',
      ({ name, index }) => {
        const { problems, marked } = judged[index]!;
        expectProblems(name, problems, marked);
      },
    );
  },
);

const copyName = 'a copy of a file changes neither outcome nor confidence';

test(copyName, async () => {
  const of = async (folder: string): Promise<JudgedCase> => {
    const group = cases.filter((each) => each.folder === folder);
    return (await judgeFolder(group, embedder))[0]!;
  };
  const [alone, copied] = [await of('02-single-file'), await of('02-copy-of-a-file')];
  expectProblems(copyName, [
    ...(copied.outcome === alone.outcome ? [] : [`${alone.outcome} becomes ${copied.outcome}`]),
    ...(Math.abs(copied.confidence - alone.confidence) <= 0.05
      ? []
      : [`${alone.confidence} becomes ${copied.confidence}`]),
  ]);
});

test('every known failure is a case, and is listed once', () => {
  const names = [...cases.map(nameOf), copyName];
  expect(knownFailures.filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(knownFailures).size).toBe(knownFailures.length);
});
