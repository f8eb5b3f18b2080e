/**
 * How often the values that a question asks for are found in the text that answers it.
 *
 *   node --import tsx scripts/experiments/values.ts FILE…      lines of JSON with `question`, `answer` and `mark`
 */
import { readFileSync } from 'node:fs';
import { findAskedFor } from '../../src/query/asked-for.js';
import { findTypedValues } from '../../src/text/find-values.js';

interface Example {
  readonly question: string;
  readonly answer: readonly string[];
  readonly mark: string | null;
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ');
let marks = 0;
let asked = 0;
let found = 0;
let first = 0;
for (const file of process.argv.slice(2)) {
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const { question, answer, mark } = JSON.parse(line) as Example;
    if (mark === null) continue;
    marks++;
    const { questionForm, askedValues } = findAskedFor(question);
    if (questionForm !== 'value') continue;
    asked++;
    const values = answer.flatMap((text) =>
      findTypedValues(text).map(({ kind, start, end }) => ({ kind, text: plain(text.slice(start, end)) })),
    );
    const isMark = (text: string): boolean => plain(mark).includes(text) || text.includes(plain(mark));
    const fitting = askedValues.flatMap((kind) => values.filter((value) => value.kind === kind));
    if (fitting.some(({ text }) => isMark(text))) found++;
    if (fitting[0] && isMark(fitting[0].text)) first++;
  }
}
process.stdout.write(
  `${marks} marks, ${asked} asked for as a value; ${found} among the values, ${first} the first of them\n`,
);
