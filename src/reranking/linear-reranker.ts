import type { ForwardIndexEntry } from '../contracts/forward-index.js';
import type { Candidate, RerankedHit } from '../contracts/hit.js';
import type { Query } from '../contracts/query.js';
import type { Reranker, RerankOptions } from '../contracts/search.js';
import { queryFor } from '../matching/query-for.js';
import { TermMatcher } from '../matching/term-matches.js';
import { signalsFor } from '../text/answer-type-signals.js';
import { findProximityFeatures } from './proximity-features.js';
import { findRerankFeatures } from './rerank-features.js';
import { rerankFeatureNames, rerankWeights } from './rerank-weights.js';

/** Candidates whose forward index entries are read; chosen with scripts/experiments. */
const rerankDepth = 30;

/** What is read of a passage that is not there. */
const emptyEntry: ForwardIndexEntry = {
  contextStems: new Uint32Array(),
  bodyStems: new Uint32Array(),
  sentenceEnds: new Uint32Array(),
  signals: new Uint8Array(),
};

/** Re-ranks by a linear model of the candidates' scores and of where in the passages the query's terms stand. */
export class LinearReranker implements Reranker {
  constructor(
    /** The entries of passages, in the order asked for; undefined for one that is not there. */
    private readonly findEntries: (
      passageIds: readonly number[],
    ) => Promise<(ForwardIndexEntry | undefined)[]>,
  ) {}

  async rerank(
    query: Query,
    candidates: readonly Candidate[],
    { limit, signal }: RerankOptions,
  ): Promise<RerankedHit[]> {
    signal?.throwIfAborted();
    const read = candidates.slice(0, rerankDepth);
    const entries = await this.findEntries(read.map(({ passageId }) => passageId));
    signal?.throwIfAborted();
    const matchers = new Map<Query, TermMatcher>();
    const matcherFor = (candidate: Candidate): TermMatcher => {
      const own = queryFor(query, candidate);
      const matcher = matchers.get(own) ?? new TermMatcher(own);
      matchers.set(own, matcher);
      return matcher;
    };
    const signals = signalsFor(query.askedValues);
    return candidates
      .map((candidate, index): RerankedHit => {
        const proximity =
          index < read.length
            ? findProximityFeatures(matcherFor(candidate), entries[index] ?? emptyEntry, signals)
            : undefined;
        const features = findRerankFeatures(candidate, proximity);
        const score = rerankFeatureNames.reduce((sum, name) => sum + rerankWeights[name] * features[name], 0);
        return { ...candidate, score, proximity };
      })
      .sort((a, b) => b.score - a.score || a.passageId - b.passageId)
      .slice(0, Math.max(0, limit));
  }
}
