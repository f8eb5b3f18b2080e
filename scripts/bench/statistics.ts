export interface Spread {
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
}

/** The value below which a share of the values lies; NaN of none. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) };
}

/** How a cost grows with size: cost = factor · size ^ exponent, by least squares on the logarithms. */
export function fitPower(
  points: readonly (readonly [size: number, cost: number])[],
): { readonly factor: number; readonly exponent: number } | undefined {
  const usable = points.filter(([size, cost]) => size > 0 && cost > 0);
  if (new Set(usable.map(([size]) => size)).size < 2) return undefined;
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = usable.map(([size]) => Math.log(size));
  const y = usable.map(([, cost]) => Math.log(cost));
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, index) => (value - meanX) * (y[index]! - meanY)));
  const variance = mean(x.map((value) => (value - meanX) ** 2));
  const exponent = covariance / variance;
  return { factor: Math.exp(meanY - exponent * meanX), exponent };
}
