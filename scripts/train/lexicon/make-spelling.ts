/**
 * Learns how names are spelled in the other script from what bilingual_texts.py has written, and packs it.
 *
 *   node --import tsx scripts/train/lexicon/make-spelling.ts NAMES.tsv OUT.bin
 *
 * A line: the name in Latin letters and in Arabic ones, separated by a tab. One name in 50 is held out and measured on.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  encodeSpelling,
  SpellingModel,
  type Trigram,
} from '../../../src/query/translation/spelling-model.js';
import type { LetterPair, Script } from '../../../src/query/translation/spelling-search.js';
import { countOf } from '../../../src/text/count.js';
import { tokenize } from '../../../src/text/tokenize.js';

const rounds = 12;
const longestName = 20;
/** A pair of letters that fewer names need is left out, and those names with it. */
const leastUses = 3;
const heldOutEach = 50;

const [tsv, out] = process.argv.slice(2);
if (tsv === undefined || out === undefined) {
  process.stderr.write('usage: node --import tsx scripts/train/lexicon/make-spelling.ts NAMES.tsv OUT.bin\n');
  process.exit(2);
}

/** One way to read on in a name: from a position in both spellings to another, by a pair of letters. */
interface Step {
  readonly from: number;
  readonly to: number;
  readonly pair: number;
}

function foldName(text: string, letters: RegExp): string | undefined {
  const [token, ...others] = tokenize(text);
  const isName = token && others.length === 0 && letters.test(token.folded);
  return isName && token.folded.length <= longestName ? token.folded : undefined;
}

function readNames(text: string): LetterPair[] {
  const names = new Map<string, LetterPair>();
  for (const line of text.split('\n')) {
    const [left, right] = line.split('\t');
    if (right === undefined) continue;
    const latin = foldName(left!, /^[a-z]+$/);
    const arabic = foldName(right, /^[ء-ي]+$/u);
    if (latin !== undefined && arabic !== undefined) names.set(`${latin}\t${arabic}`, { latin, arabic });
  }
  return [...names.values()];
}

/** One to three Latin letters for none to two Arabic ones: "sh" for ش, "a" for nothing, "x" for كس. */
function isPair(latin: number, arabic: number): boolean {
  return !(latin === 3 && arabic === 0) && !(latin > 1 && arabic > 1);
}

const pairs: LetterPair[] = [];
const numbers = new Map<string, number>();

/** All steps through a name, those from earlier positions first. */
function stepsOf({ latin, arabic }: LetterPair): Step[] {
  const width = arabic.length + 1;
  const steps: Step[] = [];
  for (let i = 0; i < latin.length; i++) {
    for (let k = 0; k <= arabic.length; k++) {
      for (let x = 1; x <= 3 && i + x <= latin.length; x++) {
        for (let y = 0; y <= 2 && k + y <= arabic.length; y++) {
          if (!isPair(x, y)) continue;
          const pair = { latin: latin.slice(i, i + x), arabic: arabic.slice(k, k + y) };
          const key = `${pair.latin}=${pair.arabic}`;
          let number = numbers.get(key);
          if (number === undefined) {
            number = pairs.length;
            numbers.set(key, number);
            pairs.push(pair);
          }
          steps.push({ from: i * width + k, to: (i + x) * width + k + y, pair: number });
        }
      }
    }
  }
  return steps;
}

/** A round of expectation maximisation: the parts of the names that each pair is expected to make up. */
function expectedCounts(
  names: readonly LetterPair[],
  steps: readonly Step[][],
  probabilities: Float64Array,
): Float64Array {
  const counts = new Float64Array(probabilities.length);
  names.forEach(({ latin, arabic }, index) => {
    const positions = (latin.length + 1) * (arabic.length + 1);
    const forward = new Float64Array(positions);
    const backward = new Float64Array(positions);
    forward[0] = 1;
    backward[positions - 1] = 1;
    const own = steps[index]!;
    for (const { from, to, pair } of own) forward[to]! += forward[from]! * probabilities[pair]!;
    const whole = forward[positions - 1]!;
    if (whole <= 0) return;
    for (let at = own.length - 1; at >= 0; at--) {
      const { from, to, pair } = own[at]!;
      backward[from]! += backward[to]! * probabilities[pair]!;
    }
    for (const { from, to, pair } of own) {
      counts[pair]! += (forward[from]! * probabilities[pair]! * backward[to]!) / whole;
    }
  });
  return counts;
}

