import { findSorted } from '../../text/find-sorted.js';
import {
  searchSpellings,
  type LetterPair,
  type LetterPairs,
  type Script,
  type SearchLimits,
  type Spelling,
} from './spelling-search.js';

const magic = 'ISNADSP1';
const headerBytes = magic.length + 4 * 4;

/** How often a pair stands after two others. Positions in the list of pairs plus one; 0 is the end of a name. */
export interface Trigram {
  readonly before: readonly [number, number];
  readonly pair: number;
  readonly count: number;
}

/** Pairs that are tried for the same letters of a name: the most frequent. */
const mostPairs = 12;
/** Pairs that are tried for letters that the name leaves out, the vowels: the most frequent. */
const mostUnwrittenPairs = 6;
/** How a name is spelled with nothing to compare it with. */
const freely: SearchLimits = { width: 24, depth: 8 };
/** How those are sought that passages hold: they may come late. */
const widely: SearchLimits = { width: 24, depth: 12 };

/** The followers of a context: the pair and its count, from `start` to `end`, with their sum. */
class Followers {
  constructor(
    /** Contexts, ascending. */
    private readonly contexts: Float64Array,
    /** The followers of `contexts[i]` stand from `offsets[i]` up to `offsets[i + 1]`. */
    private readonly offsets: Uint32Array,
    /** Ascending within a context. */
    private readonly pairs: Uint16Array,
    private readonly counts: Uint32Array,
    private readonly totals: Float64Array,
  ) {}

  /** The probability of `pair` in a context, interpolated with `otherwise` after Witten and Bell (1991). */
  probability(context: number, pair: number, otherwise: number): number {
    const index = findSorted(this.contexts, context);
    if (index < 0) return otherwise;
    const start = this.offsets[index]!;
    const end = this.offsets[index + 1]!;
    let low = start;
    let high = end - 1;
    let count = 0;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const there = this.pairs[middle]!;
      if (there === pair) {
        count = this.counts[middle]!;
        break;
      }
      if (there < pair) low = middle + 1;
      else high = middle - 1;
    }
    const kinds = end - start;
    return (count + kinds * otherwise) / (this.totals[index]! + kinds);
  }

  /** Of entries of contexts and pairs, ascending by both. */
  static of(entries: Iterable<readonly [context: number, pair: number, count: number]>): Followers {
    const contexts: number[] = [];
    const offsets: number[] = [];
    const pairs: number[] = [];
    const counts: number[] = [];
    const totals: number[] = [];
    for (const [context, pair, count] of entries) {
      if (contexts.at(-1) !== context) {
        contexts.push(context);
        offsets.push(pairs.length);
        totals.push(0);
      }
      pairs.push(pair);
      counts.push(count);
      totals[totals.length - 1]! += count;
    }
    offsets.push(pairs.length);
    return new Followers(
      Float64Array.from(contexts),
      Uint32Array.from(offsets),
      Uint16Array.from(pairs),
      Uint32Array.from(counts),
      Float64Array.from(totals),
    );
  }
}

const contextOf = (first: number, second: number): number => first * 0x1_0000 + second;

/**
 * How names are spelled in the other script, after Bisani and Ney, "Joint-sequence models for grapheme-to-phoneme
 * conversion" (2008): a name is a sequence of pairs of letters of both scripts, each of which depends on the two before.
 */
export class SpellingModel implements LetterPairs {
  private readonly bySource: Readonly<Record<Script, Map<string, number[]>>>;
  readonly longest: Readonly<Record<Script, number>>;

  private constructor(
    private readonly pairs: readonly LetterPair[],
    private readonly single: Float64Array,
    private readonly afterOne: Followers,
    private readonly afterTwo: Followers,
  ) {
    const index = (script: Script): Map<string, number[]> => {
      const found = new Map<string, number[]>();
      pairs.forEach((pair, position) => {
        const list = found.get(pair[script]) ?? [];
        list.push(position + 1);
        found.set(pair[script], list);
      });
      for (const [letters, list] of found) {
        list.sort((a, b) => single[b]! - single[a]!);
        list.splice(letters === '' ? mostUnwrittenPairs : mostPairs);
      }
      return found;
    };
    this.bySource = { latin: index('latin'), arabic: index('arabic') };
    const longest = (script: Script): number =>
      pairs.reduce((most, pair) => Math.max(most, pair[script].length), 0);
    this.longest = { latin: longest('latin'), arabic: longest('arabic') };
  }

