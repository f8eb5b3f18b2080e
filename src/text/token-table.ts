import type { FoldedToken } from '../contracts/token.js';

/**
 * What was found out about words lately, at the place of their hash: a word that comes to the place of another takes
 * it. Takes the same memory whatever is read, and asking it costs a fraction of asking a map, which hashes again.
 */
export class TokenTable<Value> {
  private readonly words: (string | undefined)[];
  private readonly values: (Value | undefined)[];
  private readonly mask: number;

  /** Of 2 to the power of `bits` places. */
  constructor(bits: number) {
    const places = 2 ** bits;
    this.words = new Array<undefined>(places).fill(undefined);
    this.values = new Array<undefined>(places).fill(undefined);
    this.mask = places - 1;
  }

  get({ folded, hash }: FoldedToken): Value | undefined {
    const place = hash & this.mask;
    return this.words[place] === folded ? this.values[place] : undefined;
  }

  set({ folded, hash }: FoldedToken, value: Value): Value {
    const place = hash & this.mask;
    this.words[place] = folded;
    this.values[place] = value;
    return value;
  }
}
