/** A linear model of named features. */
export interface LinearModel<Name extends string> {
  readonly bias: number;
  readonly weights: Readonly<Record<Name, number>>;
}

export function linearScore<Name extends string>(
  model: LinearModel<Name>,
  features: Readonly<Record<NoInfer<Name>, number>>,
): number {
  let sum = model.bias;
  for (const name in model.weights) sum += model.weights[name] * features[name];
  return sum;
}

/** The logistic function: a linear score as a probability. */
export function probability(score: number): number {
  return 1 / (1 + Math.exp(-score));
}
