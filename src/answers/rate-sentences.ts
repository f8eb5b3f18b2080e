import type { Embedder } from '../contracts/embedder.js';
import type { Query } from '../contracts/query.js';
import { queryFor } from '../matching/query-for.js';
import { innerProduct } from '../text/inner-product.js';
import { markOutOfScope } from './mark-out-of-scope.js';
import { markOutdated } from './mark-outdated.js';
import { PlaceReader } from './places.js';
import {
  ratePassage,
  rateValues,
  scoreSentence,
  textInContext,
  type PartlyRatedSentence,
  type RatedSentence,
} from './rate-passage.js';
import { bodyOf, type RetrievedPassage } from './retrieved-passage.js';
import { readerFor } from './text-reader.js';
import { valueFeatureNames } from './value-features.js';
import { sentenceModel } from './weights.js';

/** Rounding takes a cosine of two unit vectors no further above 1. */
const mostCosine = 1 + 1e-5;

/** What something that is not known yet can add to a score. */
interface Range {
  readonly least: number;
  readonly most: number;
}

/** Of features with these weights, each from 0 to `most`. */
function rangeOf(weights: readonly number[], most: number): Range {
  return {
    least: weights.reduce((sum, weight) => sum + Math.min(0, weight * most), 0),
    most: weights.reduce((sum, weight) => sum + Math.max(0, weight * most), 0),
  };
}

const ofCosines = rangeOf([sentenceModel.weights.cosine, sentenceModel.weights.contextCosine], mostCosine);
const ofValues = rangeOf(
  valueFeatureNames.map((name) => sentenceModel.weights[name]),
  1,
);
const ofBoth: Range = { least: ofCosines.least + ofValues.least, most: ofCosines.most + ofValues.most };

/** Those that may yet be the best of their passage, of passages that may yet be among the `wanted` best. */
function findContenders(
  sentences: readonly PartlyRatedSentence[],
  wanted: number,
  { least, most }: Range,
): PartlyRatedSentence[] {
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

/** Rates the sentences of some passages step by step, what takes longest last and only where it can matter. */
class SentenceRater {
  private readonly placeReaders = new Map<Query, PlaceReader>();
  private readonly valued = new Map<PartlyRatedSentence, PartlyRatedSentence>();

  constructor(
    private readonly query: Query,
    private readonly embedder: Embedder,
  ) {}

  /** By all but values and vectors. */
  rate(candidates: readonly RetrievedPassage[]): readonly PartlyRatedSentence[] {
    const rated = candidates.flatMap((candidate) => {
      const own = queryFor(this.query, candidate.hit);
      const reader = readerFor(own);
      const places = this.placeReaders.get(own) ?? new PlaceReader(own, reader);
      this.placeReaders.set(own, places);
      return ratePassage(own, reader, places, candidate);
    });
    return markOutOfScope(this.query, markOutdated(this.query, rated));
  }

  /** By its values too. */
  withValues(sentence: PartlyRatedSentence): PartlyRatedSentence {
    let valued = this.valued.get(sentence);
    if (!valued) {
      const own = queryFor(this.query, sentence.candidate.hit);
      this.valued.set(sentence, (valued = rateValues(own, readerFor(own), sentence)));
    }
    return valued;
  }

  /** By its values too, those that may yet be the best of their passage. */
  valueContenders(sentences: readonly PartlyRatedSentence[]): PartlyRatedSentence[] {
    const best = new Map<RetrievedPassage, number>();
    return sentences
      .toSorted((a, b) => b.score - a.score)
      .flatMap((sentence) => {
        const { candidate, score } = sentence;
        const most = best.get(candidate) ?? -Infinity;
        if (score + ofBoth.most < most + ofCosines.least) return [];
        const valued = this.withValues(sentence);
        best.set(candidate, Math.max(most, valued.score));
        return [valued];
      });
  }

  /** By everything. */
  async withCosines(sentences: readonly PartlyRatedSentence[]): Promise<RatedSentence[]> {
    const texts = sentences.flatMap((sentence) => [sentence.read.text, textInContext(sentence)]);
    const distinct = [...new Set(texts)];
    const vectors = await this.embedder.embedPassages(distinct);
    const byText = new Map(distinct.map((text, position) => [text, vectors[position]!]));
    return sentences.map((sentence): RatedSentence => {
      const { candidate, index, features: others, read } = sentence;
      const { embedding } = queryFor(this.query, candidate.hit);
      const cosineOf = (text: string): number => Math.max(0, innerProduct(embedding, byText.get(text)!));
      const features = {
        ...others,
        cosine: cosineOf(read.text),
        contextCosine: cosineOf(textInContext(sentence)),
      };
      return { candidate, index, features, score: scoreSentence(candidate, features) };
    });
  }
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
  const rater = new SentenceRater(query, embedder);
  const all = rater.rate(candidates);
  const contenders =
    wanted === undefined
      ? all.map((sentence) => rater.withValues(sentence))
      : rater.valueContenders(findContenders(all, wanted, ofBoth));
  const rated = await rater.withCosines(
    wanted === undefined ? contenders : findContenders(contenders, wanted, ofCosines),
  );
  rated.sort((a, b) => b.score - a.score);
  return { rated, margin: findMargin(rater, all, rated[0]) };
}

/** How far the best sentence is rated above the best of other words, cosines left out of account; possibly below 0. */
function findMargin(
  rater: SentenceRater,
  sentences: readonly PartlyRatedSentence[],
  best: RatedSentence | undefined,
): number {
  const own = sentences.find(({ candidate, index }) => candidate === best?.candidate && index === best.index);
  if (!own) return 0;
  const rivals = sentences
    .filter(({ read }) => read.text !== own.read.text)
    .sort((a, b) => b.score - a.score);
  let most = -Infinity;
  for (const rival of rivals) {
    if (rival.score + ofValues.most <= most) break;
    most = Math.max(most, rater.withValues(rival).score);
  }
  return rater.withValues(own).score - most;
}
