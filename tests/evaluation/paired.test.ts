import { describe, expect, it } from 'vitest';
import { bootstrapInterval, createRandom, randomisationTest } from '../../src/evaluation/metrics/paired.js';

describe('randomisationTest', () => {
  it('counts, for few pairs, how many of all swaps are as large', () => {
    // Four pairs that all grow by 1: of 16 ways to swap, two give a sum of 4 or −4.
    const { difference, p } = randomisationTest([0, 0, 0, 0], [1, 1, 1, 1], 20_000);
    expect(difference).toBe(1);
    expect(p).toBeCloseTo(2 / 16, 1);
  });

  it('finds nothing where nothing differs, and nothing in noise around it', () => {
    expect(randomisationTest([1, 0.5], [1, 0.5])).toEqual({ difference: 0, p: 1 });
    const random = createRandom(3);
    const first = Array.from({ length: 200 }, random);
    expect(
      randomisationTest(
        first,
        first.map((value) => value + random() - 0.5),
      ).p,
    ).toBeGreaterThan(0.01);
  });

  it('finds a small difference that all questions share', () => {
    const first = Array.from({ length: 50 }, createRandom(5));
    const { difference, p } = randomisationTest(
      first,
      first.map((value) => value + 0.01),
    );
    expect(difference).toBeCloseTo(0.01, 9);
    expect(p).toBe(0);
  });
});

describe('bootstrapInterval', () => {
  it('holds the mean, and shrinks with more values', () => {
    const random = createRandom(11);
    const few = Array.from({ length: 30 }, random);
    const many = Array.from({ length: 3000 }, random);
    for (const values of [few, many]) {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const { low, high } = bootstrapInterval(values);
      expect(low).toBeLessThan(mean);
      expect(high).toBeGreaterThan(mean);
    }
    const width = ({ low, high }: { low: number; high: number }): number => high - low;
    expect(width(bootstrapInterval(many))).toBeLessThan(width(bootstrapInterval(few)) / 5);
  });

  it('is one point for values that are all the same, and 0 for none', () => {
    expect(bootstrapInterval([0.5, 0.5])).toEqual({ low: 0.5, high: 0.5 });
    expect(bootstrapInterval([])).toEqual({ low: 0, high: 0 });
  });
});
