/** The sum of the products of two vectors' components: the cosine of unit vectors, 0 where one is all zeros. */
export function innerProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
