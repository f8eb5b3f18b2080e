import { describe, expect, it } from 'vitest';
import { chooseThreshold, type Judged } from '../../scripts/train/ranking/cross-validate.js';
import { fitChoices, fitLogistic } from '../../scripts/train/ranking/linear-models.js';

/** Pseudo-random numbers from 0 to 1, the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('fitLogistic', () => {
  it('finds the model that examples were drawn from', () => {
    const next = numbers(1);
    const examples = Array.from({ length: 800 }, () => {
      const features = Float64Array.from([next(), next() * 10]);
      const probability = 1 / (1 + Math.exp(-(4 * features[0]! - 0.3 * features[1]! - 0.5)));
      return { features, right: next() < probability };
    });
    const [first, second, bias] = fitLogistic(['first', 'second'], examples);
    expect(first).toBeGreaterThan(2);
    expect(first).toBeLessThan(6);
    expect(second).toBeGreaterThan(-0.5);
    expect(second).toBeLessThan(-0.1);
    expect(Math.abs(bias! + 0.5)).toBeLessThan(1);
  });
});

describe('fitChoices', () => {
  const next = numbers(2);
  const choices = Array.from({ length: 100 }, () => {
    const alternatives = Array.from({ length: 5 }, () => Float64Array.from([next(), next()]));
    const scores = alternatives.map(([a, b]) => 3 * a! - 2 * b!);
    const best = scores.indexOf(Math.max(...scores));
    return alternatives.map((features, index) => ({ features, right: index === best }));
  });
  const weights = fitChoices(['first', 'second'], choices, 1e-3);

  it('weighs what sets the right alternative apart', () => {
    expect(weights[0]! / weights[1]!).toBeGreaterThan(-1.7);
    expect(weights[0]! / weights[1]!).toBeLessThan(-1.3);
  });
});

describe('chooseThreshold', () => {
  const judged = (confidence: number, isRight: boolean): Judged => ({
    set: 'a',
    isAnswerable: true,
    isRight,
    confidence,
  });

  it('leaves out the answers that cost more than the right ones beside them are worth', () => {
    const all = [
      ...Array.from({ length: 9 }, () => judged(0.9, true)),
      judged(0.9, false),
      ...Array.from({ length: 5 }, () => judged(0.5, true)),
      ...Array.from({ length: 5 }, () => judged(0.5, false)),
    ];
    expect(chooseThreshold(all)).toBeGreaterThan(0.5);
    expect(chooseThreshold(all)).toBeLessThanOrEqual(0.9);
    expect(chooseThreshold(all.slice(0, 15))).toBeLessThanOrEqual(0.5);
  });
});
