/**
 * Compares ways of fusing the dense and the lexical score, by nDCG@10 of documents and by how often the right one is
 * among the 30 passages that are re-ranked.
 *
 *   node --import tsx scripts/experiments/fusion.ts [--distractors FILE --max N] FILE…
 *
 * Every question's candidates are fetched once with the product's own retriever, then fused in each way.
 */
import { parseArgs } from 'node:util';
import { contextPath, withTemporaryIndex } from '../../src/application/temporary-index.js';
import { Workspace } from '../../src/application/workspace.js';
import type { Candidate } from '../../src/contracts/hit.js';
import { ndcg } from '../../src/evaluation/metrics/ranking.js';
import { readDistractors, readSquad } from '../../src/evaluation/read-squad.js';
import { loadSettings } from '../../src/settings/settings.js';

interface CandidateSet {
  readonly hits: readonly (Candidate & { readonly documentId: number })[];
  readonly relevant: number;
}

type Fusion = (hit: Candidate) => number;

function convex(weight: number): Fusion {
  return ({ cosine, normalizedBm25: bm25 }) => weight * Math.max(0, cosine) + (1 - weight) * bm25;
}

/** Convex, the normalized BM25 score at most 1, less a length penalty. */
function lengthAware(weight: number, cost: number): Fusion {
  return ({ cosine, normalizedBm25, relativeLength }) =>
    weight * Math.max(0, cosine) + (1 - weight) * Math.min(1, normalizedBm25) - cost * relativeLength;
}

/** Reciprocal rank fusion: Cormack, Clarke and Büttcher (2009). */
function reciprocalRanks(k: number): Fusion {
  return ({ dense, lexical }) => (dense ? 1 / (k + dense.rank) : 0) + (lexical ? 1 / (k + lexical.rank) : 0);
}

const fusions: Readonly<Record<string, Fusion>> = {
  'lexical only': convex(0),
  ...Object.fromEntries([0.2, 0.3, 0.4, 0.5, 0.6, 0.7].map((weight) => [`convex ${weight}`, convex(weight)])),
  'dense only': convex(1),
  ...Object.fromEntries(
    [0, 0.1, 0.2, 0.3, 0.4].map((cost) => [`0.5, BM25 at most 1, length ${cost}`, lengthAware(0.5, cost)]),
  ),
  product: ({ cosine, normalizedBm25: bm25 }) => (0.1 + Math.max(0, cosine)) * (0.1 + bm25),
  'square root of BM25, 0.5': ({ cosine, normalizedBm25: bm25 }) => Math.max(0, cosine) + Math.sqrt(bm25),
  'reciprocal ranks, k 10': reciprocalRanks(10),
  'reciprocal ranks, k 60': reciprocalRanks(60),
};

const rerankDepth = 30;

interface Score {
  readonly gain: number;
  readonly isReranked: boolean;
}

function score({ hits, relevant }: CandidateSet, fusion: Fusion): Score {
  const ranked = hits
    .map((hit) => ({ id: hit.documentId, score: fusion(hit) }))
    .sort((a, b) => b.score - a.score);
  const documents = [...new Set(ranked.map(({ id }) => id))];
  const position = documents.indexOf(relevant);
  return {
    gain: ndcg(position < 0 ? undefined : position + 1, 10),
    isReranked: ranked.slice(0, rerankDepth).some(({ id }) => id === relevant),
  };
}

async function candidates(
  file: string,
  distractorFile: string | undefined,
  most: number,
): Promise<CandidateSet[]> {
  const { contexts, questions } = readSquad(file);
  const distractors = distractorFile ? readDistractors(distractorFile).slice(0, most) : [];
  const embedder = await new Workspace(loadSettings()).embedder();
  return withTemporaryIndex({ contexts, distractors, embedder }, async (service) => {
    const ids = new Map((await service.findDocuments()).map(({ path, id }) => [path, id]));
    const { pipeline, reader } = service.current();
    const all: CandidateSet[] = [];
    for (const { question, context, answers } of questions.slice(0, 3000)) {
      if (answers.length === 0) continue;
      const hits = await pipeline.retrieve(await pipeline.analyze(question), { limit: 50 });
      const passages = await reader.findPassages(hits.map((hit) => hit.passageId));
      all.push({
        hits: hits.map((hit, index) => ({ ...hit, documentId: passages[index]!.documentId })),
        relevant: ids.get(contextPath(context))!,
      });
    }
    return all;
  });
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { distractors: { type: 'string' }, max: { type: 'string', default: '20000' } },
});
const sets: CandidateSet[][] = [];
for (const file of positionals) sets.push(await candidates(file, values.distractors, Number(values.max)));
for (const [name, fusion] of Object.entries(fusions)) {
  const cells = sets.map((set) => {
    const scores = set.map((each) => score(each, fusion));
    const gain = scores.reduce((sum, each) => sum + each.gain, 0) / set.length;
    const read = scores.filter(({ isReranked }) => isReranked).length / set.length;
    return `${gain.toFixed(4)} ${read.toFixed(4)}`;
  });
  process.stdout.write(`${name.padEnd(32)} ${cells.join('  ')}\n`);
}
