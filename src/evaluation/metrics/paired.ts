/** A generator of numbers from 0 up to 1, the same for the same seed: mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface PairedTest {
  /** Mean of the second less mean of the first. */
  readonly difference: number;
  /** Two-sided: how often a difference at least as large comes about when each pair is swapped by chance. */
  readonly p: number;
}

/**
 * Fisher's randomisation test on paired values, one a question: Smucker, Allan and Carterette, "A Comparison of
 * Statistical Significance Tests for Information Retrieval Evaluation" (2007). The same for the same seed.
 */
export function randomisationTest(
  first: readonly number[],
  second: readonly number[],
  rounds = 10_000,
  seed = 7,
): PairedTest {
  const differences = first.map((value, index) => second[index]! - value).filter((each) => each !== 0);
  const sum = differences.reduce((total, each) => total + each, 0);
  const random = createRandom(seed);
  let asLarge = 0;
  for (let round = 0; round < rounds; round++) {
    let swapped = 0;
    for (const each of differences) swapped += random() < 0.5 ? each : -each;
    if (Math.abs(swapped) >= Math.abs(sum) - 1e-12) asLarge++;
  }
  return { difference: sum / Math.max(1, first.length), p: asLarge / rounds };
}

/** The middle 95 % of the means of samples drawn with replacement: Efron (1979). The same for the same seed. */
export function bootstrapInterval(
  values: readonly number[],
  rounds = 2000,
  seed = 7,
): { readonly low: number; readonly high: number } {
  const random = createRandom(seed);
  const means = Float64Array.from({ length: rounds }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[Math.floor(random() * values.length)]!;
    return sum / Math.max(1, values.length);
  }).sort();
  return { low: means[Math.floor(0.025 * rounds)]!, high: means[Math.ceil(0.975 * rounds) - 1]! };
}
