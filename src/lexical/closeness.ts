import type { Closeness } from '../contracts/hit.js';
import type { WordsDigest } from './passage-digest.js';
import { heldShare, type Sighting, type StandIns } from './stand-ins.js';

/** Words within which those of a question are looked for together; chosen with scripts/experiments. */
const windowWords = 24;
/** Windows begin at every so many words. */
const windowStep = 6;
/** At this distance from the beginning of a text, in words, standing early counts half. */
const halfEarly = 5;

/** The most that any stretch of `windowWords` holds; `sightings` are in the order of the text. */
function bestWindow(sightings: readonly Sighting[], weights: readonly number[], words: number): number {
  let best = 0;
  let first = 0;
  let after = 0;
  for (let start = 0; ; start += windowStep) {
    const end = start + windowWords;
    while (first < sightings.length && sightings[first]!.at < start) first++;
    while (after < sightings.length && sightings[after]!.at < end) after++;
    best = Math.max(best, heldShare(sightings.slice(first, after), weights));
    if (end >= words) return best;
  }
}

/** The most that any sentence holds. */
function bestSentence(
  sightings: readonly Sighting[],
  weights: readonly number[],
  sentenceEnds: Uint32Array,
): number {
  let best = 0;
  let first = 0;
  for (const end of sentenceEnds) {
    let after = first;
    while (after < sightings.length && sightings[after]!.at < end) after++;
    best = Math.max(best, heldShare(sightings.slice(first, after), weights));
    first = after;
  }
  return best;
}

/** How early the words of the question stand in their own form. */
function earliness(sightings: readonly Sighting[], weights: readonly number[]): number {
  const firstAt = new Map<number, number>();
  for (const { at, asked, similarity } of sightings) {
    if (similarity === 1 && !firstAt.has(asked)) firstAt.set(asked, at);
  }
  return [...firstAt].reduce((sum, [asked, at]) => sum + weights[asked]! / (1 + at / halfEarly), 0);
}

/** How close passages come to a question beyond the words they share; see {@link Closeness}. */
export function measureCloseness(standIns: StandIns, passages: readonly WordsDigest[]): Closeness[] {
  const { weights } = standIns;
  return passages.map(({ context, body, sentenceEnds }): Closeness => {
    const sighted = standIns.sight(body);
    const behind = sighted.map((each) => ({ ...each, at: each.at + context.length }));
    return {
      near: bestWindow([...standIns.sight(context), ...behind], weights, context.length + body.length),
      sentence: bestSentence(sighted, weights, sentenceEnds),
      early: earliness(sighted, weights),
      words: body.length,
    };
  });
}
