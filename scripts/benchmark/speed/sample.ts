/**
 * Writes passages of an index, spread evenly over it, and questions about them, for those who measure without
 * our index; in a process of its own.
 *
 *   node --import tsx scripts/benchmark/speed/sample.ts INDEX_DIRECTORY QUESTIONS PASSAGES FILE
 */
import { writeFileSync } from 'node:fs';
import type { Span } from '../../../src/contracts/span.js';
import { openDatabase } from '../../../src/store/open-database.js';
import { findCurrentManifest, SqliteIndexReader } from '../../../src/store/index-reader.js';
import { makeQuestions } from './questions.js';

export interface Sample {
  /** What passages are matched by. */
  readonly passages: readonly string[];
  readonly questions: readonly string[];
}

const [directory, questionCount, passageCount, file] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
];
const database = openDatabase(directory, { create: false });
const reader = new SqliteIndexReader(database, findCurrentManifest(database)!.snapshot);
const ids = await reader.findPassageIds();
const wanted = Math.min(ids.length, Number(passageCount));
const passages: { text: string; sentences: Span[] }[] = [];
for (let index = 0; index < wanted; index++) {
  const [passage] = await reader.findPassages([ids[Math.floor((index * ids.length) / wanted)]!]);
  const document = await reader.findDocument(passage!.documentId);
  const text = document!.text.slice(passage!.span.start, passage!.span.end);
  const sentences = passage!.sentences.map(({ start, end }) => ({
    start: start - passage!.span.start,
    end: end - passage!.span.start,
  }));
  passages.push({ text, sentences });
}
const questions = await makeQuestions(
  Number(questionCount),
  (random) => passages[Math.floor(random() * passages.length)],
);
const sample: Sample = { passages: passages.map(({ text }) => text), questions };
writeFileSync(file, JSON.stringify(sample));
database.close();
