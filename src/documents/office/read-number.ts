/** The whole number that an attribute begins with; undefined where it is none. */
export function readNumber(value: string | undefined): number | undefined {
  const number = Number.parseInt(value ?? '', 10);
  return Number.isSafeInteger(number) ? number : undefined;
}
