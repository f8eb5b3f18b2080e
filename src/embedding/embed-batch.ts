import { toBatchInput, type EncodedText } from './batches.js';
import { damagedModelError } from './model-errors.js';
import type { ModelLocation } from './model-files.js';
import type { ModelEntry } from './model-table.js';
import { isFiniteVector, normalize, pooledRow, poolFirst, poolMean, type BatchOutput } from './pooling.js';
import type { LoadedModel } from './transformers-runtime.js';

/** One vector a text, in the order of the batch; zeros for a text of no tokens at all. */
export function createBatchEmbedding(
  entry: ModelEntry,
  location: ModelLocation,
  model: LoadedModel,
  dimension: number,
): (batch: readonly EncodedText[]) => Promise<Float32Array[]> {
  const outputName = entry.pooling === 'graph' ? 'sentence_embedding' : 'last_hidden_state';

  async function run(batch: readonly EncodedText[]): Promise<BatchOutput> {
    const input = toBatchInput(batch, model.paddingId);
    const outputs = await model.run(input).catch((error: unknown) => {
      throw damagedModelError(entry, location, 'the graph fails on its input', { cause: error });
    });
    const output = outputs[outputName];
    const dims = entry.pooling === 'graph' ? [input.dims[0], dimension] : [...input.dims, dimension];
    if (!(output?.data instanceof Float32Array) || output.dims.join() !== dims.join()) {
      throw damagedModelError(
        entry,
        location,
        `the graph has no output ${outputName} of ${dimension} components`,
      );
    }
    return { data: output.data, dims };
  }

  function pool(output: BatchOutput, row: number, tokens: number): Float32Array {
    if (entry.pooling === 'graph') return pooledRow(output, row);
    return normalize(entry.pooling === 'mean' ? poolMean(output, row, tokens) : poolFirst(output, row));
  }

  return async (batch) => {
    const withTokens = batch.filter(({ ids }) => ids.length > 0);
    const output = withTokens.length > 0 ? await run(withTokens) : undefined;
    let row = 0;
    return batch.map(({ ids }) => {
      if (ids.length === 0 || output === undefined) return new Float32Array(dimension);
      const vector = pool(output, row, ids.length);
      row += 1;
      if (!isFiniteVector(vector))
        throw damagedModelError(entry, location, 'it gives numbers that are not finite');
      return vector;
    });
  };
}
