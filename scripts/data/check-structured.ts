/**
 * Checks sets of questions about documents: that every line has the form, every piece of an answer is in the text of
 * its document as the product reads it, and every value is in what its pieces stand in.
 *
 *   node --import tsx scripts/data/check-structured.ts [FOLDER]      scripts/data/structured where absent
 *
 * A file cross.jsonl in it, of questions in another language than their documents, is checked with the others.
 *
 * Exits with 1 where something is wrong, a line each.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParsedDocument } from '../../src/contracts/document.js';
import { parseDocument } from '../../src/documents/parse-document.js';
import { holdsPieces, isSameValue } from '../../src/evaluation/structured/judge-texts.js';
import { readStructured, type StructuredQuestion } from '../../src/evaluation/structured/read-structured.js';

const kinds = 'factoid list definition procedure reason table-cell article yes-no faq chat'.split(' ');
const needs =
  'plain heading lead next-sentence table-header list definition current-version question-line none'.split(
    ' ',
  );
const varieties = 'msa egyptian levantine gulf iraqi typing ar en unknown'.split(' ');

function problemsOf(question: StructuredQuestion, { text, blocks }: ParsedDocument): string[] {
  const { pieces, mark } = question;
  const holders = blocks
    .map(({ span }) => text.slice(span.start, span.end))
    .filter((block) => pieces.some((piece) => holdsPieces(block, [piece]) || holdsPieces(piece, [block])));
  const isIn = (value: string): boolean => pieces.some((piece) => isSameValue(value, piece));
  return [
    ...(kinds.includes(question.kind) ? [] : [`no such kind: ${question.kind}`]),
    ...(needs.includes(question.needs) ? [] : [`no such need: ${question.needs}`]),
    ...(varieties.includes(question.variety) ? [] : [`no such variety: ${question.variety}`]),
    ...pieces.filter((piece) => !holdsPieces(text, [piece])).map((piece) => `not in the document: ${piece}`),
    ...((question.needs === 'none') === (pieces.length === 0)
      ? []
      : ['a question needs "none" where the documents do not answer, and only there']),
    ...(mark !== null && pieces.length === 0 ? ['a mark without an answer'] : []),
    ...(mark !== null && pieces.length > 0 && !isIn(mark) && !holdsPieces(holders.join('\n'), [mark])
      ? [`the mark is not in the answer: ${mark}`]
      : []),
  ];
}

const folder = process.argv[2] ?? join(import.meta.dirname, 'structured');
const cross = join(folder, 'cross.jsonl');
const { documents, questions } = readStructured([folder, ...(existsSync(cross) ? [cross] : [])]);
const parsed = new Map<string, ParsedDocument>();
let problems = 0;
for (const path of documents) {
  const document = await parseDocument({ path, bytes: readFileSync(join(folder, path)) });
  if ('text' in document) parsed.set(path, document);
}
const seen = new Set<string>();
for (const question of questions) {
  const document = parsed.get(question.file);
  const own = document ? problemsOf(question, document) : ['the document cannot be read'];
  if (seen.has(question.question)) own.push('asked twice');
  seen.add(question.question);
  problems += own.length;
  for (const problem of own) process.stdout.write(`${question.file}: ${question.question}: ${problem}\n`);
}
process.stdout.write(`${documents.length} documents, ${questions.length} questions, ${problems} problems.\n`);
process.exitCode = problems > 0 ? 1 : 0;
