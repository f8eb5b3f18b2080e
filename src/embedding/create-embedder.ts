import type { Embedder } from '../contracts/embedder.js';
import { UsageError } from '../contracts/errors.js';
import { loadEmbedder } from './load-embedder.js';
import { locateModel, type ModelPlaces } from './model-files.js';
import { findModel, MODEL_NAMES } from './model-table.js';

interface EmbedderOptions extends ModelPlaces {
  /** One of `MODEL_NAMES`. */
  readonly model: string;
}

const loads = new Map<string, Promise<Embedder>>();

/**
 * The embedder of a model, loaded once a process. A load that failed is forgotten, so that the next call
 * tries again.
 * @throws UsageError for a model that is not in the table; ModelError when it cannot be loaded.
 */
export async function createEmbedder({ model, ...places }: EmbedderOptions): Promise<Embedder> {
  const entry = findModel(model);
  if (entry === undefined) {
    throw new UsageError(
      `EMBEDDING_MODEL names a model that is not known: ${model}.`,
      `Use one of: ${MODEL_NAMES.join(', ')}.`,
    );
  }
  const key = JSON.stringify(locateModel(entry, places));
  const known = loads.get(key);
  if (known !== undefined) return known;
  const load = loadEmbedder(entry, places);
  loads.set(key, load);
  load.catch(() => loads.delete(key));
  return load;
}
