import type { Closeness } from '../contracts/hit.js';
import type { PassageDigest } from '../contracts/passage.js';
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

/** The most that any of the sentences holds that count. */
function bestSentence(
  sightings: readonly Sighting[],
  weights: readonly number[],
  sentenceEnds: Uint32Array,
  counts: (index: number) => boolean,
): number {
  let best = 0;
  let first = 0;
  sentenceEnds.forEach((end, index) => {
    let after = first;
    while (after < sightings.length && sightings[after]!.at < end) after++;
    if (counts(index)) best = Math.max(best, heldShare(sightings.slice(first, after), weights));
    first = after;
  });
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

function countMentions(sightings: readonly Sighting[], weights: readonly number[]): number {
  return sightings.reduce((sum, { asked, similarity }) => sum + (similarity === 1 ? weights[asked]! : 0), 0);
}

/**
 * How close passages come to a question beyond the words they share; see {@link Closeness}. `asked`: bits of the
 * evidence that the question asks for.
 */
export function measureCloseness(
  standIns: StandIns,
  passages: readonly PassageDigest[],
  asked: number,
): Closeness[] {
  const { weights } = standIns;
  return passages.map(({ context, body, sentenceEnds, evidence }): Closeness => {
    const sighted = standIns.sight(body);
    const behind = sighted.map((each) => ({ ...each, at: each.at + context.length }));
    const all = [...standIns.sight(context), ...behind];
    return {
      near: bestWindow(all, weights, context.length + body.length),
      answering: bestSentence(sighted, weights, sentenceEnds, (index) => (evidence[index]! & asked) !== 0),
      whole: heldShare(all, weights),
      early: earliness(sighted, weights),
      mentions: countMentions(sighted, weights),
    };
  });
}

/** {@link Closeness.near} of texts given by the stems of their words. */
export function measureNear(standIns: StandIns, texts: readonly Uint32Array[]): number[] {
  return texts.map((stems) => bestWindow(standIns.sight(stems), standIns.weights, stems.length));
}
