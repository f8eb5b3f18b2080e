/** Numbers from 0 up to 1 that are the same in every run: mulberry32 by Tommy Ettinger. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function innerProduct(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, component, index) => sum + component * right[index]!, 0);
}

function unit(components: readonly number[]): Float32Array {
  const length = Math.hypot(...components);
  return Float32Array.from(components, (component) => component / length);
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Unit vectors around `clusters` centres, as passages lie around their subjects. */
export function clusteredVectors(
  count: number,
  dimension: number,
  clusters: number,
  random: () => number,
): Float32Array[] {
  const direction = (): number[] => Array.from({ length: dimension }, () => normal(random));
  const centres = Array.from({ length: clusters }, () => [...unit(direction())]);
  return Array.from({ length: count }, () => {
    const centre = centres[Math.floor(random() * clusters)]!;
    return unit(
      direction().map((component, index) => centre[index]! + (component * 0.6) / Math.sqrt(dimension)),
    );
  });
}
