/** What must be equal for two vectors to be comparable. Kept in the manifest of every index. */
export interface EmbedderIdentity {
  /** The model's folder name under `models/`, or its name on the hub. */
  readonly model: string;
  /** SHA-256 over the weights and the tokenizer, wherever the model came from. */
  readonly revision: string;
  /** Length of a vector. */
  readonly dimension: number;
  readonly pooling: 'graph' | 'mean' | 'cls';
  readonly questionPrefix: string;
  readonly passagePrefix: string;
  /** Most tokens, special ones included, that the model takes. */
  readonly maxTokens: number;
}

/**
 * Turns text into vectors of length 1 (or all zeros for text without a known token). What has begun cannot be cancelled: a
 * caller gives few texts at a time.
 */
export interface Embedder {
  readonly identity: EmbedderIdentity;
  /** Tokens that `text` takes as part of a passage, special tokens and prefix not counted. */
  countTokens(text: string): number;
  /** Tokens left for a passage's own text: `maxTokens` less special tokens and the prefix. */
  readonly passageTokenBudget: number;
  /**
   * One vector of `identity.dimension` components a text, in the order given. Rejects with a ModelError where the model
   * gives something else.
   */
  embedPassages(texts: readonly string[]): Promise<Float32Array[]>;
  embedQuestion(text: string): Promise<Float32Array>;
  /**
   * Texts that say the same in two languages are near each other. For any other model a question is put into the words
   * of the other language before it is embedded.
   */
  readonly comparesLanguages?: boolean | undefined;
}
