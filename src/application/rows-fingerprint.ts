import { parserVersion } from '../documents/parser-version.js';
import { forwardIndexVersion } from '../reranking/forward-index.js';
import type { Embedder, EmbedderIdentity } from '../contracts/embedder.js';
import { passageSplitterVersion, type PassageLimits } from '../passages/split-passages.js';

/** Chosen with scripts/experiments/passages.ts: longer finds the passage more often, and the sentence less. */
const targetTokens = 240;

/** Kept free of a passage's tokens for the document's title and the heading above. */
const contextTokens = 96;

export function passageLimits(embedder: Embedder): PassageLimits {
  const reserved = Math.min(contextTokens, Math.floor(embedder.passageTokenBudget / 4));
  return { targetTokens, maxTokens: embedder.passageTokenBudget - reserved };
}

/** What makes the rows of a document now, beside its bytes; documents of another fingerprint are ingested again. */
export interface RowsFingerprints {
  readonly plain: string;
  /** Of documents with pages that are scans: it also depends on what recognises them. */
  readonly withScans: string;
}

/** @param recognition What recognises scans, and in which version. */
export function rowsFingerprints(identity: EmbedderIdentity, recognition: string): RowsFingerprints {
  const plain = rowsFingerprint(identity);
  return { plain, withScans: `${plain}, scans by ${recognition}` };
}

/** What made the rows of a document without scans; see {@link RowsFingerprints}. */
export function rowsFingerprint(identity: EmbedderIdentity): string {
  const { model, revision, dimension, pooling, questionPrefix, passagePrefix, maxTokens } = identity;
  const embedding = [model, revision, dimension, pooling, questionPrefix, passagePrefix, maxTokens].join('|');
  return `parser ${parserVersion}, splitter ${passageSplitterVersion}/${targetTokens}/${contextTokens}, forward index ${forwardIndexVersion}, model ${embedding}`;
}
