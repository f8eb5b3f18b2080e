/**
 * Compares others with ours on questions in SQuAD format: every distinct context is a document.
 *
 *   npm ci --prefix scripts/benchmark/baselines
 *   node --import tsx scripts/benchmark/baselines/quality.ts FILE…
 *
 * Behind nDCG@10: how much our fused ranking is better, and the p-value of a randomisation test.
 */
import { runEvaluation } from '../../../src/application/run-evaluation.js';
import { Workspace } from '../../../src/application/workspace.js';
import { randomisationTest } from '../../../src/evaluation/metrics/paired.js';
import { ndcg, recall, reciprocalRank } from '../../../src/evaluation/metrics/ranking.js';
import { readSquad } from '../../../src/evaluation/read-squad.js';
import { loadSettings } from '../../../src/settings/settings.js';
import { baselines } from './search-libraries.js';
import { countOf } from '../../../src/text/count.js';

type Rank = number | undefined;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function row(name: string, ranks: readonly Rank[], fused: readonly Rank[], milliseconds?: number): string {
  const gains = (each: readonly Rank[]): number[] => each.map((rank) => ndcg(rank, 10));
  const { difference, p } = randomisationTest(gains(ranks), gains(fused));
  const cells = [
    mean(gains(ranks)).toFixed(4),
    ranks === fused ? '' : `${difference >= 0 ? '+' : ''}${difference.toFixed(4)}`,
    ranks === fused ? '' : p === 0 ? '< 0.0001' : p.toFixed(4),
    mean(ranks.map((rank) => reciprocalRank(rank, 10))).toFixed(4),
    mean(ranks.map((rank) => recall(rank, 1))).toFixed(4),
    mean(ranks.map((rank) => recall(rank, 10))).toFixed(4),
    milliseconds === undefined ? '' : milliseconds.toFixed(2),
  ];
  return `${name.padEnd(48)}${cells.map((cell) => cell.padStart(10)).join('')}\n`;
}

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('usage: node --import tsx scripts/benchmark/baselines/quality.ts FILE…\n');
  process.exit(2);
}
const embedder = await new Workspace(loadSettings()).embedder();
for (const file of files) {
  const { contexts, questions: all } = readSquad(file);
  const questions = all.filter(({ answers }) => answers.length > 0).slice(0, 3000);
  const { judgements } = await runEvaluation({
    set: { contexts, questions },
    distractors: [],
    embedder,
    citations: 1,
  });
  const fused = judgements.map((each) => each.fusedRank);
  const heads = ['nDCG@10', 'fused +', 'p', 'MRR@10', 'recall@1', 'recall@10', 'ms'];
  process.stdout.write(
    `${file}: ${countOf(contexts.length, 'document')}, ${countOf(questions.length, 'question')}\n` +
      `${''.padEnd(48)}${heads.map((head) => head.padStart(10)).join('')}\n`,
  );
  process.stdout.write(row('ours, fused', fused, fused));
  process.stdout.write(
    row(
      'ours, lexical',
      judgements.map((each) => each.lexicalRank),
      fused,
    ),
  );
  process.stdout.write(
    row(
      'ours, dense',
      judgements.map((each) => each.denseRank),
      fused,
    ),
  );
  // Longer contexts than the model takes are cut at its limit; nearly none are.
  const cut = contexts.map((context) => context.slice(0, 1500));
  const vectors = (await embedder.embedPassages(cut)).map((vector) => Array.from(vector));
  const asked = await Promise.all(judgements.map(({ question }) => embedder.embedQuestion(question)));
  for (const { name, build } of baselines) {
    const search = await build(contexts, vectors);
    const startedMs = performance.now();
    const ranks: Rank[] = [];
    for (const [index, { question, context }] of judgements.entries()) {
      const position = (await search(question, Array.from(asked[index]!))).indexOf(context);
      ranks.push(position < 0 ? undefined : position + 1);
    }
    const milliseconds = (performance.now() - startedMs) / Math.max(1, judgements.length);
    process.stdout.write(row(name, ranks, fused, milliseconds));
  }
  process.stdout.write('\n');
}
