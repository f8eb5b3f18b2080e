import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runStructuredEvaluation } from '../../src/application/run-structured-evaluation.js';
import { renderFailures } from '../../src/evaluation/structured/render-failures.js';
import { summariseStructured } from '../../src/evaluation/structured/summarise-structured.js';
import { embedder } from './workplace.js';

test('judges what is marked first, and what would be where there is no answer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-structured-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  mkdirSync(join(folder, 'en'));
  writeFileSync(
    join(folder, 'en/a.txt'),
    'The harbour of Lattania was rebuilt in 1987 by Greek engineers.\n',
  );
  writeFileSync(
    join(folder, 'en/b.txt'),
    'The railway to Qamra was opened in 1912. It crosses nine bridges.\n',
  );
  const about = { set: 'en', kind: 'factoid', needs: 'plain', variety: 'en' };
  const harbour = { ...about, file: 'en/a.txt', question: 'When was the harbour of Lattania rebuilt?' };
  const questions = [
    { ...harbour, pieces: ['rebuilt in 1987'], mark: '1987' },
    // The same words, held to be about the other document.
    { ...harbour, file: 'en/b.txt', pieces: ['nine bridges'], mark: '1912' },
    { ...harbour, pieces: [], mark: null },
  ];
  const set = { folder, documents: ['en/a.txt', 'en/b.txt'], questions };
  const run = async (threshold: number) =>
    runStructuredEvaluation({ set, embedder, citations: 3, threshold, traces: true });
  const { judgements, documents } = await run(0);
  expect(documents).toBe(2);
  const [right, wrong, unanswerable] = judgements;
  expect(right).toMatchObject({ verdict: 'answered', isRight: true, isMarkRight: true, trace: undefined });
  expect(wrong).toMatchObject({ verdict: 'answered', isRight: false, isMarkRight: false });
  expect(wrong!.trace!.unitsRated).toBeGreaterThan(0);
  expect(unanswerable).toMatchObject({ verdict: 'answered', isRight: false, isMarkRight: undefined });

  const { all } = summariseStructured(judgements, 0);
  expect(all).toMatchObject({
    answerable: 2,
    right: 0.5,
    rightAndAnswered: 0.5,
    wrongButAnswered: 0.5,
    unanswerable: 1,
    unanswerableAnswered: 1,
    marksShown: 2,
    marksRight: 0.5,
    valuesMarked: 0.5,
    marksUncalledFor: 1,
  });
  const failures = renderFailures(judgements);
  expect(failures).toContain('## WRONG, ANSWERED: 1\n');
  expect(failures).toContain('## NO ANSWER THERE, ANSWERED: 1\n');
  expect(failures).toContain('=  nine bridges  [1912]');

  // As sure as nothing is: all are withheld or unsure, and the same one is right.
  const strict = await run(1);
  expect(strict.judgements.map(({ isRight }) => isRight)).toEqual([true, false, false]);
  expect(summariseStructured(strict.judgements, 1).all).toMatchObject({ right: 0.5, rightAndAnswered: 0 });
});
