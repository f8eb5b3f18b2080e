import type { BlockKind, StoredDocument } from '../contracts/document.js';
import type { Embedder } from '../contracts/embedder.js';
import type { Query } from '../contracts/query.js';
import { isHeading } from '../structure/find-block.js';
import { tokenize } from '../text/tokenize.js';
import { innerProduct } from '../text/inner-product.js';
import { findEdition, isEarlier, speaksOfSame, wordsOf, type Edition } from './editions.js';
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
  /** The edition that the nearest heading names. */
  readonly edition: Edition | undefined;
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
  if (!before || blocks[context.block]?.cells) return false;
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
        structure: findStructureFeatures(query, reader, candidate, sentence, {
          before: placed.slice(0, index),
          next: placed[index + 1],
          title,
        }),
      },
      scores,
    );
    const above = [context.question, ...context.leads, ...context.headings].find(
      (position) => position !== undefined,
    );
    const [heading] = context.headings;
    return {
      candidate,
      index,
      text: read.text,
      edition: heading === undefined ? undefined : findEdition(reader.readBlock(document, heading).text),
      textInContext:
        above === undefined ? read.text : `${reader.readBlock(document, above).text}\n${read.text}`,
      features,
      score: linearScore(sentenceModel, features),
    };
  });
}

/**
 * Marks as superseded what a document says again of a later edition, as release notes do, unless the question names an
 * edition or asks for the old state.
 */
function markOutdated(query: Query, sentences: readonly UnembeddedSentence[]): UnembeddedSentence[] {
  const isOfOne = query.asksForOld || query.tokens.some(({ folded }) => /^[0-9]+$/.test(folded));
  const dated = isOfOne ? [] : sentences.filter(({ edition }) => edition !== undefined);
  const words = new Map(dated.map((sentence) => [sentence, wordsOf(tokenize(sentence.text))]));
  return sentences.map((sentence) => {
    const { edition, candidate, features } = sentence;
    if (!edition || features.superseded === 1 || !words.has(sentence)) return sentence;
    const isOutdated = dated.some(
      (other) =>
        other.candidate.document === candidate.document &&
        isEarlier(edition, other.edition!) &&
        speaksOfSame(words.get(sentence)!, words.get(other)!),
    );
    if (!isOutdated) return sentence;
    const score = sentence.score + sentenceModel.weights.superseded;
    return { ...sentence, features: { ...features, superseded: 1 }, score };
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
  const reader = new TextReader(query);
  const unembedded = markOutdated(
    query,
    candidates.flatMap((candidate) => ratePassage(query, reader, candidate)),
  );
  const contenders = wanted === undefined ? unembedded : findContenders(unembedded, wanted);
  // Embedding takes longer than all the rest.
  const cosines = await compare(
    query,
    embedder,
    contenders.flatMap(({ text, textInContext }) => [text, textInContext]),
  );
  const rated = contenders
    .map(({ candidate, index, features: others, text, textInContext }): RatedSentence => {
      const features = { ...others, cosine: cosines.get(text)!, contextCosine: cosines.get(textInContext)! };
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

/** The cosine of the query and each text; a negative one counts as 0. */
async function compare(
  query: Query,
  embedder: Embedder,
  texts: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const distinct = [...new Set(texts)];
  const vectors = await embedder.embedPassages(distinct);
  return new Map(
    distinct.map((text, position) => [text, Math.max(0, innerProduct(query.embedding, vectors[position]!))]),
  );
}
