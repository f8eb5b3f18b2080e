import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AskedExample, Examples, RatedExample } from './collect-examples.js';
import type { Choice } from './linear-models.js';

/** As JSON: the features of a passage, and whether it is right. */
type PassageRow = readonly [features: readonly number[], right: 0 | 1];

/** As JSON, flags as a number of bits: right 1, holds 2, elsewhere 4. */
type SentenceRow = readonly [
  features: readonly number[],
  confidence: readonly number[] | 0,
  flags: number,
  words: number,
  handicap: number,
];

interface KeptAsked extends Omit<AskedExample, 'sentences'> {
  readonly sentences: readonly SentenceRow[];
}

interface KeptExamples {
  readonly passages: readonly (readonly PassageRow[])[];
  readonly asked: readonly KeptAsked[];
}

/** Four digits of a feature are more than its weight has. */
function short(features: Float64Array): number[] {
  return Array.from(features, (value) => Math.round(value * 1e4) / 1e4);
}

function writeChoice(choice: Choice): PassageRow[] {
  return choice.map(({ features, right }) => [short(features), right ? 1 : 0]);
}

function readChoice(rows: readonly PassageRow[]): Choice {
  return rows.map(([features, right]) => ({ features: Float64Array.from(features), right: right === 1 }));
}

function writeSentence({
  features,
  confidence,
  right,
  holds,
  isElsewhere,
  words,
  handicap,
}: RatedExample): SentenceRow {
  const flags = (right ? 1 : 0) | (holds ? 2 : 0) | (isElsewhere ? 4 : 0);
  return [short(features), confidence ? short(confidence) : 0, flags, words, handicap];
}

function readSentence([features, confidence, flags, words, handicap]: SentenceRow): RatedExample {
  return {
    features: Float64Array.from(features),
    confidence: confidence === 0 ? undefined : Float64Array.from(confidence),
    right: (flags & 1) !== 0,
    holds: (flags & 2) !== 0,
    isElsewhere: (flags & 4) !== 0,
    words,
    handicap,
  };
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
      asked: kept.asked.map((each) => ({ ...each, sentences: each.sentences.map(readSentence) })),
    };
  }
  const examples = await collect();
  const kept: KeptExamples = {
    passages: examples.passages.map(writeChoice),
    asked: examples.asked.map((each) => ({ ...each, sentences: each.sentences.map(writeSentence) })),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(kept));
  return examples;
}
