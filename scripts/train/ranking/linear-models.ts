/** Fits linear models by maximum likelihood. */

/** In the order of the model's names. */
export type Features = Float64Array;

/** The alternatives of one question, of which those marked as right are right. */
export type Choice = readonly { readonly features: Features; readonly right: boolean }[];

/** For the passages: with less of it the fit follows the largest set. */
export const rankRidge = 1e-3;

/** How much each of some examples counts: all sets alike, whatever their sizes. */
export function weighSets(sizes: readonly number[]): Float64Array {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const sets = sizes.filter((size) => size > 0).length;
  return Float64Array.from(sizes.flatMap((size) => Array<number>(size).fill(total / (sets * size))));
}

const steps = 1500;

/**
 * Gradient ascent with Adam on a mean log-likelihood less ridge/2 · |weights|²; `gradient` adds that of one example
 * to `into`.
 */
function maximise(
  names: readonly string[],
  examples: number,
  ridge: number,
  gradient: (index: number, weights: Float64Array, into: Float64Array) => void,
): Float64Array {
  const size = names.length + 1;
  const weights = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  for (let step = 1; step <= steps; step++) {
    const sum = new Float64Array(size);
    for (let i = 0; i < examples; i++) gradient(i, weights, sum);
    for (let j = 0; j < size; j++) {
      const slope = sum[j]! / examples - ridge * weights[j]!;
      first[j] = 0.9 * first[j]! + 0.1 * slope;
      second[j] = 0.999 * second[j]! + 0.001 * slope * slope;
      weights[j]! +=
        (0.05 * (first[j]! / (1 - 0.9 ** step))) / (Math.sqrt(second[j]! / (1 - 0.999 ** step)) + 1e-9);
    }
  }
  return weights;
}

export function dot(weights: Float64Array, features: Features): number {
  let sum = 0;
  for (let i = 0; i < features.length; i++) sum += weights[i]! * features[i]!;
  return sum;
}

function addScaled(into: Float64Array, features: Features, factor: number): void {
  for (let i = 0; i < features.length; i++) into[i]! += factor * features[i]!;
}

/** McFadden's conditional logit (1974); where several alternatives are right, their probabilities add up. */
export function fitChoices(
  names: readonly string[],
  choices: readonly Choice[],
  ridge: number,
  counts: Float64Array = weighSets([choices.length]),
): Float64Array {
  const open = choices.flatMap((choice, index) =>
    choice.some(({ right }) => right) && choice.some(({ right }) => !right) ? [index] : [],
  );
  return maximise(names, open.length, ridge, (position, weights, into) => {
    const choice = choices[open[position]!]!;
    const count = counts[open[position]!]!;
    const scores = choice.map(({ features }) => dot(weights, features));
    const top = Math.max(...scores);
    const exps = scores.map((score) => Math.exp(score - top));
    const all = exps.reduce((sum, value) => sum + value, 0);
    const right = exps.reduce((sum, value, i) => sum + (choice[i]!.right ? value : 0), 0);
    choice.forEach(({ features, right: isRight }, i) => {
      const pull = (isRight ? exps[i]! / right : 0) - exps[i]! / all;
      addScaled(into, features, count * pull);
    });
  });
}

/** Of features in units of their standard deviation: rare ones are held back more than by their own. */
const logisticRidge = 1e-2;

/** The mean and the standard deviation of a feature, by what each example counts. */
function momentsOf(
  examples: Choice,
  counts: Float64Array,
  at: number,
): readonly [mean: number, deviation: number] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const meanOf = (value: (feature: number) => number): number =>
    examples.reduce((sum, { features }, index) => sum + counts[index]! * value(features[at]!), 0) / total;
  const mean = meanOf((feature) => feature);
  return [mean, Math.sqrt(meanOf((feature) => (feature - mean) ** 2)) + 1e-6];
}

/** Logistic regression; the bias comes last. */
export function fitLogistic(
  names: readonly string[],
  examples: Choice,
  counts: Float64Array = weighSets([examples.length]),
): Float64Array {
  const moments = names.map((_, at) => momentsOf(examples, counts, at));
  const scaled = examples.map(({ features }) =>
    Float64Array.from(features, (value, at) => (value - moments[at]![0]) / moments[at]![1]),
  );
  const bias = names.length;
  const fitted = maximise(names, examples.length, logisticRidge, (index, weights, into) => {
    const score = weights[bias]! + dot(weights, scaled[index]!);
    const pull = counts[index]! * ((examples[index]!.right ? 1 : 0) - 1 / (1 + Math.exp(-score)));
    addScaled(into, scaled[index]!, pull);
    into[bias]! += pull;
  });
  const weights = Float64Array.from(names, (_, at) => fitted[at]! / moments[at]![1]);
  const shift = moments.reduce((sum, [mean], at) => sum + weights[at]! * mean, 0);
  return Float64Array.from([...weights, fitted[bias]! - shift]);
}
