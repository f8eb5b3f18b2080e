/** The six numbers of an affine map, as PDF writes them: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** The map that applies `second` first, and then `first`. */
export function multiply(first: Matrix, second: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  return [
    a * second[0] + c * second[1],
    b * second[0] + d * second[1],
    a * second[2] + c * second[3],
    b * second[2] + d * second[3],
    a * second[4] + c * second[5] + e,
    b * second[4] + d * second[5] + f,
  ];
}

export function translation(x: number, y: number): Matrix {
  return [1, 0, 0, 1, x, y];
}

function valueAt(values: ArrayLike<number>, index: number): number {
  return Number.isFinite(values[index]) ? values[index]! : identity[index]!;
}

export function toMatrix(values: ArrayLike<number>): Matrix {
  return [
    valueAt(values, 0),
    valueAt(values, 1),
    valueAt(values, 2),
    valueAt(values, 3),
    valueAt(values, 4),
    valueAt(values, 5),
  ];
}
