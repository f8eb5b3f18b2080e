/** One question asked: how sure the answer was, and whether it was right. */
export interface Judged {
  readonly confidence: number;
  readonly correct: boolean;
}

export interface CoveragePoint {
  /** The share of questions answered, those of highest confidence first. */
  readonly coverage: number;
  /** The lowest confidence among them. */
  readonly threshold: number;
  /** The share of them that are right. */
  readonly precision: number;
}

/**
 * Precision at given coverages: the risk–coverage curve of selective prediction, El-Yaniv and Wiener, "On the
 * Foundations of Noise-free Selective Classification" (2010), as 1 − risk.
 */
export function coverageCurve(judged: readonly Judged[], coverages: readonly number[]): CoveragePoint[] {
  const sorted = [...judged].sort((a, b) => b.confidence - a.confidence);
  return coverages.map((coverage) => {
    const answered = sorted.slice(0, Math.round(coverage * sorted.length));
    const correct = answered.filter((each) => each.correct).length;
    return {
      coverage,
      threshold: answered.at(-1)?.confidence ?? 1,
      precision: answered.length > 0 ? correct / answered.length : 1,
    };
  });
}

export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanConfidence: number;
  readonly accuracy: number;
}

/** Equal-width bins of a reliability diagram; empty ones are left out. */
export function reliabilityBins(judged: readonly Judged[], bins = 10): ReliabilityBin[] {
  return Array.from({ length: bins }, (_, index) => {
    const from = index / bins;
    const to = (index + 1) / bins;
    const inside = judged.filter(
      ({ confidence }) => confidence >= from && (confidence < to || (to === 1 && confidence === 1)),
    );
    const count = inside.length;
    const meanConfidence = inside.reduce((sum, each) => sum + each.confidence, 0) / count;
    const accuracy = inside.filter((each) => each.correct).length / count;
    return { from, to, count, meanConfidence, accuracy };
  }).filter((bin) => bin.count > 0);
}

/** Expected calibration error over those bins: Naeini, Cooper and Hauskrecht (2015); Guo et al. (2017). */
export function expectedCalibrationError(judged: readonly Judged[], bins = 10): number {
  return reliabilityBins(judged, bins).reduce(
    (sum, bin) => sum + (bin.count / judged.length) * Math.abs(bin.accuracy - bin.meanConfidence),
    0,
  );
}
