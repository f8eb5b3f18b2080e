import { innerProduct } from '../contracts/inner-product.js';
import type { Embedder } from '../contracts/embedder.js';
import type { FusedHit } from '../contracts/hit.js';
import type { StoredPassage } from '../contracts/passage.js';
import type { StoredDocument } from '../contracts/document.js';
import type { TextIndex } from '../contracts/search.js';
import { findWords } from '../text/words.js';
import { countContentWords, sentenceFeatures, type AskedFor, type RatedFeatures } from './features.js';
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

/** Rates every sentence of the candidates as an answer to the question, best first. */
export async function rateSentences(
  question: string,
  questionVector: Float32Array,
  candidates: readonly Candidate[],
  { text: textIndex, embedder }: { readonly text: TextIndex; readonly embedder: Embedder },
): Promise<RatedSentence[]> {
  const asked: AskedFor = {
    type: findQuestionType(question),
    contentWords: countContentWords(textIndex.match(question, [])),
  };
  const sentences = candidates.flatMap((candidate) =>
    candidate.passage.sentences.map(({ start, end }, index) => {
      const text = candidate.document.text.slice(start, end);
      return { candidate, index, text, words: findWords(text) };
    }),
  );
  const vectors = await embedder.embedPassages(sentences.map(({ text }) => text));
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
  return sentences
    .map(({ candidate, index, text, words }, position): RatedSentence => {
      const features = sentenceFeatures(
        {
          text,
          words,
          coverage: coverages[position]!,
          coverageWithPrevious: coverages[sentences.length + position]!,
          near: nearness[position]!,
          cosine: Math.max(0, innerProduct(questionVector, vectors[position]!)),
          isFirst: index === 0,
        },
        passageScores.get(candidate)!,
        asked,
      );
      return { candidate, index, features, score: linearScore(sentenceModel, features) };
    })
    .sort((a, b) => b.score - a.score);
}
