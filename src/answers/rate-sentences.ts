import { innerProduct } from '../contracts/inner-product.js';
import type { Embedder } from '../contracts/embedder.js';
import type { FusedHit } from '../contracts/hit.js';
import type { StoredPassage } from '../contracts/passage.js';
import type { StoredDocument } from '../contracts/document.js';
import type { TextIndex } from '../contracts/search.js';
import { findWords } from '../text/words.js';
import { findAskedUnit } from './asked-unit.js';
import { findBlock, isHeading } from './blocks.js';
import { countContentWords, sentenceFeatures, type AskedFor, type RatedFeatures } from './features.js';
import { findAskedWords } from './kinship.js';
import { linearScore } from './logistic.js';
import { findQuestionType } from './question-type.js';
import { sentenceModel } from './weights.js';

/** A retrieved passage with the text it is from. */
export interface Candidate {
  readonly hit: FusedHit;
  readonly passage: StoredPassage;
  readonly document: StoredDocument;
}

export interface RatedSentence {
  readonly candidate: Candidate;
  /** Position among the passage's sentences. */
  readonly index: number;
  readonly features: RatedFeatures;
  /** By the sentence model; for ordering, not a probability. */
  readonly score: number;
}

/** A sentence whose vector is not known yet, rated as if it were at a right angle to the question's. */
type UnembeddedSentence = RatedSentence & { readonly text: string };

/** Rounding takes a cosine of two unit vectors no further above 1. */
const mostCosine = 1 + 1e-5;

/** What the cosine can add to a score: between the two. */
const fromCosine = [0, sentenceModel.weights.cosine * mostCosine] as const;
const least = Math.min(...fromCosine);
const most = Math.max(...fromCosine);

/** The text of a passage: copies of an article have the same. */
export function bodyOf({ passage, document }: Candidate): string {
  return document.text.slice(passage.span.start, passage.span.end);
}

/** Those that may yet be the best of their passage, of passages that may yet be among the `wanted` best. */
function findContenders(sentences: readonly UnembeddedSentence[], wanted: number): UnembeddedSentence[] {
  const best = new Map<Candidate, number>();
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
  readonly text: TextIndex;
  readonly embedder: Embedder;
  /** Passages, counting those of the same words once, whose best sentences are wanted; all sentences where absent. */
  readonly wanted: number | undefined;
}

/**
 * Rates sentences of the candidates as an answer to the question, best first. Those that cannot come to be the best of
 * a passage that is wanted are left out.
 */
export async function rateSentences(
  question: string,
  questionVector: Float32Array,
  candidates: readonly Candidate[],
  { text: textIndex, embedder, wanted }: RateOptions,
): Promise<RatedSentence[]> {
  const match = textIndex.match(question, '');
  const asked: AskedFor = {
    type: findQuestionType(question),
    contentWords: countContentWords(match),
    words: findAskedWords(match),
    unit: findAskedUnit(question),
  };
  const sentences = candidates.flatMap((candidate) => {
    const { document, passage } = candidate;
    const areHeadings = passage.sentences.map((span) =>
      isHeading(document.blocks[findBlock(document.blocks, span)]),
    );
    const first = areHeadings.indexOf(false);
    return passage.sentences.map(({ start, end }, index) => {
      const text = document.text.slice(start, end);
      const isFirst = index === first;
      return { candidate, index, text, words: findWords(text), isHeading: areHeadings[index]!, isFirst };
    });
  });
  const nearness = textIndex.near(
    question,
    sentences.map(({ words }) => words),
  );
  const coverages = textIndex.coverage(question, [
    ...sentences.map(({ words }) => [words]),
    ...sentences.map(({ words, index }, position) =>
      index > 0 ? [sentences[position - 1]!.words, words] : [words],
    ),
    ...candidates.map((candidate) => [
      findWords(candidate.document.title),
      ...sentences.filter((sentence) => sentence.candidate === candidate).map(({ words }) => words),
    ]),
  ]);
  const passageScores = new Map(
    candidates.map((candidate, index) => [
      candidate,
      {
        fused: candidate.hit.score,
        coverage: coverages[2 * sentences.length + index]!,
        cosine: Math.max(0, candidate.hit.cosine),
      },
    ]),
  );
  const unembedded = sentences.map((sentence, position): UnembeddedSentence => {
    const { candidate, index, text } = sentence;
    const features = sentenceFeatures(
      {
        ...sentence,
        coverage: coverages[position]!,
        coverageWithPrevious: coverages[sentences.length + position]!,
        near: nearness[position]!,
        cosine: 0,
      },
      passageScores.get(candidate)!,
      asked,
    );
    return { candidate, index, text, features, score: linearScore(sentenceModel, features) };
  });
  const contenders = wanted === undefined ? unembedded : findContenders(unembedded, wanted);
  // Embedding takes longer than all the rest.
  const vectors = await embedder.embedPassages(contenders.map(({ text }) => text));
  return contenders
    .map(({ candidate, index, features: others }, position): RatedSentence => {
      const cosine = Math.max(0, innerProduct(questionVector, vectors[position]!));
      const features = { ...others, cosine };
      return { candidate, index, features, score: linearScore(sentenceModel, features) };
    })
    .sort((a, b) => b.score - a.score);
}
