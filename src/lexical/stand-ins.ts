import { findWords, type Word } from '../text/words.js';
import { gramOnlyShare, type TermRarity } from './match-question.js';
import { questionWordWeight } from './question-terms.js';
import { termsOf } from './terms.js';
import type { Thesaurus } from './thesaurus.js';

/** Words that have less than this of a word's grams have nothing to do with it. */
const leastGramShare = 0.3;

const lowBitCount = 14;

function lowBitsOf(term: number): number {
  return (term >>> 0) & ((1 << lowBitCount) - 1);
}

/** A word of a text that may stand for one of the question. */
export interface StandIn {
  /** Position among the question's words. */
  readonly asked: number;
  /** 1 for the word itself, in any form. */
  readonly similarity: number;
}

/** A stand-in with its place: the position among the words of a text. */
export interface Sighting extends StandIn {
  readonly at: number;
}

const none: readonly StandIn[] = [];

/**
 * Which words of a text stand for which of a question, and how well: the same stem, one that the thesaurus knows to
 * be used like it, or one that shares character grams with it.
 */
export class StandIns {
  /** Of each word of the question its part in the whole; they add up to 1. */
  readonly weights: readonly number[];
  private readonly byStem = new Map<number, StandIn[]>();
  /** Gram → the words of the question that have it, each with the gram's part in the word. */
  private readonly byGram = new Map<number, { asked: number; part: number }[]>();
  /** Which low bits of a term are those of one in the maps: most words have none, and asking a map costs more. */
  private readonly lowBits = new Uint8Array(1 << lowBitCount);
  /** What folded words of the texts read so far stand for: most come again and again. */
  private readonly seen = new Map<string, readonly StandIn[]>();

  constructor(question: string, rarity: TermRarity, thesaurus: Thesaurus) {
    const words = new Map<number, Word>();
    for (const word of findWords(question)) {
      const { stem } = termsOf(word.folded);
      if (!words.has(stem)) words.set(stem, word);
    }
    const weights = [...words].map(([stem, word]) => rarity.stem(stem) * questionWordWeight(word));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    this.weights = weights.map((weight) => (total > 0 ? weight / total : 0));
    [...words].forEach(([stem, word], asked) => {
      this.add(stem, { asked, similarity: 1 });
      for (const [neighbour, similarity] of thesaurus.neighboursOf(stem))
        this.add(neighbour, { asked, similarity });
      const { grams } = termsOf(word.folded);
      const whole = grams.reduce((sum, gram) => sum + rarity.gram(gram), 0);
      for (const gram of new Set(grams)) {
        const list = this.byGram.get(gram) ?? [];
        list.push({ asked, part: whole > 0 ? rarity.gram(gram) / whole : 0 });
        this.byGram.set(gram, list);
        this.lowBits[lowBitsOf(gram)] = 1;
      }
    });
  }

  private add(stem: number, standIn: StandIn): void {
    this.lowBits[lowBitsOf(stem)] = 1;
    const list = this.byStem.get(stem);
    if (list) list.push(standIn);
    else this.byStem.set(stem, [standIn]);
  }

  /** In the order of the text. */
  sight(words: readonly Word[]): Sighting[] {
    const sightings: Sighting[] = [];
    words.forEach(({ folded }, at) => {
      for (const { asked, similarity } of this.of(folded)) sightings.push({ at, asked, similarity });
    });
    return sightings;
  }

  private of(folded: string): readonly StandIn[] {
    let standIns = this.seen.get(folded);
    if (!standIns) {
      standIns = this.compare(folded);
      this.seen.set(folded, standIns);
    }
    return standIns;
  }

  private compare(folded: string): readonly StandIn[] {
    const { stem, grams } = termsOf(folded);
    const byStem = this.lowBits[lowBitsOf(stem)] === 1 ? (this.byStem.get(stem) ?? none) : none;
    let shares: Map<number, number> | undefined;
    for (const gram of grams) {
      if (this.lowBits[lowBitsOf(gram)] === 0) continue;
      for (const { asked, part } of this.byGram.get(gram) ?? []) {
        shares ??= new Map();
        shares.set(asked, (shares.get(asked) ?? 0) + part);
      }
    }
    if (!shares) return byStem;
    const byGrams = [...shares]
      .filter(([, share]) => share >= leastGramShare)
      .map(([asked, share]) => ({ asked, similarity: gramOnlyShare * Math.min(1, share) }));
    return byGrams.length > 0 ? [...byStem, ...byGrams] : byStem;
  }
}

/** How much of the question `sightings` hold: each of its words counts by the one most like it. */
export function heldShare(sightings: readonly StandIn[], weights: readonly number[]): number {
  const most = new Float64Array(weights.length);
  for (const { asked, similarity } of sightings) if (similarity > most[asked]!) most[asked] = similarity;
  return weights.reduce((sum, weight, asked) => sum + weight * most[asked]!, 0);
}
