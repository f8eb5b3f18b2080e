import type { BlockKind, StoredDocument } from '../contracts/document.js';
import type { Embedder } from '../contracts/embedder.js';
import type { Query } from '../contracts/query.js';
import { queryFor } from '../matching/query-for.js';
import { isHeading } from '../structure/find-block.js';
import { innerProduct } from '../text/inner-product.js';
import { findSentenceFeatures, type RatedFeatures } from './features.js';
import { linearScore } from './logistic.js';
import { bodyOf, type RetrievedPassage } from './retrieved-passage.js';
import { findStructureFeatures, type PlacedSentence } from './structure-features.js';
import { TextReader } from './text-reader.js';
import { findUnitContext } from './unit-context.js';
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
type UnembeddedSentence = RatedSentence & {
  readonly text: string;
  /** The same behind what it stands under. */
  readonly textInContext: string;
};

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

const runningText: ReadonlySet<BlockKind> = new Set<BlockKind>([
  'paragraph',
  'answer',
  'definition',
  'quote',
]);

/** Whether a sentence may speak of what the one before it names: in one block, or in running text. */
function goesOn(
  { blocks }: StoredDocument,
  before: PlacedSentence | undefined,
  { context }: PlacedSentence,
): boolean {
  if (!before) return false;
  const [last, next] = [before.context.block, context.block];
  if (last === next || blocks[next]?.parent === last) return true;
  return [last, next].every((block) => runningText.has(blocks[block]?.kind ?? 'paragraph'));
}

/** Rates all sentences of a passage, in order. */
function ratePassage(query: Query, reader: TextReader, candidate: RetrievedPassage): UnembeddedSentence[] {
  const { hit, document, passage } = candidate;
  const placed = passage.sentences.map((span): PlacedSentence => ({
    read: reader.readSpan(document, span),
    context: findUnitContext(document, span),
  }));
  const isTitled = placed.map(({ context }) => isHeading(document.blocks[context.block]));
  const first = isTitled.indexOf(false);
  const title = reader.read(document.title);
  const scores = {
    score: hit.score,
    coverage: reader.coverage([title, ...placed.map(({ read }) => read)]),
    cosine: Math.max(0, hit.cosine),
  };
  return placed.map((sentence, index): UnembeddedSentence => {
    const { read, context } = sentence;
    const previous = goesOn(document, placed[index - 1], sentence) ? placed[index - 1] : undefined;
    const features = findSentenceFeatures(
      query,
      {
        ...read,
        isFirst: index === first,
        isHeading: isTitled[index]! || document.blocks[context.block]?.kind === 'table-header',
        coverage: reader.coverage([read]),
        coverageWithPrevious: reader.coverage(previous ? [previous.read, read] : [read]),
        softWindowCoverage: reader.windowCoverage(read),
        cosine: 0,
        contextCosine: 0,
        structure: findStructureFeatures(query, reader, candidate, sentence, placed.slice(0, index), title),
      },
      scores,
    );
    const above = [context.question, ...context.leads, ...context.headings].find(
      (position) => position !== undefined,
    );
    return {
      candidate,
      index,
      text: read.text,
      textInContext:
        above === undefined ? read.text : `${reader.readBlock(document, above).text}\n${read.text}`,
      features,
      score: linearScore(sentenceModel, features),
    };
  });
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
  const readers = new Map<Query, TextReader>();
  const unembedded = candidates.flatMap((candidate) => {
    const own = queryFor(query, candidate.hit);
    const reader = readers.get(own) ?? new TextReader(own);
    readers.set(own, reader);
    return ratePassage(own, reader, candidate);
  });
  const contenders = wanted === undefined ? unembedded : findContenders(unembedded, wanted);
  // Embedding takes longer than all the rest.
  const vectors = await embed(
    embedder,
    contenders.flatMap(({ text, textInContext }) => [text, textInContext]),
  );
  return contenders
    .map(({ candidate, index, features: others, text, textInContext }): RatedSentence => {
      const { embedding } = queryFor(query, candidate.hit);
      const cosineOf = (each: string): number => Math.max(0, innerProduct(embedding, vectors.get(each)!));
      const features = { ...others, cosine: cosineOf(text), contextCosine: cosineOf(textInContext) };
      return { candidate, index, features, score: linearScore(sentenceModel, features) };
    })
    .sort((a, b) => b.score - a.score);
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
