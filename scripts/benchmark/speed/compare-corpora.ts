/**
 * Says how made-up articles compare with real ones in what costs depend on:
 *
 *   node --import tsx scripts/benchmark/speed/compare-corpora.ts FILE [ARTICLES]
 *
 * FILE: JSON lines (plain or .gz) of {title, text}. Without ARTICLES, as many as the file has.
 */
import { Workspace } from '../../../src/application/workspace.js';
import { readDistractors } from '../../../src/evaluation/read-squad.js';
import { loadSettings } from '../../../src/settings/settings.js';
import { generateArticles, type Article } from './articles.js';
import { describeCorpus } from './corpus-statistics.js';
import { passagesPerArticle } from './passages-per-article.js';

const [file, countText] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write(
    'usage: node --import tsx scripts/benchmark/speed/compare-corpora.ts FILE [ARTICLES]\n',
  );
  process.exit(2);
}
const all = readDistractors(file);
const count = countText === undefined ? all.length : Math.min(all.length, Number(countText));
const embedder = await new Workspace(loadSettings()).embedder();
const countTokens = (text: string): number => embedder.countTokens(text);

function* take(articles: Iterable<Article>, most: number): Generator<Article> {
  let taken = 0;
  for (const article of articles) {
    if (taken++ === most) return;
    yield article;
  }
}

const real = Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)]!);
const [given, made] = [real, generateArticles(7)].map((articles) =>
  Object.entries(describeCorpus(take(articles, count), countTokens)),
);
const lines = given!.map(([name, value], index) => [name, value, made![index]![1]] as const);
const cut = Math.min(count, 1000);
const passages = await Promise.all(
  [real, generateArticles(7)].map(async (articles) =>
    (await passagesPerArticle(take(articles, cut), embedder)).toFixed(3),
  ),
);
const show = (value: number | readonly number[]): string =>
  [value]
    .flat()
    .map((each) => (Number.isInteger(each) ? String(each) : each.toFixed(3)))
    .join(' ');
for (const [name, theirs, ours] of lines) {
  process.stdout.write(
    `${name.padEnd(24)}${show(theirs as number).padStart(28)}${show(ours as number).padStart(28)}\n`,
  );
}
process.stdout.write(
  `${'passagesPerArticle'.padEnd(24)}${passages[0]!.padStart(28)}${passages[1]!.padStart(28)}\n`,
);
