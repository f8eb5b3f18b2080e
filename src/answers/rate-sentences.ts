import { innerProduct } from '../contracts/inner-product.js';
import type { Embedder } from '../contracts/embedder.js';
import type { FusedHit } from '../contracts/hit.js';
import type { StoredPassage } from '../contracts/passage.js';
import type { StoredDocument } from '../contracts/document.js';
import type { QuestionMatch, TextIndex } from '../contracts/search.js';
import { findWords } from '../text/words.js';
import { sentenceFeatures, type RatedFeatures } from './features.js';
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
  const type = findQuestionType(question);
  const sentences = candidates.flatMap((candidate) =>
    candidate.passage.sentences.map(({ start, end }, index) => ({
      candidate,
      index,
      text: candidate.document.text.slice(start, end),
    })),
  );
  const texts = sentences.map((sentence) => sentence.text);
  const vectors = await embedder.embedPassages(texts);
  const matches: QuestionMatch[] = textIndex.match(question, [
    ...texts.map((text) => [text]),
    ...texts.map((text, position) =>
      sentences[position]!.index > 0 ? [texts[position - 1]!, text] : [text],
    ),
    ...candidates.map((candidate) => [
      candidate.document.title,
      ...sentences.filter((sentence) => sentence.candidate === candidate).map(({ text }) => text),
    ]),
  ]);
  const nearness = textIndex.near(question, texts);
  const passageScores = new Map(
    candidates.map((candidate, index) => [
      candidate,
      {
        fused: candidate.hit.score,
        match: matches[2 * texts.length + index]!,
        cosine: Math.max(0, candidate.hit.cosine),
      },
    ]),
  );
  return sentences
    .map(({ candidate, index, text }, position): RatedSentence => {
      const features = sentenceFeatures(
        {
          text,
          words: findWords(text).length,
          match: matches[position]!,
          matchWithPrevious: matches[texts.length + position]!,
          near: nearness[position]!,
          cosine: Math.max(0, innerProduct(questionVector, vectors[position]!)),
          isFirst: index === 0,
        },
        passageScores.get(candidate)!,
        type,
      );
      return { candidate, index, features, score: linearScore(sentenceModel, features) };
    })
    .sort((a, b) => b.score - a.score);
}
