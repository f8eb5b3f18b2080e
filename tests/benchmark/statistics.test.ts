import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLine, fitPower, spreadOf } from '../../scripts/benchmark/speed/statistics.js';

describe('spreadOf', () => {
  it('gives the values that half, 95 and 99 in a hundred lie below', () => {
    const values = Array.from({ length: 100 }, (_, index) => (index * 37) % 100);
    expect(spreadOf(values)).toEqual({ median: 50, p95: 95, p99: 99 });
    expect(spreadOf([3])).toEqual({ median: 3, p95: 3, p99: 3 });
  });

  it('leaves the values as they are', () => {
    const values = [3, 1, 2];
    spreadOf(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('fitPower', () => {
  it('finds the power law that points follow', () => {
    const exponent = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(exponent, fc.double({ min: 0.01, max: 100, noNaN: true }), (power, factor) => {
        const fit = fitPower([10, 300, 5000].map((size) => [size, factor * size ** power]));
        expect(fit!.exponent).toBeCloseTo(power, 6);
        expect(fit!.factor / factor).toBeCloseTo(1, 6);
      }),
    );
  });

  it('has no say where there are not two sizes with a cost', () => {
    expect(fitPower([])).toBeUndefined();
    expect(
      fitPower([
        [10, 1],
        [10, 2],
      ]),
    ).toBeUndefined();
    expect(
      fitPower([
        [10, 0],
        [20, 2],
      ]),
    ).toBeUndefined();
  });
});

describe('fitLine', () => {
  it('finds the line and how far points lie from it', () => {
    const straight = fitLine([
      [0, 1],
      [1, 3],
      [2, 5],
    ])!;
    expect(straight.slope).toBeCloseTo(2);
    expect(straight.intercept).toBeCloseTo(1);
    expect(straight.spread).toBeCloseTo(0);
    // Off by −1, +2, −1: six squares over one degree of freedom.
    expect(
      fitLine([
        [0, 0],
        [1, 3],
        [2, 0],
      ])!.spread,
    ).toBeCloseTo(Math.sqrt(6));
    expect(
      fitLine([
        [0, 0],
        [1, 1],
      ]),
    ).toBeUndefined();
  });
});
