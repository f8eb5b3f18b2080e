import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runEvaluation } from '../../src/application/run-evaluation.js';
import { embedder } from './workplace.js';

const contexts = [
  'The harbour of Lattania was rebuilt in 1987 by Greek engineers. It has two lighthouses.',
  'The railway to Qamra was opened in 1912. It crosses nine bridges and one desert.',
  'Camels were sold at the market of Tell Aswad until the year 1950. Then came the lorries.',
];

const set = {
  contexts,
  questions: [
    { question: 'When was the harbour of Lattania rebuilt?', context: 0, answers: ['1987', 'in 1987'] },
    { question: 'When was the railway to Qamra opened?', context: 1, answers: ['1912'] },
    { question: 'When was the railway to Qamra opened?', context: 2, answers: ['1950'] },
    { question: 'Who paid for the harbour of Lattania?', context: 0, answers: [] },
  ],
};

/** Other tests make and remove indexes in the common one. */
function useOwnTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  vi.stubEnv('TMPDIR', folder);
  return folder;
}

test('judges every question by the documents that the product finds for it', async () => {
  const temporary = useOwnTemporaryFolder();
  const run = await runEvaluation({ set, distractors: [], embedder, citations: 3 });
  expect(run).toMatchObject({ documents: 3, passages: 3 });
  expect(run.indexSeconds).toBeGreaterThan(0);
  const [first, second, wrong, unanswerable] = run.judgements;
  for (const right of [first, second]) {
    expect(right).toMatchObject({
      answerable: true,
      denseRank: 1,
      lexicalRank: 1,
      fusedRank: 1,
      sentenceRight: true,
      sentenceRightGivenDocument: true,
    });
    expect(right!.confidence).toBeGreaterThan(right!.confidenceWithoutDocument);
  }
  // The question is about another document than its own: right in neither.
  expect(wrong).toMatchObject({ answerable: true, sentenceRight: false });
  expect(wrong!.fusedRank).not.toBe(1);
  expect(unanswerable).toMatchObject({ answerable: false, sentenceRight: false, fusedRank: 1 });
  for (const { excerpts, exactExcerpts } of run.judgements) {
    expect(excerpts).toBeGreaterThan(0);
    expect(exactExcerpts).toBe(excerpts);
  }
  expect(readdirSync(temporary)).toEqual([]);
});

test('adds documents that no question is about, and leaves out questions whose document is none', async () => {
  const distractors = [
    { title: 'Bread', text: 'Bread is baked in ovens.' },
    { title: '', text: 'Rain falls in winter.' },
  ];
  const run = await runEvaluation({
    set: {
      contexts: [...contexts, ' '],
      questions: [...set.questions, { question: 'Nothing?', context: 3, answers: [] }],
    },
    distractors,
    embedder,
    citations: 1,
  });
  expect(run.documents).toBe(5);
  expect(run.judgements).toHaveLength(4);
});

test('cleans up after a failure', async () => {
  const temporary = useOwnTemporaryFolder();
  const failing = { ...embedder, embedPassages: () => Promise.reject(new Error('broken')) };
  await expect(runEvaluation({ set, distractors: [], embedder: failing, citations: 3 })).rejects.toThrow(
    'broken',
  );
  expect(readdirSync(temporary)).toEqual([]);
});
