/**
 * What is said of questions on a folder of documents, and how often rightly; and of the passages shown beside the first,
 * how many are of the document asked about, and how many of those are shown.
 *
 *   node --import tsx scripts/experiments/folder.ts FOLDER
 *
 * FOLDER: documents, and .jsonl files of questions: {"file", "question", "answer": [piece, …]}, no piece where the
 * documents hold no answer.
 */
import { linearScore, probability } from '../../src/answers/logistic.js';
import { citationModel } from '../../src/answers/weights.js';
import type { Verdict } from '../../src/contracts/verdict.js';
import { unsureFrom, verdicts } from '../../src/text/verdict.js';
import { loadSettings } from '../../src/settings/settings.js';
import { askFolder, type FolderAnswer } from '../train/ranking/ask-folder.js';

function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): string {
  return items.length === 0 ? '–' : (items.filter(holds).length / items.length).toFixed(3);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: node --import tsx scripts/experiments/folder.ts FOLDER\n');
  process.exit(2);
}
const { confidenceThreshold, citations } = loadSettings();
const answers = await askFolder(folder);
for (const from of [0.05, 0.1, unsureFrom, 0.2, 0.25]) {
  const verdictAt = ({ confidence }: FolderAnswer): Verdict =>
    confidence >= confidenceThreshold ? 'answered' : confidence >= from ? 'unsure' : 'no-answer';
  process.stdout.write(`unsure from ${from.toFixed(2)}\n`);
  for (const verdict of verdicts) {
    const own = answers.filter((each) => verdictAt(each) === verdict);
    const right = share(own, ({ isRight }) => isRight);
    const held = share(own, ({ hasAnswer }) => hasAnswer);
    process.stdout.write(`  ${verdict.padEnd(9)} ${own.length}: right ${right}, had an answer ${held}\n`);
  }
}
const offered = answers
  .filter(({ confidence, hasAnswer }) => hasAnswer && confidence >= unsureFrom)
  .flatMap(({ further }) => further.slice(0, citations - 1));
const ofDocument = offered.filter((each) => each.isOfDocument).length;
const withPiece = offered.filter((each) => each.hasPiece).length;
for (const from of [0, 0.3, 0.4, 0.5, 0.6, 0.7]) {
  const shown = offered.filter(({ features }) => probability(linearScore(citationModel, features)) >= from);
  const rightShown = shown.filter((each) => each.isOfDocument).length;
  const pieceShown = shown.filter((each) => each.hasPiece).length;
  process.stdout.write(
    `further from ${from.toFixed(1)}: ${shown.length}, of the document ${share(shown, (each) => each.isOfDocument)} ` +
      `(recall ${(rightShown / ofDocument).toFixed(3)}), with a piece ${share(shown, (each) => each.hasPiece)} ` +
      `(recall ${(pieceShown / withPiece).toFixed(3)})\n`,
  );
}
