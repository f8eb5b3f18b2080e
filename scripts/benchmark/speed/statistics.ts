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

export interface Line {
  readonly slope: number;
  readonly intercept: number;
  /** Standard deviation of what the line leaves over. */
  readonly spread: number;
}

/** The straight line through points by least squares; undefined of fewer than three different x. */
export function fitLine(points: readonly (readonly [x: number, y: number])[]): Line | undefined {
  if (new Set(points.map(([x]) => x)).size < 3) return undefined;
  const count = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / count;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / count;
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const variance = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = covariance / variance;
  const intercept = meanY - slope * meanX;
  const rest = points.reduce((sum, [x, y]) => sum + (y - intercept - slope * x) ** 2, 0);
  return { slope, intercept, spread: Math.sqrt(rest / (count - 2)) };
}
