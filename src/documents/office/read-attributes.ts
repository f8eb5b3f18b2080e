/** The whole number that an attribute begins with; undefined where it is none. */
export function readNumber(value: string | undefined): number | undefined {
  const number = Number.parseInt(value ?? '', 10);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** How many columns, rows or repetitions an attribute says, up to a limit; 1 where it says nothing that can be. */
export function readCount(value: string | undefined, most: number): number {
  const count = Number(value ?? 1);
  return Number.isInteger(count) && count >= 1 ? Math.min(count, most) : 1;
}

/** Whether an attribute is set, in one of the ways that Office Open XML writes a truth value. Not so where it is left out. */
export function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
