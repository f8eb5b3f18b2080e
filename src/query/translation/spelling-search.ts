import { gramUnits, hashTerm } from '../../text/terms.js';

/** A few letters of a name in one script that stand for a few in the other; either may be empty. */
export interface LetterPair {
  readonly latin: string;
  readonly arabic: string;
}

export type Script = 'latin' | 'arabic';

/** What a search knows of pairs of letters, which have numbers from 1. */
export interface LetterPairs {
  /** The most letters of one script that a pair has. */
  readonly longest: Readonly<Record<Script, number>>;
  /** Those that may stand for some letters of a script, the most frequent first; for none, those that it leaves out. */
  pairsFor(script: Script, letters: string): readonly number[];
  lettersOf(pair: number, script: Script): string;
  /** How probably a pair stands behind two others; the end of a name is pair 0, and so is what stands before it. */
  probability(last: readonly [number, number], pair: number): number;
}

/** How wide a search is. */
export interface SearchLimits {
  /** Ways that are followed. */
  readonly width: number;
  /** Ways whose probability is so far below that of the best, as a logarithm, are given up. */
  readonly depth: number;
}

/** A name as it may be written. */
export interface Spelling {
  readonly text: string;
  /** The logarithm of its probability. */
  readonly score: number;
}

/** A way to write a name so far: its letters, the last two pairs, and its score. */
interface Path {
  readonly text: string;
  readonly last: readonly [number, number];
  readonly score: number;
}

type Beam = Map<string, Path>;

/** Pairs without letters of the name that may stand in a row: vowels that Arabic does not write. */
const mostUnwritten = 2;

/**
 * What stands before a name in a gram: its end is not marked, for more may be written behind it ("Nixon's"), nor is its
 * beginning in Arabic, where prepositions stand in front of it.
 */
const beginnings: Readonly<Record<Script, string>> = { latin: '^', arabic: '' };

/** Whether all character grams of a text are held, those of a text that is written on once each. */
class GramTest {
  private readonly known = new Map<string, boolean>();

  constructor(
    private readonly isHeld: (gram: number) => boolean,
    private readonly beginning: string,
  ) {}

  /** Of a text whose first `tested` units have passed. */
  passes(text: string, tested: number): boolean {
    const marked = this.beginning + text;
    const from = this.beginning.length + tested;
    for (let end = Math.max(gramUnits, from + 1); end <= marked.length; end++) {
      const gram = marked.slice(end - gramUnits, end);
      let known = this.known.get(gram);
      if (known === undefined) {
        known = this.isHeld(hashTerm(gram));
        this.known.set(gram, known);
      }
      if (!known) return false;
    }
    return true;
  }
}

/** Finds the likeliest spellings of one name by a beam search. */
class SpellingSearch {
  private readonly beams: Beam[];
  private readonly highest = new Map<Beam, number>();
  private readonly to: Script;

  constructor(
    private readonly pairs: LetterPairs,
    private readonly name: string,
    private readonly from: Script,
    private readonly limits: SearchLimits,
    private readonly grams: GramTest | undefined,
  ) {
    this.to = from === 'latin' ? 'arabic' : 'latin';
    this.beams = Array.from({ length: name.length + 1 }, () => new Map<string, Path>());
    this.beams[0]!.set('', { text: '', last: [0, 0], score: 0 });
  }

  run(): Spelling[] {
    const { name, from, pairs, beams } = this;
    for (let at = 0; at < name.length; at++) {
      for (const path of this.withUnwritten(beams[at]!)) {
        for (let end = at + 1; end <= Math.min(name.length, at + pairs.longest[from]); end++) {
          for (const pair of pairs.pairsFor(from, name.slice(at, end))) this.extend(path, pair, beams[end]!);
        }
      }
    }
    return this.finish(this.withUnwritten(beams[name.length]!));
  }

  private extend(path: Path, pair: number, beam: Beam): void {
    const text = path.text + this.pairs.lettersOf(pair, this.to);
    if (this.grams?.passes(text, path.text.length) === false) return;
    const score = path.score + Math.log(this.pairs.probability(path.last, pair));
    const highest = this.highest.get(beam) ?? -Infinity;
    if (score < highest - this.limits.depth) return;
    if (score > highest) this.highest.set(beam, score);
    const last = [path.last[1], pair] as const;
    // Of several ways to the same letters the last pairs tell them apart.
    const key = text + String.fromCharCode(...last);
    const known = beam.get(key);
    if (!known || known.score < score) beam.set(key, { text, last, score });
  }

  /** The best ways to have come so far, those among them that write what the name leaves out. */
  private withUnwritten(beam: Beam): Path[] {
    const unwritten = this.pairs.pairsFor(this.from, '');
    const all = new Map(beam);
    let latest = this.best(beam.values());
    for (let round = 0; round < mostUnwritten && unwritten.length > 0; round++) {
      const next: Beam = new Map();
      for (const path of latest) for (const pair of unwritten) this.extend(path, pair, next);
      for (const [key, path] of next) {
        const known = all.get(key);
        if (!known || known.score < path.score) all.set(key, path);
      }
      latest = this.best(next.values());
    }
    return this.best(all.values());
  }

  private best(paths: Iterable<Path>): Path[] {
    return [...paths].sort((a, b) => b.score - a.score).slice(0, this.limits.width);
  }

  /** What the ways to the end of the name spell, each text once. */
  private finish(paths: readonly Path[]): Spelling[] {
    const found = new Map<string, number>();
    for (const { text, last, score } of paths) {
      found.set(text, (found.get(text) ?? 0) + Math.exp(score) * this.pairs.probability(last, 0));
    }
    return [...found]
      .map(([text, probability]) => ({ text, score: Math.log(probability) }))
      .sort((a, b) => b.score - a.score);
  }
}

/**
 * The likeliest ways to write a folded name in the other script, best first. With `isHeld` only those all of whose
 * character grams it lets through: a search that keeps to letters that passages have in a row finds what they hold, where
 * another one spends itself on what nobody has written.
 */
export function searchSpellings(
  pairs: LetterPairs,
  name: string,
  from: Script,
  limits: SearchLimits,
  isHeld?: (gram: number) => boolean,
): Spelling[] {
  const grams = isHeld && new GramTest(isHeld, beginnings[from === 'latin' ? 'arabic' : 'latin']);
  return new SpellingSearch(pairs, name, from, limits, grams).run();
}
