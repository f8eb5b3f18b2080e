/** The header of the file of the lexicon, which ARCHITECTURE.md describes; translating and telling words of Arabic read it. */

export const lexiconMagic = 'ISNADBL1';

/** After the magic: the number of words of each list, of entries, and the bytes of the text, 32 bits each. */
const headerBytes = lexiconMagic.length + 5 * 4;

export interface LexiconHeader {
  /** How many words each list has. */
  readonly english: number;
  readonly arabic: number;
  readonly words: number;
  /** Offsets in the file of the 32-bit words behind the header, of the entries among them, and of the text. */
  readonly numbersStart: number;
  readonly entriesStart: number;
  readonly textStart: number;
}

/** @throws RangeError when it is no file of a lexicon, or was cut short. */
export function readLexiconHeader(file: Buffer): LexiconHeader {
  if (file.toString('latin1', 0, lexiconMagic.length) !== lexiconMagic) {
    throw new RangeError('not a lexicon file');
  }
  if (file.length < headerBytes) throw new RangeError('a lexicon file cut short');
  const count = (index: number): number => file.readUInt32LE(lexiconMagic.length + 4 * index);
  const [english, arabic, words, entries, textBytes] = [count(0), count(1), count(2), count(3), count(4)];
  const entriesStart = headerBytes + (english + arabic + words + 1) * 4;
  const textStart = entriesStart + entries * 4;
  if (file.length !== textStart + textBytes) throw new RangeError('a lexicon file cut short');
  return { english, arabic, words, numbersStart: headerBytes, entriesStart, textStart };
}
