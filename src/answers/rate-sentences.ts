import type { Embedder } from '../contracts/embedder.js';
import type { Query } from '../contracts/query.js';
import { queryFor } from '../matching/query-for.js';
import { innerProduct } from '../text/inner-product.js';
import { linearScore } from './logistic.js';
import { markOutdated } from './mark-outdated.js';
import { ratePassage, type RatedSentence, type UnembeddedSentence } from './rate-passage.js';
import { bodyOf, type RetrievedPassage } from './retrieved-passage.js';
import { TextReader } from './text-reader.js';
import { sentenceModel } from './weights.js';

/** Rounding takes a cosine of two unit vectors no further above 1. */
const mostCosine = 1 + 1e-5;

/** What the cosines can add to a score: between the two. */
const cosineWeights = [sentenceModel.weights.cosine, sentenceModel.weights.contextCosine];
const least = cosineWeights.reduce((sum, weight) => sum + Math.min(0, weight * mostCosine), 0);
const most = cosineWeights.reduce((sum, weight) => sum + Math.max(0, weight * mostCosine), 0);

/** Those that may yet be the best of their passage, of passages that may yet be among the `wanted` best. */
function findContenders(sentences: readonly UnembeddedSentence[], wanted: number): UnembeddedSentence[] {
  const best = new Map<RetrievedPassage, number>();
  for (const { candidate, score } of sentences) {
    best.set(candidate, Math.max(score, best.get(candidate) ?? -Infinity));
  }
  const bodies = new Map([...best.keys()].map((candidate) => [candidate, bodyOf(candidate)]));
  const byBody = new Map<string, number>();
  for (const [candidate, body] of bodies) {
    byBody.set(body, Math.max(best.get(candidate)!, byBody.get(body) ?? -Infinity));
  }
  const lowestWanted = [...byBody.values()].sort((a, b) => b - a)[wanted - 1] ?? -Infinity;
  return sentences.filter(({ candidate, score }) => {
    const isBest = score + most >= best.get(candidate)! + least;
    return isBest && byBody.get(bodies.get(candidate)!)! + most >= lowestWanted + least;
  });
}

export interface RateOptions {
  readonly embedder: Embedder;
  /** Passages, counting those of the same words once, whose best sentences are wanted; all sentences where absent. */
  readonly wanted: number | undefined;
}

export interface RatedSentences {
  /** Best first. */
  readonly rated: readonly RatedSentence[];
  /** How far the best is rated above the best of other words, cosines left out; infinite where there is no other. */
  readonly margin: number;
}

/**
 * Rates sentences of the candidates as an answer to the query, best first. Those that cannot come to be the best of a
 * passage that is wanted are left out.
 */
export async function rateSentences(
  query: Query,
  candidates: readonly RetrievedPassage[],
  { embedder, wanted }: RateOptions,
): Promise<RatedSentences> {
  const readers = new Map<Query, TextReader>();
  const unembedded = markOutdated(
    query,
    candidates.flatMap((candidate) => {
      const own = queryFor(query, candidate.hit);
      const reader = readers.get(own) ?? new TextReader(own);
      readers.set(own, reader);
      return ratePassage(own, reader, candidate);
    }),
  );
  const contenders = wanted === undefined ? unembedded : findContenders(unembedded, wanted);
  // Embedding takes longer than all the rest.
  const vectors = await embed(
    embedder,
    contenders.flatMap(({ text, textInContext }) => [text, textInContext]),
  );
  const rated = contenders
    .map(({ candidate, index, features: others, text, textInContext }): RatedSentence => {
      const { embedding } = queryFor(query, candidate.hit);
      const cosineOf = (each: string): number => Math.max(0, innerProduct(embedding, vectors.get(each)!));
      const features = { ...others, cosine: cosineOf(text), contextCosine: cosineOf(textInContext) };
      return { candidate, index, features, score: linearScore(sentenceModel, features) };
    })
    .sort((a, b) => b.score - a.score);
  return { rated, margin: findMargin(unembedded, rated[0]) };
}

/** How far the best sentence is rated above the best of other words, cosines left out of account; possibly below 0. */
function findMargin(sentences: readonly UnembeddedSentence[], best: RatedSentence | undefined): number {
  const own = sentences.find(({ candidate, index }) => candidate === best?.candidate && index === best.index);
  const rivals = sentences.filter(({ text }) => text !== own?.text).map(({ score }) => score);
  return own ? own.score - Math.max(...rivals) : 0;
}

/** The vector of each text. */
async function embed(
  embedder: Embedder,
  texts: readonly string[],
): Promise<ReadonlyMap<string, Float32Array>> {
  const distinct = [...new Set(texts)];
  const vectors = await embedder.embedPassages(distinct);
  return new Map(distinct.map((text, position) => [text, vectors[position]!]));
}
