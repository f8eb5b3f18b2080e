/**
 * The terms of a passage with their frequencies, as bytes: numbers of terms, ascending, each as its distance to the one
 * before, times two, plus one where the frequency is above 1, which follows then less two; numbers in groups of seven
 * bits, the low ones first, with the high bit set but in the last byte. About two bytes a term.
 */
export function encodeTermVector(frequencies: ReadonlyMap<number, number>): Buffer {
  const bytes: number[] = [];
  const write = (value: number): void => {
    let rest = value;
    while (rest >= 0x80) {
      bytes.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    bytes.push(rest);
  };
  let last = 0;
  for (const number of [...frequencies.keys()].sort((a, b) => a - b)) {
    const frequency = frequencies.get(number)!;
    write((number - last) * 2 + (frequency > 1 ? 1 : 0));
    if (frequency > 1) write(frequency - 2);
    last = number;
  }
  return Buffer.from(bytes);
}

/** Calls `visit` for each term of {@link encodeTermVector}, in ascending order of numbers. */
export function readTermVector(bytes: Uint8Array, visit: (number: number, frequency: number) => void): void {
  let at = 0;
  const read = (): number => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  };
  let number = 0;
  while (at < bytes.length) {
    const value = read();
    number += Math.floor(value / 2);
    visit(number, value % 2 === 1 ? read() + 2 : 1);
  }
}

/** The terms of a passage, taken apart: many questions look into the same passages. */
export interface DecodedTerms {
  /** Ascending. */
  readonly numbers: Uint32Array;
  /** One a number. */
  readonly frequencies: Uint16Array;
}

/** Takes {@link encodeTermVector} apart; written out for speed, since hundreds of passages are read for a question. */
export function decodeTermVector(bytes: Uint8Array): DecodedTerms {
  const { length } = bytes;
  // A term has at least one byte.
  const numbers = new Uint32Array(length);
  const frequencies = new Uint16Array(length);
  let at = 0;
  let number = 0;
  let count = 0;
  while (at < length) {
    let byte = bytes[at++]!;
    let value = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = bytes[at++]!;
      // Above 28 bits a shift would lose the highest.
      value += shift < 28 ? (byte & 0x7f) << shift : (byte & 0x7f) * 2 ** shift;
    }
    const isRepeated = value % 2 === 1;
    number += isRepeated ? (value - 1) / 2 : value / 2;
    let frequency = 1;
    if (isRepeated) {
      frequency = bytes[at++]!;
      if (frequency >= 0x80) frequency = (frequency & 0x7f) | (bytes[at++]! << 7);
      frequency += 2;
    }
    numbers[count] = number;
    frequencies[count++] = frequency;
  }
  return { numbers: numbers.slice(0, count), frequencies: frequencies.slice(0, count) };
}

/** How often a passage holds each of some terms, in their order: 0 for those that it does not hold. `asked` ascending. */
export function lookUpTerms({ numbers, frequencies }: DecodedTerms, asked: Uint32Array): Uint16Array {
  const found = new Uint16Array(asked.length);
  let from = 0;
  for (let next = 0; next < asked.length; next++) {
    const number = asked[next]!;
    let to = numbers.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (numbers[middle]! < number) from = middle + 1;
      else to = middle;
    }
    if (numbers[from] === number) found[next] = frequencies[from]!;
  }
  return found;
}
