import type { ForwardIndexEntry } from '../contracts/forward-index.js';
import type { ProximityFeatures } from '../contracts/hit.js';
import { softCoverage, type TermMatch, type TermMatcher } from '../matching/term-matches.js';
import { bestWindowCoverage } from '../matching/window-coverage.js';

/** At this position, in words, a term counts half for {@link ProximityFeatures.positionScore}. */
const halfPosition = 5;

/** The largest soft coverage of a sentence that counts. */
function bestSentenceCoverage(
  matches: readonly TermMatch[],
  weights: readonly number[],
  sentenceEnds: Uint32Array,
  counts: (sentence: number) => boolean,
): number {
  let best = 0;
  let first = 0;
  sentenceEnds.forEach((end, sentence) => {
    let after = first;
    while (after < matches.length && matches[after]!.position < end) after++;
    if (counts(sentence)) best = Math.max(best, softCoverage(matches.slice(first, after), weights));
    first = after;
  });
  return best;
}

function positionScore(matches: readonly TermMatch[], weights: readonly number[]): number {
  const firstPositions = new Map<number, number>();
  for (const { position, term, similarity } of matches) {
    if (similarity === 1 && !firstPositions.has(term)) firstPositions.set(term, position);
  }
  return [...firstPositions].reduce(
    (sum, [term, position]) => sum + weights[term]! / (1 + position / halfPosition),
    0,
  );
}

function queryTermFrequency(matches: readonly TermMatch[], weights: readonly number[]): number {
  return matches.reduce((sum, { term, similarity }) => sum + (similarity === 1 ? weights[term]! : 0), 0);
}

/** The proximity features of a passage. `signals`: the bits of what its answering sentence must have. */
export function findProximityFeatures(
  matcher: TermMatcher,
  { contextStems, bodyStems, sentenceEnds, signals: sentenceSignals }: ForwardIndexEntry,
  signals: number,
): ProximityFeatures {
  const { weights } = matcher;
  const inBody = matcher.findMatches(bodyStems);
  const all = [
    ...matcher.findMatches(contextStems),
    ...inBody.map((match) => ({ ...match, position: match.position + contextStems.length })),
  ];
  return {
    bestWindowCoverage: bestWindowCoverage(all, weights, contextStems.length + bodyStems.length),
    answerTypeSentenceCoverage: bestSentenceCoverage(
      inBody,
      weights,
      sentenceEnds,
      (sentence) => (sentenceSignals[sentence]! & signals) !== 0,
    ),
    softPassageCoverage: softCoverage(all, weights),
    positionScore: positionScore(inBody, weights),
    queryTermFrequency: queryTermFrequency(inBody, weights),
  };
}
