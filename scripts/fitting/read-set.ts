import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readSquad, type EvaluationSet } from '../../src/evaluation/read-squad.js';

/** Reads SQuAD format, or JSON lines of {question, passage, answer}; plain or .gz. */
export function readSet(path: string, withTitles: boolean): EvaluationSet {
  if (!/\.jsonl(\.gz)?$/.test(path)) return readSquad(path, { withTitles });
  const bytes = readFileSync(path);
  const lines = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trim().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as { question: string; passage: string; answer: string });
  const contexts = [...new Set(rows.map((row) => row.passage))];
  const positions = new Map(contexts.map((context, index) => [context, index]));
  return {
    contexts,
    questions: rows.map((row) => ({
      question: row.question,
      context: positions.get(row.passage)!,
      answers: [row.answer],
    })),
  };
}
