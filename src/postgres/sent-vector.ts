import { decodeVector } from '../store/rows.js';
import { signedSum } from './index-writer.js';

/** A row with a vector as `vector_send` gives it, and its checksum when it was stored. */
export interface SentVector {
  readonly vector: Buffer;
  readonly checksum: number;
}

/** Two numbers of 16 bits stand before the components: the dimension and one that is not used. */
const headBytes = 4;

/** The vector; undefined where it is not what was stored. */
export function decodeSentVector({ vector, checksum }: SentVector): Float32Array | undefined {
  // The server sends the high byte first.
  const components = Buffer.from(vector.subarray(headBytes)).swap32();
  return signedSum(components) === checksum ? decodeVector(components) : undefined;
}
