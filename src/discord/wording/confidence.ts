/** From these probabilities on. */
export const highConfidence = 0.65;
export const fairConfidence = 0.4;

/** For a person: never 0 or 100, which nobody can promise. */
export function toPercent(probability: number): number {
  return Math.min(99, Math.max(1, Math.round((Number.isFinite(probability) ? probability : 0) * 100)));
}
