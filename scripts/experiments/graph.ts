/**
 * Recall and cost of the HNSW graph by its parameters, on the vectors of a finished index and the questions of a
 * file in SQuAD format: which parameters `src/graph/hnsw-graph.ts` should have.
 *
 *   node --import tsx scripts/experiments/graph.ts INDEX_DIRECTORY QUESTIONS_FILE
 */
import hnswlib from 'hnswlib-node';
import { Workspace } from '../../src/application/workspace.js';
import { innerProduct } from '../../src/contracts/inner-product.js';
import { readSquad } from '../../src/evaluation/read-squad.js';
import { loadSettings } from '../../src/settings/settings.js';
import { findCurrentManifest, IndexReader } from '../../src/store/index-reader.js';
import { openDatabase } from '../../src/store/open-database.js';

const asked = 300;
const found = 50;
const grid = [
  { m: 16, efConstruction: 100 },
  { m: 16, efConstruction: 200 },
  { m: 24, efConstruction: 200 },
  { m: 32, efConstruction: 100 },
  { m: 32, efConstruction: 200 },
  { m: 48, efConstruction: 200 },
];
const efs = [96, 128, 192, 256, 384, 512];

const [directory, questionsFile] = process.argv.slice(2);
if (directory === undefined || questionsFile === undefined) {
  process.stderr.write('Name the directory of an index and a file of questions.\n');
  process.exit(2);
}
const embedder = await new Workspace(loadSettings()).embedder();
const database = openDatabase(directory, { create: false });
const manifest = findCurrentManifest(database);
if (!manifest) throw new Error('there is no finished index');
const stored = [...new IndexReader(database, manifest.generation).vectors()];
database.close();
const questions: Float32Array[] = [];
for (const { question } of readSquad(questionsFile).questions.slice(0, asked)) {
  questions.push(await embedder.embedQuestion(question));
}

/** The true nearest, by comparing all. */
const exact = questions.map((question) =>
  stored
    .map(({ id, vector }) => ({ id, score: innerProduct(question, vector) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, found)
    .map(({ id }) => id),
);

process.stdout.write(`${stored.length} passages of ${manifest.embedder.dimension} components\n`);
process.stdout.write('m  efConstruction  built s  ef  recall@10  recall@50  median ms\n');
for (const { m, efConstruction } of grid) {
  const graph = new hnswlib.HierarchicalNSW('ip', manifest.embedder.dimension);
  graph.initIndex({ maxElements: stored.length, m, efConstruction, randomSeed: 42 });
  const startedMs = performance.now();
  for (const { id, vector } of stored) graph.addPoint(Array.from(vector), id);
  const builtSeconds = (performance.now() - startedMs) / 1000;
  for (const ef of efs) {
    graph.setEf(ef);
    const times: number[] = [];
    const recalled = questions.map((question, index) => {
      const searchedMs = performance.now();
      const { neighbors } = graph.searchKnn(Array.from(question), found);
      times.push(performance.now() - searchedMs);
      const share = (depth: number): number => {
        const near = new Set(neighbors.slice(0, depth));
        return exact[index]!.slice(0, depth).filter((id) => near.has(id)).length / depth;
      };
      return [share(10), share(found)] as const;
    });
    const mean = (at: 0 | 1): string =>
      (recalled.reduce((sum, each) => sum + each[at], 0) / recalled.length).toFixed(4);
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
    process.stdout.write(
      `${m}  ${efConstruction}  ${builtSeconds.toFixed(1)}  ${ef}  ${mean(0)}  ${mean(1)}  ${median.toFixed(2)}\n`,
    );
  }
}
