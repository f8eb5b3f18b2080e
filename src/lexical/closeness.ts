import type { Closeness } from '../contracts/hit.js';
import type { PassageText } from '../contracts/passage.js';
import { findWords } from '../text/words.js';
import { questionWordWeight } from './question-terms.js';
import { termsOf } from './terms.js';
import type { Thesaurus } from './thesaurus.js';

/** Words within which those of a question are looked for together; chosen with scripts/experiments. */
const windowWords = 24;
/** Windows begin at every so many words. */
const windowStep = 6;
/** At this distance from the beginning of a text, in words, standing early counts half. */
const halfEarly = 5;

interface Asked {
  readonly stem: number;
  /** Its part in the whole question; the weights add up to 1. */
  readonly weight: number;
}

function askedStems(question: string, rarity: (stem: number) => number): Asked[] {
  const weights = new Map<number, number>();
  for (const word of findWords(question)) {
    const { stem } = termsOf(word.folded);
    if (!weights.has(stem)) weights.set(stem, rarity(stem) * questionWordWeight(word));
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return [...weights].map(([stem, weight]) => ({ stem, weight: total > 0 ? weight / total : 0 }));
}

/** Where a word of a text stands for a word of the question, and how well. */
interface Sighting {
  readonly at: number;
  readonly asked: number;
  readonly similarity: number;
}

/** The best of all windows: each word of the question counts by the word of the window that is most like it. */
function bestWindow(sightings: readonly Sighting[], weights: readonly number[], words: number): number {
  let best = 0;
  let first = 0;
  for (let start = 0; ; start += windowStep) {
    while (first < sightings.length && sightings[first]!.at < start) first++;
    const most = new Float64Array(weights.length);
    for (let i = first; i < sightings.length && sightings[i]!.at < start + windowWords; i++) {
      const { asked, similarity } = sightings[i]!;
      if (similarity > most[asked]!) most[asked] = similarity;
    }
    best = Math.max(
      best,
      weights.reduce((sum, weight, asked) => sum + weight * most[asked]!, 0),
    );
    if (start + windowWords >= words) return best;
  }
}

/** How close passages come to a question beyond the words they share; see {@link Closeness}. */
export function measureCloseness(
  question: string,
  passages: readonly PassageText[],
  rarity: (stem: number) => number,
  thesaurus: Thesaurus,
): Closeness[] {
  const asked = askedStems(question, rarity);
  const weights = asked.map(({ weight }) => weight);
  // Stem of a text → the words of the question that it may stand for.
  const standsFor = new Map<number, { asked: number; similarity: number }[]>();
  const add = (stem: number, position: number, similarity: number): void => {
    const list = standsFor.get(stem);
    if (list) list.push({ asked: position, similarity });
    else standsFor.set(stem, [{ asked: position, similarity }]);
  };
  asked.forEach(({ stem }, position) => {
    add(stem, position, 1);
    for (const [neighbour, similarity] of thesaurus.neighboursOf(stem)) add(neighbour, position, similarity);
  });

  return passages.map(({ context, body }): Closeness => {
    const inContext = findWords(context);
    const words = [...inContext, ...findWords(body)];
    const sightings: Sighting[] = [];
    const firstAt = new Map<number, number>();
    words.forEach((word, at) => {
      const { stem } = termsOf(word.folded);
      for (const each of standsFor.get(stem) ?? []) {
        sightings.push({ at, ...each });
        const place = at - inContext.length;
        if (place >= 0 && each.similarity === 1 && !firstAt.has(each.asked)) firstAt.set(each.asked, place);
      }
    });
    const early = [...firstAt].reduce((sum, [each, at]) => sum + weights[each]! / (1 + at / halfEarly), 0);
    return { near: bestWindow(sightings, weights, words.length), early };
  });
}