  /** @throws RangeError when it is no file of a spelling model, or was cut short. */
  static decode(file: Buffer): SpellingModel {
    if (file.toString('latin1', 0, magic.length) !== magic) throw new RangeError('not a spelling model file');
    const header = [0, 1, 2].map((index) => file.readUInt32LE(magic.length + 4 * index));
    const [contexts, trigrams, textBytes] = header as [number, number, number];
    const bytes = headerBytes + contexts * 6 + trigrams * 4 + textBytes;
    if (file.length !== bytes) throw new RangeError('a spelling model file cut short');
    const numbers = new Uint16Array(
      file.buffer.slice(
        file.byteOffset + headerBytes,
        file.byteOffset + headerBytes + contexts * 6 + trigrams * 4,
      ),
    );
    const pairs = file
      .toString('utf8', file.length - textBytes)
      .split('\n')
      .map((line): LetterPair => {
        const [latin = '', arabic = ''] = line.split('=');
        return { latin, arabic };
      });
    const entries: [number, number, number][] = [];
    let at = contexts * 3;
    for (let context = 0; context < contexts; context++) {
      const key = contextOf(numbers[context * 3]!, numbers[context * 3 + 1]!);
      for (let left = numbers[context * 3 + 2]!; left > 0; left--, at += 2) {
        entries.push([key, numbers[at]!, numbers[at + 1]!]);
      }
    }
    const single = new Float64Array(pairs.length + 1);
    const ofTwo = new Map<number, number>();
    let total = 0;
    for (const [key, pair, count] of entries) {
      const two = contextOf(key % 0x1_0000, pair);
      ofTwo.set(two, (ofTwo.get(two) ?? 0) + count);
      single[pair]! += count;
      total += count;
    }
    // One more of each, so that none is impossible.
    for (let pair = 0; pair < single.length; pair++)
      single[pair] = (single[pair]! + 1) / (total + single.length);
    const afterOne = [...ofTwo]
      .sort((a, b) => a[0] - b[0])
      .map(([two, count]) => [Math.floor(two / 0x1_0000), two % 0x1_0000, count] as const);
    return new SpellingModel(pairs, single, Followers.of(afterOne), Followers.of(entries));
  }

  /** The likeliest spellings of a folded name in the other script, best first. */
  spell(name: string, from: Script): Spelling[] {
    return searchSpellings(this, name, from, freely);
  }

  /** Those among them, and beyond them, whose character grams all pass a test; see {@link searchSpellings}. */
  spellHeld(name: string, from: Script, isHeld: (gram: number) => boolean): Spelling[] {
    return searchSpellings(this, name, from, widely, isHeld);
  }

  pairsFor(script: Script, letters: string): readonly number[] {
    return this.bySource[script].get(letters) ?? [];
  }

  lettersOf(pair: number, script: Script): string {
    return this.pairs[pair - 1]![script];
  }

  probability([first, second]: readonly [number, number], pair: number): number {
    const one = this.afterOne.probability(second, pair, this.single[pair]!);
    return this.afterTwo.probability(contextOf(first, second), pair, one);
  }
}

/** The bytes of a model, given by its pairs of letters and how often each stands behind which two others. */
export function encodeSpelling(pairs: readonly LetterPair[], trigrams: readonly Trigram[]): Buffer {
  const contexts = new Map<number, Trigram[]>();
  for (const trigram of trigrams) {
    const key = contextOf(...trigram.before);
    const list = contexts.get(key) ?? [];
    list.push(trigram);
    contexts.set(key, list);
  }
  const ordered = [...contexts].sort((a, b) => a[0] - b[0]).map(([, list]) => list);
  const numbers = Uint16Array.from([
    ...ordered.flatMap((list) => [...list[0]!.before, list.length]),
    ...ordered.flatMap((list) =>
      list.toSorted((a, b) => a.pair - b.pair).flatMap(({ pair, count }) => [pair, Math.min(count, 0xffff)]),
    ),
  ]);
  const text = Buffer.from(pairs.map(({ latin, arabic }) => `${latin}=${arabic}`).join('\n'));
  const header = Uint32Array.from([contexts.size, trigrams.length, text.length, 0]);
  return Buffer.concat([
    Buffer.from(magic, 'latin1'),
    Buffer.from(header.buffer),
    Buffer.from(numbers.buffer),
    text,
  ]);
}
