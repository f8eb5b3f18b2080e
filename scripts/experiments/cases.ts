/**
 * What the product answers to the small cases of tests/cases, and what is wrong with it.
 *
 *   node --import tsx scripts/experiments/cases.ts [--wrong] [WORDS IN THE NAME OF A CASE]
 *
 * With --names, only the names of those that are wrong, as JSON: the form of tests/cases/known-failures.json.
 */
import { parseArgs } from 'node:util';
import { byFolder, judgeFolder, loadEmbedder, nameOf, readCases } from '../../tests/cases/judge-case.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { wrong: { type: 'boolean' }, names: { type: 'boolean' } },
});
const wanted = positionals.join(' ');
const cases = readCases().filter((each) => nameOf(each).includes(wanted));
const embedder = await loadEmbedder();
const names: string[] = [];

for (const group of byFolder(cases)) {
  const judged = await judgeFolder(group, embedder);
  judged.forEach((each, index) => {
    const isWrong = each.problems.length > 0;
    if (isWrong) names.push(nameOf(group[index]!));
    if (values.names || (values.wrong && !isWrong)) return;
    const mark = each.mark === undefined ? '' : `  [${each.mark}]`;
    const lines = [
      `${isWrong ? 'WRONG' : 'right'}  ${nameOf(group[index]!)}`,
      `  >  ${each.outcome} ${each.confidence.toFixed(2)}  ${each.marked.replace(/\s+/gu, ' ')}${mark}  (${each.path ?? '–'}:${each.line ?? '–'})`,
      ...each.problems.map((problem) => `  !  ${problem}`),
    ];
    process.stdout.write(`${lines.join('\n')}\n\n`);
  });
}
process.stdout.write(
  values.names
    ? `${JSON.stringify(names, undefined, 2)}\n`
    : `${cases.length - names.length} of ${cases.length} right.\n`,
);