/** The likeliest pairs that make up a name; undefined where none do. */
function segment(
  { latin, arabic }: LetterPair,
  steps: readonly Step[],
  scores: Float64Array,
): number[] | undefined {
  const positions = (latin.length + 1) * (arabic.length + 1);
  const best = new Float64Array(positions).fill(-Infinity);
  const last = new Array<Step | undefined>(positions).fill(undefined);
  best[0] = 0;
  for (const step of steps) {
    const score = best[step.from]! + scores[step.pair]!;
    if (score <= best[step.to]!) continue;
    best[step.to] = score;
    last[step.to] = step;
  }
  if (best[positions - 1] === -Infinity) return undefined;
  const found: number[] = [];
  for (let step = last[positions - 1]; step; step = last[step.from]) found.push(step.pair);
  return found.reverse();
}

function countTrigrams(sequences: readonly (readonly number[])[]): Trigram[] {
  const found = new Map<string, { before: [number, number]; pair: number; count: number }>();
  for (const sequence of sequences) {
    const whole = [0, 0, ...sequence, 0];
    for (let at = 2; at < whole.length; at++) {
      const before: [number, number] = [whole[at - 2]!, whole[at - 1]!];
      const pair = whole[at]!;
      const key = `${before[0]} ${before[1]} ${pair}`;
      const known = found.get(key);
      if (known) known.count++;
      else found.set(key, { before, pair, count: 1 });
    }
  }
  return [...found.values()];
}

function measure(model: SpellingModel, names: readonly LetterPair[], from: Script): string {
  const to: Script = from === 'latin' ? 'arabic' : 'latin';
  const ranks = names.map((name) => model.spell(name[from], from).findIndex(({ text }) => text === name[to]));
  const within = (limit: number): string =>
    ((100 * ranks.filter((rank) => rank >= 0 && rank < limit).length) / ranks.length).toFixed(0);
  return `${from} to ${to}: first for ${within(1)} %, among 5 ${within(5)} %, among 20 ${within(20)} %`;
}

const all = readNames(readFileSync(tsv, 'utf8'));
const names = all.filter((_, index) => index % heldOutEach > 0);
const held = all.filter((_, index) => index % heldOutEach === 0);
const steps = names.map(stepsOf);
let probabilities = new Float64Array(pairs.length).fill(1 / pairs.length);
for (let round = 0; round < rounds; round++) {
  const counts = expectedCounts(names, steps, probabilities);
  const total = counts.reduce((sum, count) => sum + count, 0);
  probabilities = counts.map((count) => count / total);
}
const scores = probabilities.map((probability) => Math.log(probability));
const first = names.map((name, index) => segment(name, steps[index]!, scores));
const uses = new Uint32Array(pairs.length);
for (const sequence of first) for (const pair of sequence ?? []) uses[pair]!++;
const kept = scores.map((score, pair) => (uses[pair]! >= leastUses ? score : -Infinity));
const numberOf = new Map<number, number>();
const keptPairs: LetterPair[] = [];
const sequences = names.flatMap((name, index) => {
  const found = segment(name, steps[index]!, kept);
  if (!found) return [];
  return [
    found.map((pair) => {
      let number = numberOf.get(pair);
      if (number === undefined) {
        keptPairs.push(pairs[pair]!);
        number = keptPairs.length;
        numberOf.set(pair, number);
      }
      return number;
    }),
  ];
});
const trigrams = countTrigrams(sequences);
const file = encodeSpelling(keptPairs, trigrams);
writeFileSync(out, file);
const model = SpellingModel.decode(file);
process.stdout.write(
  `${countOf(names.length, 'name')}, of them ${sequences.length} learned from; ${countOf(keptPairs.length, 'pair')} of letters, ` +
    `${countOf(trigrams.length, 'trigram')}, ${countOf(file.length, 'byte')}\n` +
    `${countOf(held.length, 'name')} held out: ${measure(model, held, 'latin')}; ${measure(model, held, 'arabic')}\n`,
);
