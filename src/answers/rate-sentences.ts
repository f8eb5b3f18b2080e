import type { Embedder } from '../contracts/embedder.js';
import type { Query } from '../contracts/query.js';
import type { Span } from '../contracts/span.js';
import type { Token } from '../contracts/token.js';
import { QueryMatcher, type TermPresence } from '../matching/query-matcher.js';
import { shortStemsOf, TermMatcher } from '../matching/term-matches.js';
import { bestWindowCoverage } from '../matching/window-coverage.js';
import { innerProduct } from '../text/inner-product.js';
import { tokenize } from '../text/tokenize.js';
import { findBlock, isHeading } from './blocks.js';
import { findSentenceFeatures, type RatedFeatures } from './features.js';
import { linearScore } from './logistic.js';
import { bodyOf, type RetrievedPassage } from './retrieved-passage.js';
import { sentenceModel } from './weights.js';

export interface RatedSentence {
  readonly candidate: RetrievedPassage;
  /** Position among the passage's sentences. */
  readonly index: number;
  readonly features: RatedFeatures;
  /** By the sentence model; for ordering, not a probability. */
  readonly score: number;
}

/** A sentence whose vector is not known yet, rated as if it were at a right angle to the query's. */
type UnembeddedSentence = RatedSentence & { readonly text: string };

/** Rounding takes a cosine of two unit vectors no further above 1. */
const mostCosine = 1 + 1e-5;

/** What the cosine can add to a score: between the two. */
const fromCosine = [0, sentenceModel.weights.cosine * mostCosine] as const;
const least = Math.min(...fromCosine);
const most = Math.max(...fromCosine);

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

/** A sentence that has been read, and which terms of the query it has. */
interface ReadSentence {
  readonly text: string;
  readonly words: readonly Token[];
  readonly presence: TermPresence;
  readonly isHeading: boolean;
}

/** Rates sentences for one query. */
class SentenceRater {
  private readonly matcher: QueryMatcher;
  private readonly terms: TermMatcher;

  constructor(private readonly query: Query) {
    this.matcher = new QueryMatcher(query);
    this.terms = new TermMatcher(query);
  }

  /** All sentences of a passage, in order. */
  rate(candidate: RetrievedPassage): UnembeddedSentence[] {
    const { hit, document, passage } = candidate;
    const read = passage.sentences.map((span) => this.read(candidate, span));
    const first = read.findIndex((sentence) => !sentence.isHeading);
    const title = this.matcher.find(tokenize(document.title));
    const scores = {
      score: hit.score,
      coverage: this.matcher.coverage([title, ...read.map(({ presence }) => presence)]),
      cosine: Math.max(0, hit.cosine),
    };
    return read.map((sentence, index): UnembeddedSentence => {
      const own = [sentence.presence];
      const previous = read[index - 1];
      const features = findSentenceFeatures(
        this.query,
        {
          ...sentence,
          isFirst: index === first,
          coverage: this.matcher.coverage(own),
          coverageWithPrevious: this.matcher.coverage(previous ? [previous.presence, ...own] : own),
          softWindowCoverage: this.windowCoverage(sentence.words),
          cosine: 0,
        },
        scores,
      );
      return { candidate, index, text: sentence.text, features, score: linearScore(sentenceModel, features) };
    });
  }

  private read({ document }: RetrievedPassage, span: Span): ReadSentence {
    const text = document.text.slice(span.start, span.end);
    const words = tokenize(text);
    return {
      text,
      words,
      presence: this.matcher.find(words),
      isHeading: isHeading(document.blocks[findBlock(document.blocks, span)]),
    };
  }

  private windowCoverage(words: readonly Token[]): number {
    const matches = this.terms.findMatches(shortStemsOf(words));
    return bestWindowCoverage(matches, this.terms.weights, words.length);
  }
}

export interface RateOptions {
  readonly embedder: Embedder;
  /** Passages, counting those of the same words once, whose best sentences are wanted; all sentences where absent. */
  readonly wanted: number | undefined;
}

/**
 * Rates sentences of the candidates as an answer to the query, best first. Those that cannot come to be the best of a
 * passage that is wanted are left out.
 */
export async function rateSentences(
  query: Query,
  candidates: readonly RetrievedPassage[],
  { embedder, wanted }: RateOptions,
): Promise<RatedSentence[]> {
  const rater = new SentenceRater(query);
  const unembedded = candidates.flatMap((candidate) => rater.rate(candidate));
  const contenders = wanted === undefined ? unembedded : findContenders(unembedded, wanted);
  // Embedding takes longer than all the rest.
  const vectors = await embedder.embedPassages(contenders.map(({ text }) => text));
  return contenders
    .map(({ candidate, index, features: others }, position): RatedSentence => {
      const cosine = Math.max(0, innerProduct(query.embedding, vectors[position]!));
      const features = { ...others, cosine };
      return { candidate, index, features, score: linearScore(sentenceModel, features) };
    })
    .sort((a, b) => b.score - a.score);
}
