/** Vectors of a batch, row after row: `[texts, length, dimension]`, or `[texts, dimension]` once pooled. */
export interface BatchOutput {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/**
 * The mean of the first `tokens` token vectors of a row. Padding stands at the end of a row, so the number
 * of tokens says all that the attention mask says.
 */
export function poolMean(output: BatchOutput, row: number, tokens: number): Float32Array {
  const [, length, dimension] = output.dims as [number, number, number];
  const { data } = output;
  const sums = new Float64Array(dimension);
  let offset = row * length * dimension;
  for (let token = 0; token < tokens; token += 1) {
    for (let component = 0; component < dimension; component += 1) {
      sums[component]! += data[offset + component]!;
    }
    offset += dimension;
  }
  const mean = new Float32Array(dimension);
  for (let component = 0; component < dimension; component += 1) mean[component] = sums[component]! / tokens;
  return mean;
}

/** The vector of the first token of a row. */
export function poolFirst(output: BatchOutput, row: number): Float32Array {
  const [, length, dimension] = output.dims as [number, number, number];
  const offset = row * length * dimension;
  return output.data.slice(offset, offset + dimension);
}

/** The row of an output that the graph has pooled. A copy, so that it does not keep its batch alive. */
export function pooledRow(output: BatchOutput, row: number): Float32Array {
  const [, dimension] = output.dims as [number, number];
  return output.data.slice(row * dimension, (row + 1) * dimension);
}

/** Scales a vector to length 1 in place; one of zeros stays as it is. */
export function normalize(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const component of vector) squares += component * component;
  const length = Math.sqrt(squares);
  if (length > 0) for (let index = 0; index < vector.length; index += 1) vector[index]! /= length;
  return vector;
}

export function isFiniteVector(vector: Float32Array): boolean {
  for (const component of vector) if (!Number.isFinite(component)) return false;
  return true;
}
