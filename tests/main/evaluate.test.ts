import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { createPlace, runCommand } from './run-command.js';

const contexts = [
  'The harbour of Lattania was rebuilt in 1987 by Greek engineers. It has two lighthouses.',
  'The railway to Qamra was opened in 1912. It crosses nine bridges and one desert.',
];
const squad = {
  data: [
    {
      title: 'Places',
      paragraphs: [
        {
          context: contexts[0],
          qas: [
            {
              id: '1',
              question: 'When was the harbour of Lattania rebuilt?',
              answers: [{ text: '1987', answer_start: contexts[0]!.indexOf('1987') }],
            },
          ],
        },
        {
          context: contexts[1],
          qas: [
            {
              id: '2',
              question: 'When was the railway to Qamra opened?',
              answers: [{ text: '1912', answer_start: contexts[1]!.indexOf('1912') }],
            },
            { id: '3', question: 'Who paid for the railway?', answers: [], is_impossible: true },
          ],
        },
      ],
    },
  ],
};

test('measures on questions in a file, with documents that no question is about', async () => {
  const place = createPlace();
  onTestFinished(place.remove);
  const file = join(place.folder, 'questions.json.gz');
  writeFileSync(file, gzipSync(JSON.stringify(squad)));
  const distractors = join(place.folder, 'others.jsonl');
  writeFileSync(
    distractors,
    `${JSON.stringify({ id: '9', title: 'Other', text: 'Bread is baked in ovens.' })}\n`,
  );
  const given = [file, '--json', '--titles', '--distractors', distractors];
  const { exitCode, stdout, stderr } = await runCommand('evaluate', given, place.environment);
  expect(exitCode, stderr).toBe(0);
  const report = JSON.parse(stdout) as Record<string, unknown>;
  expect(report).toMatchObject({
    documents: 3,
    passages: 3,
    file,
    model: 'isnad-table-v1',
    exactExcerpts: 1,
  });
  expect(report.peakMemoryMb).toBeGreaterThan(10);
});

test.concurrent.each([
  ['no file', []],
  ['a file that is not there', ['/nonexistent/questions.json']],
  ['a file of something else', [import.meta.filename]],
  ['--limit 0', ['x.json', '--limit', '0']],
])('%s', async (_, given) => {
  const place = createPlace();
  const { exitCode, stdout, stderr } = await runCommand('evaluate', given, place.environment);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr.trim().split('\n').length).toBeLessThan(3);
  place.remove();
});
