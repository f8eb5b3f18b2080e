import { createHash } from 'node:crypto';

import type { Embedder } from '../../src/contracts/embedder.js';

interface FakeEmbedderOptions {
  readonly dimension?: number;
  readonly maxTokens?: number;
}

/**
 * An embedder without a model: a token is a word, and a text's vector has a component for the hash of each
 * of its words. Texts that share words are close, texts that share none are (nearly) at right angles.
 */
export function createFakeEmbedder({ dimension = 64, maxTokens = 128 }: FakeEmbedderOptions = {}): Embedder {
  const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

  function embed(tokens: readonly string[]): Float32Array {
    const vector = new Float32Array(dimension);
    for (const token of tokens) {
      const hash = createHash('sha256').update(token).digest();
      vector[hash.readUInt32LE(0) % dimension]! += hash[4]! % 2 === 0 ? 1 : -1;
    }
    const length = Math.hypot(...vector);
    return length === 0 ? vector : vector.map((component) => component / length);
  }

  return {
    identity: {
      model: 'fake',
      revision: 'words',
      dimension,
      pooling: 'graph',
      questionPrefix: '',
      passagePrefix: '',
      maxTokens,
    },
    passageTokenBudget: maxTokens,
    countTokens: (text) => words(text).length,
    embedPassages: async (texts) => {
      await Promise.resolve();
      return texts.map((text, position) => {
        const tokens = words(text);
        if (tokens.length > maxTokens)
          throw new RangeError(`Text ${position} has more than ${maxTokens} tokens.`);
        return embed(tokens);
      });
    },
    embedQuestion: (text) => Promise.resolve(embed(words(text).slice(0, maxTokens))),
  };
}
