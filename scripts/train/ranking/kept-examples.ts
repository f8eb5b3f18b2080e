import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnswerExample, Examples } from './collect-examples.js';
import type { Choice } from './linear-models.js';

/** As JSON: the features of a sentence or an answer, and whether it is right. */
type Row = readonly [features: readonly number[], right: 0 | 1];

interface KeptAnswer extends Omit<AnswerExample, 'features'> {
  readonly features: readonly number[];
}

interface KeptExamples {
  readonly passages: readonly (readonly Row[])[];
  readonly sentences: readonly (readonly Row[])[];
  readonly answers: readonly KeptAnswer[];
  readonly documents: readonly string[];
}

/** Five digits of a feature are more than its weight has. */
function short(features: Float64Array): number[] {
  return Array.from(features, (value) => Math.round(value * 1e5) / 1e5);
}

function writeChoice(choice: Choice): Row[] {
  return choice.map(({ features, right }) => [short(features), right ? 1 : 0]);
}

function readChoice(rows: readonly Row[]): Choice {
  return rows.map(([features, right]) => ({ features: Float64Array.from(features), right: right === 1 }));
}

/** What was collected under a name, from a folder where it lies; else collected now, and kept there. */
export async function keepExamples(
  folder: string | undefined,
  name: string,
  collect: () => Promise<Examples>,
): Promise<Examples> {
  if (folder === undefined) return collect();
  const file = join(folder, `${name}.json`);
  if (existsSync(file)) {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as KeptExamples;
    return {
      passages: kept.passages.map(readChoice),
      sentences: kept.sentences.map(readChoice),
      answers: kept.answers.map((each) => ({ ...each, features: Float64Array.from(each.features) })),
      documents: [...kept.documents],
    };
  }
  const examples = await collect();
  const kept: KeptExamples = {
    passages: examples.passages.map(writeChoice),
    sentences: examples.sentences.map(writeChoice),
    answers: examples.answers.map((each) => ({ ...each, features: short(each.features) })),
    documents: examples.documents,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(kept));
  return examples;
}
