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

/** What made the rows of a document, beside its bytes; documents of another fingerprint are ingested again. */
export function rowsFingerprint(identity: EmbedderIdentity): string {
  const { model, revision, dimension, pooling, questionPrefix, passagePrefix, maxTokens } = identity;
  const embedding = [model, revision, dimension, pooling, questionPrefix, passagePrefix, maxTokens].join('|');
  return `parser ${parserVersion}, splitter ${passageSplitterVersion}/${targetTokens}/${contextTokens}, forward index ${forwardIndexVersion}, model ${embedding}`;
}
