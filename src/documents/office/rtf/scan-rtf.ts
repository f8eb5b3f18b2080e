/** Is told of what a file of RTF is made of, in its order. */
export interface RtfHandler {
  openGroup(): void;
  closeGroup(): void;
  /** A word behind a backslash, with the number behind it. */
  word(word: string, number: number | undefined): void;
  /** Any other character behind a backslash. */
  symbol(symbol: string): void;
  /** A byte of text, in whatever encoding the text is in there. */
  byte(byte: number): void;
}

const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const minus = 0x2d;
const space = 0x20;
const quote = 0x27;

/** A longer word is none that anybody defined. */
const maxWordUnits = 32;
const maxDigits = 10;

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a));
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** Where the word behind a backslash ends, with the number that belongs to it. */
function scanWord(
  bytes: Uint8Array,
  start: number,
): { end: number; word: string; number: number | undefined } {
  let end = start;
  while (isLetter(bytes[end]) && end - start < maxWordUnits) end++;
  const word = Buffer.from(bytes.subarray(start, end)).toString('latin1');
  const numberStart = end;
  if (bytes[end] === minus && isDigit(bytes[end + 1])) end++;
  while (isDigit(bytes[end]) && end - numberStart < maxDigits) end++;
  const digits = Buffer.from(bytes.subarray(numberStart, end)).toString('latin1');
  // One space belongs to the word.
  if (bytes[end] === space) end++;
  return { end, word, number: digits === '' ? undefined : Number(digits) };
}

function hexDigit(byte: number | undefined): number {
  return byte === undefined ? NaN : Number.parseInt(String.fromCharCode(byte), 16);
}

/** Reads a file of RTF to its end, however it ends. */
export function scanRtf(bytes: Uint8Array, handler: RtfHandler): void {
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at]!;
    if (byte === openBrace) {
      handler.openGroup();
      at++;
    } else if (byte === closeBrace) {
      handler.closeGroup();
      at++;
    } else if (byte !== backslash) {
      // Newlines and zeros are no text.
      if (byte !== 0x0a && byte !== 0x0d && byte !== 0) handler.byte(byte);
      at++;
    } else if (isLetter(bytes[at + 1])) {
      const { end, word, number } = scanWord(bytes, at + 1);
      // What follows is a picture or the like, and no RTF.
      if (word === 'bin') at = end + Math.max(0, number ?? 0);
      else {
        handler.word(word, number);
        at = end;
      }
    } else if (bytes[at + 1] === quote) {
      const value = hexDigit(bytes[at + 2]) * 16 + hexDigit(bytes[at + 3]);
      if (!Number.isNaN(value)) handler.byte(value);
      at += Number.isNaN(value) ? 2 : 4;
    } else {
      if (at + 1 < bytes.length) handler.symbol(String.fromCharCode(bytes[at + 1]!));
      at += 2;
    }
  }
}
