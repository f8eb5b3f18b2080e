import { setImmediate } from 'node:timers/promises';

import type { Embedder } from '../contracts/embedder.js';
import { InstallationError } from '../contracts/errors.js';
import { makeBatches } from './batches.js';
import { createBatchEmbedding } from './embed-batch.js';
import { damagedModelError, downloadError, missingFilesError } from './model-errors.js';
import {
  createModelFiles,
  findMissingFiles,
  locateModel,
  type ModelLocation,
  type ModelPlaces,
} from './model-files.js';
import type { ModelEntry } from './model-table.js';
import { loadModel } from './transformers-runtime.js';

/**
 * Loads a model and proves with one token that it gives what its entry says.
 * @throws ModelError when it cannot be found, downloaded, read or run.
 */
export async function loadEmbedder(entry: ModelEntry, places: ModelPlaces): Promise<Embedder> {
  const location = locateModel(entry, places);
  const missing = findMissingFiles(entry, location);
  if (missing.length > 0 && !location.downloads) throw missingFilesError(entry, location, missing);

  const files = createModelFiles(entry, location);
  const loaded = await loadModel(entry, location, files).catch((error: unknown) => {
    throw describeLoadFailure(entry, location, error);
  });
  const dimension = checkDimension(entry, location, loaded.hiddenSize);
  const embedBatch = createBatchEmbedding(entry, location, loaded, dimension);

  const { tokenizer } = loaded;
  const { before, after } = tokenizer;
  const questionPrefix = tokenizer.encode(entry.questionPrefix);
  const passagePrefix = tokenizer.encode(entry.passagePrefix);
  const questionTokenBudget = entry.maxTokens - before.length - questionPrefix.length - after.length;
  const passageTokenBudget = entry.maxTokens - before.length - passagePrefix.length - after.length;

  function encodePassage(text: string, position: number): number[] {
    const ids = tokenizer.encode(text, passageTokenBudget);
    if (ids.length > passageTokenBudget) {
      throw new RangeError(
        `Text ${position} has more than the ${passageTokenBudget} tokens that ${entry.name} takes: ` +
          'split it with countTokens before embedding.',
      );
    }
    return [...before, ...passagePrefix, ...ids, ...after];
  }

  async function embedPassages(texts: readonly string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    vectors.length = texts.length;
    for (const batch of makeBatches(texts, encodePassage, entry.batch)) {
      const embedded = await embedBatch(batch);
      embedded.forEach((vector, row) => (vectors[batch[row]!.position] = vector));
      // The runtime computes on the main thread; whoever else waits has a turn between two batches.
      await setImmediate();
    }
    return vectors;
  }

  async function embedQuestion(text: string): Promise<Float32Array> {
    // A question is the user's: one too long is asked by its beginning rather than refused.
    const ids = tokenizer.encode(text, questionTokenBudget).slice(0, questionTokenBudget);
    const [vector] = await embedBatch([
      { position: 0, ids: [...before, ...questionPrefix, ...ids, ...after] },
    ]);
    return vector!;
  }

  await embedQuestion('a');
  return {
    identity: {
      model: entry.name,
      revision: files.revision(),
      dimension,
      pooling: entry.pooling,
      questionPrefix: entry.questionPrefix,
      passagePrefix: entry.passagePrefix,
      maxTokens: entry.maxTokens,
    },
    passageTokenBudget,
    countTokens: (text) => tokenizer.count(text),
    embedPassages,
    embedQuestion,
    comparesLanguages: entry.comparesLanguages,
  };
}

function checkDimension(entry: ModelEntry, location: ModelLocation, hiddenSize: unknown): number {
  const isDimension = typeof hiddenSize === 'number' && Number.isInteger(hiddenSize) && hiddenSize > 0;
  if (isDimension && hiddenSize === (entry.dimension ?? hiddenSize)) return hiddenSize;
  const expected = entry.dimension ?? 'a whole number';
  const given = hiddenSize === undefined ? 'absent' : JSON.stringify(hiddenSize);
  throw damagedModelError(
    entry,
    location,
    `hidden_size in its config.json must be ${expected} and is ${given}`,
  );
}

function describeLoadFailure(entry: ModelEntry, location: ModelLocation, error: unknown): Error {
  if (error instanceof InstallationError) return error;
  const isUnreadable = error instanceof SyntaxError || findMissingFiles(entry, location).length === 0;
  if (location.downloads && !isUnreadable) return downloadError(entry, location, error);
  return damagedModelError(entry, location, 'its files are damaged or unreadable', { cause: error });
}
