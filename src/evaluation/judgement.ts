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
  /** The same when only the right document is asked. */
  readonly sentenceRightGivenDocument: boolean;
  readonly confidence: number;
  /** The confidence when the question's own document is left out. */
  readonly confidenceWithoutDocument: number;
  readonly excerpts: number;
  /** Of those, equal to their slice of the stored text. */
  readonly exactExcerpts: number;
  readonly askMs: number;
}
