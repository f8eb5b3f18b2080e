import type { ModelEntry } from './model-table.js';

/** A text as token ids, and where its vector goes in the answer. */
export interface EncodedText {
  readonly position: number;
  readonly ids: readonly number[];
}

/**
 * Groups texts of like length, so that little is padded. Tokenizing is left to the moment a batch is
 * wanted: between two batches the event loop is free.
 */
export function* makeBatches(
  texts: readonly string[],
  encode: (text: string, position: number) => readonly number[],
  limits: ModelEntry['batch'],
): Generator<EncodedText[]> {
  const order = texts.map((_, position) => position);
  order.sort((left, right) => texts[left]!.length - texts[right]!.length);
  let batch: EncodedText[] = [];
  let longest = 0;
  for (const position of order) {
    const ids = encode(texts[position]!, position);
    const width = Math.max(longest, ids.length);
    if (
      batch.length > 0 &&
      (batch.length === limits.texts || width * (batch.length + 1) > limits.paddedTokens)
    ) {
      yield batch;
      batch = [];
      longest = 0;
    }
    batch.push({ position, ids });
    longest = Math.max(longest, ids.length);
  }
  if (batch.length > 0) yield batch;
}

/** The two inputs that every text model has, each `[texts, length]`, row after row. */
export interface BatchInput {
  readonly inputIds: BigInt64Array;
  readonly attentionMask: BigInt64Array;
  readonly dims: [texts: number, length: number];
}

export function toBatchInput(batch: readonly EncodedText[], paddingId: number): BatchInput {
  const length = Math.max(...batch.map(({ ids }) => ids.length));
  // Written as pairs of 32-bit halves, low half first as on every machine that the runtime is built for:
  // making a BigInt a token takes longer than the look-up of its vector.
  const inputIds = new Int32Array(batch.length * length * 2);
  const attentionMask = new Int32Array(batch.length * length * 2);
  batch.forEach(({ ids }, row) => {
    for (let token = 0; token < length; token += 1) {
      const low = (row * length + token) * 2;
      inputIds[low] = token < ids.length ? ids[token]! : paddingId;
      attentionMask[low] = token < ids.length ? 1 : 0;
    }
  });
  return {
    inputIds: new BigInt64Array(inputIds.buffer),
    attentionMask: new BigInt64Array(attentionMask.buffer),
    dims: [batch.length, length],
  };
}
