import type { Span } from '../contracts/span.js';
import type { VariantKind } from './variants.js';

/** What the bot showed for a question first. */
export interface ShownAnswer {
  /** Position of the document's context, or undefined for a distractor. */
  readonly context: number | undefined;
  readonly excerpt: string;
  /** The marked part of the excerpt, from and to. */
  readonly marked: Span;
}

/** What a question typed otherwise came to. */
export interface VariantJudgement {
  readonly kind: VariantKind;
  readonly fusedRank: number | undefined;
  readonly sentenceRight: boolean;
}

/** All that the evaluation notes of one question. Ranks are of the question's own document, from 1. */
export interface Judgement {
  readonly question: string;
  readonly context: number;
  /** Whether its document answers it. */
  readonly answerable: boolean;
  readonly denseRank: number | undefined;
  readonly lexicalRank: number | undefined;
  readonly fusedRank: number | undefined;
  /** The marked sentence is of the right document and holds the gold answer. */
  readonly sentenceRight: boolean;
  /** `sentenceRight` when only the right document is asked. */
  readonly sentenceRightGivenDocument: boolean;
  /**
   * Whether the date or number marked in that sentence is of the gold answer; undefined where none is marked, or the
   * sentence is not the right one.
   */
  readonly markRight: boolean | undefined;
  readonly confidence: number;
  /** The confidence when the question's own document is left out. */
  readonly confidenceWithoutDocument: number;
  readonly excerpts: number;
  /** Of those, equal to their slice of the stored text. */
  readonly exactExcerpts: number;
  readonly askMs: number;
  /** Any of these would have been right. */
  readonly answers: readonly string[];
  readonly shown: ShownAnswer | undefined;
  /** The confidence among ten documents, the question's own and nine others, and among the nine. */
  readonly confidenceAmongFew: number;
  readonly confidenceAmongFewWithoutDocument: number;
  readonly sentenceRightAmongFew: boolean;
  /** Of the variants that differ from the question; empty where none were asked for. */
  readonly variants: readonly VariantJudgement[];
}
