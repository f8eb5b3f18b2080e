/**
 * Recall and cost of the HNSW graph by its parameters and its size: which ones `src/graph/hnsw-graph.ts` should have.
 * On the vectors of a finished index, asked the questions of a file in SQuAD format, which may be about something
 * else, and as many made of a few words of the index's own sentences.
 *
 *   node --import tsx scripts/experiments/graph.ts INDEX_DIRECTORY QUESTIONS_FILE [M EF_CONSTRUCTION]
 */
import hnswlib from 'hnswlib-node';
import { Workspace } from '../../src/application/workspace.js';
import { createRandom } from '../../src/evaluation/metrics/paired.js';
import { readSquad } from '../../src/evaluation/read-squad.js';
import { loadSettings } from '../../src/settings/settings.js';
import { openIndexStore } from '../../src/store/open-index-store.js';
import { innerProduct } from '../../src/text/inner-product.js';
import { tokenize } from '../../src/text/tokenize.js';

const asked = 100;
/** The product asks for so many; the best ten of them are judged. */
const found = 50;
const judged = 10;
const efs = [192, 384, 512, 768, 1024, 1536];

const [directory, questionsFile, m = '32', efConstruction = '200'] = process.argv.slice(2);
if (directory === undefined || questionsFile === undefined) {
  process.stderr.write('Name the directory of an index and a file of questions.\n');
  process.exit(2);
}
const embedder = await new Workspace(loadSettings()).embedder();
const store = openIndexStore(directory);
const manifest = await store.findCurrentManifest();
if (!manifest) throw new Error('there is no finished index');
const reader = store.openReader(manifest.snapshot);

async function makeQuestions(count: number): Promise<string[]> {
  const random = createRandom(7);
  const ids = await reader.findPassageIds();
  const questions: string[] = [];
  while (questions.length < count) {
    const [passage] = await reader.findPassages([ids[Math.floor(random() * ids.length)]!]);
    const document = passage && (await reader.findDocument(passage.documentId));
    const span = passage?.sentences[Math.floor(random() * passage.sentences.length)];
    const words = document && span ? tokenize(document.text.slice(span.start, span.end)) : [];
    if (words.length < 4) continue;
    const from = Math.floor(random() * (words.length - 3));
    const some = words.slice(from, from + 3 + Math.floor(random() * 5)).map(({ folded }) => folded);
    questions.push(`${random() < 0.5 ? 'متى' : 'ما هو'} ${some.join(' ')}؟`);
  }
  return questions;
}

interface Question {
  readonly vector: number[];
  /** The true nearest so far, best first. */
  readonly exact: { id: number; score: number }[];
}

async function embed(texts: readonly string[]): Promise<Question[]> {
  const questions: Question[] = [];
  for (const text of texts) {
    questions.push({ vector: Array.from(await embedder.embedQuestion(text)), exact: [] });
  }
  return questions;
}

const kinds = [
  await embed(
    readSquad(questionsFile)
      .questions.slice(0, asked)
      .map(({ question }) => question),
  ),
  await embed(await makeQuestions(asked)),
];

function note({ exact, vector }: Question, id: number, point: Float32Array): void {
  const score = innerProduct(point, vector as unknown as Float32Array);
  if (exact.length === judged && score <= exact[judged - 1]!.score) return;
  exact.push({ id, score });
  exact.sort((a, b) => b.score - a.score);
  if (exact.length > judged) exact.pop();
}

const graph = new hnswlib.HierarchicalNSW('ip', manifest.embedder.dimension);
graph.initIndex({
  maxElements: manifest.passages,
  m: Number(m),
  efConstruction: Number(efConstruction),
  randomSeed: 42,
});

function measure(points: number, buildSeconds: number): void {
  for (const ef of efs) {
    graph.setEf(ef);
    const before = process.cpuUsage();
    const recalls = kinds.map((questions) => {
      const shares = questions.map(({ vector, exact }) => {
        const near = new Set(graph.searchKnn(vector, Math.min(found, points)).neighbors.slice(0, judged));
        return exact.filter(({ id }) => near.has(id)).length / exact.length;
      });
      return (shares.reduce((sum, share) => sum + share, 0) / shares.length).toFixed(4);
    });
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1000 / kinds.flat().length;
    process.stdout.write(
      `| ${m} | ${efConstruction} | ${points} | ${buildSeconds.toFixed(0)} | ${ef} | ${recalls.join(' | ')} | ${ms.toFixed(2)} |\n`,
    );
  }
}

process.stdout.write('| m | efConstruction | points | built, s | ef | recall@10, file | own | ms |\n');
process.stdout.write('|---|---|---|---|---|---|---|---|\n');
let points = 0;
let buildMicroseconds = 0;
for await (const { id, vector } of reader.vectors()) {
  const before = process.cpuUsage();
  graph.addPoint(Array.from(vector), id);
  const { user, system } = process.cpuUsage(before);
  buildMicroseconds += user + system;
  for (const questions of kinds) for (const question of questions) note(question, id, vector);
  if (++points === 20_000) measure(points, buildMicroseconds / 1e6);
}
measure(points, buildMicroseconds / 1e6);
store.close();
