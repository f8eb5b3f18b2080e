import type { TermRarity } from './match-question.js';
import { shortStem } from './passage-digest.js';
import { questionWordWeight, wordsByStem } from './question-terms.js';
import { TermMap } from './term-map.js';
import type { Thesaurus } from './thesaurus.js';

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

/**
 * Which words of a text stand for which of a question, and how well: those of the same stem, and of one that the
 * thesaurus knows to be used like it.
 */
export class StandIns {
  /** Of each word of the question its part in the whole; they add up to 1. */
  readonly weights: readonly number[];
  private readonly byStem = new TermMap<StandIn[]>();

  constructor(question: string, rarity: TermRarity, thesaurus: Thesaurus) {
    const words = wordsByStem(question);
    const weights = [...words].map(([stem, word]) => rarity.stem(stem) * questionWordWeight(word));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    this.weights = weights.map((weight) => (total > 0 ? weight / total : 0));
    [...words.keys()].forEach((stem, asked) => {
      this.add(stem, { asked, similarity: 1 });
      for (const [neighbour, similarity] of thesaurus.neighboursOf(stem)) {
        this.add(neighbour, { asked, similarity });
      }
    });
  }

  private add(stem: number, standIn: StandIn): void {
    this.byStem.getOrMake(shortStem(stem), () => []).push(standIn);
  }

  /** In a text given by the stems of its words; in the order of the text. */
  sight(stems: Uint32Array): Sighting[] {
    const sightings: Sighting[] = [];
    stems.forEach((stem, at) => {
      const standIns = this.byStem.get(stem);
      if (!standIns) return;
      for (const { asked, similarity } of standIns) sightings.push({ at, asked, similarity });
    });
    return sightings;
  }
}

/** How much of the question `sightings` hold: each of its words counts by the one most like it. */
export function heldShare(sightings: readonly StandIn[], weights: readonly number[]): number {
  const most = new Float64Array(weights.length);
  for (const { asked, similarity } of sightings) if (similarity > most[asked]!) most[asked] = similarity;
  return weights.reduce((sum, weight, asked) => sum + weight * most[asked]!, 0);
}
