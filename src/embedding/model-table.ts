import type { EmbedderIdentity } from '../contracts/embedder.js';

/** How many texts go through a model at once: whichever limit is reached first. */
interface BatchLimits {
  readonly texts: number;
  /** Texts times the longest of them, in tokens: what a batch takes when filled up to a rectangle. */
  readonly paddedTokens: number;
}

/** What has to be known of a model that its own files do not say. */
export interface ModelEntry {
  /** The folder under the models folder; for a model of the hub also its name there. */
  readonly name: string;
  /** `embedded` comes with the product and is never downloaded. */
  readonly source: 'embedded' | 'hub';
  /** What `hidden_size` of its config.json must be. The embedded model's own file is the only word on it. */
  readonly dimension?: number;
  /**
   * How token vectors become one: `mean` of them, the first (`cls`), or inside the graph, which then has
   * the output `sentence_embedding`, of length 1.
   */
  readonly pooling: EmbedderIdentity['pooling'];
  readonly questionPrefix: string;
  readonly passagePrefix: string;
  /** Most tokens, prefix and special ones included. */
  readonly maxTokens: number;
  /** Whether `onnx/model_quantized.onnx` or `onnx/model.onnx` is read. */
  readonly quantized: boolean;
  readonly batch: BatchLimits;
  /**
   * Set where one thread does as well as several. The runtime's others wait for work in a loop, which keeps a core
   * busy for as long as questions come.
   */
  readonly usesOneThread?: boolean;
  /** Learned in many languages: texts that say the same are near each other in any two of them. */
  readonly comparesLanguages?: boolean;
  readonly licence: string;
}

// From 8 to 64 texts at a time the rate is the same; few leave the event loop its turns. The graph compares
// each token of a text with each other one, so long texts cost more than in proportion.
const TABLE_BATCH: BatchLimits = { texts: 16, paddedTokens: 8_192 };
// Quantized activations share one scale a batch, so a vector would depend on its neighbours (by 0.001) and an
// index on the order of its documents. Eight at a time are only a tenth faster (6 layers, 120 to 250 tokens).
const TRANSFORMER_BATCH: BatchLimits = { texts: 1, paddedTokens: 8_192 };

const HUB_MODEL = {
  source: 'hub',
  pooling: 'mean',
  questionPrefix: '',
  passagePrefix: '',
  quantized: true,
  batch: TRANSFORMER_BATCH,
} as const;

const E5_MODEL = {
  ...HUB_MODEL,
  questionPrefix: 'query: ',
  passagePrefix: 'passage: ',
  maxTokens: 512,
  comparesLanguages: true,
  licence: 'MIT',
} as const;

export const DEFAULT_MODEL = 'isnad-table-v1';

const MODELS: readonly ModelEntry[] = [
  {
    name: DEFAULT_MODEL,
    source: 'embedded',
    pooling: 'graph',
    questionPrefix: '',
    passagePrefix: '',
    maxTokens: 512,
    quantized: true,
    batch: TABLE_BATCH,
    usesOneThread: true,
    licence: 'CC-BY-SA-4.0',
  },
  { ...E5_MODEL, name: 'Xenova/multilingual-e5-small', dimension: 384 },
  { ...E5_MODEL, name: 'Xenova/multilingual-e5-base', dimension: 768 },
  { ...E5_MODEL, name: 'Xenova/multilingual-e5-large', dimension: 1024 },
  {
    ...HUB_MODEL,
    name: 'Xenova/paraphrase-multilingual-MiniLM-L12-v2',
    dimension: 384,
    maxTokens: 128,
    comparesLanguages: true,
    licence: 'Apache-2.0',
  },
  {
    ...HUB_MODEL,
    name: 'Xenova/bge-m3',
    dimension: 1024,
    pooling: 'cls',
    maxTokens: 8_192,
    comparesLanguages: true,
    licence: 'MIT',
  },
  { ...HUB_MODEL, name: 'Xenova/all-MiniLM-L6-v2', dimension: 384, maxTokens: 256, licence: 'Apache-2.0' },
];

/** The names that EMBEDDING_MODEL may have, the default one first. */
export const MODEL_NAMES: readonly string[] = MODELS.map((entry) => entry.name);

export function findModel(name: string): ModelEntry | undefined {
  return MODELS.find((entry) => entry.name === name);
}
