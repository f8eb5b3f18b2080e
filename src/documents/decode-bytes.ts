import { analyse } from 'chardet';

import type { NewlineStyle } from '../contracts/document.js';
import type { FileProblem } from '../contracts/file-problem.js';
import { findArabicEncoding } from './arabic-bytes.js';
import { decodeAs } from './text-decoder.js';

/** Text as it is stored: well-formed UTF-16 with `\n` as its only newline, without a byte order mark. */
interface DecodedText {
  readonly text: string;
  /** The WHATWG name of the encoding. */
  readonly encoding: string;
  readonly newline: NewlineStyle;
}

/** So many bytes are looked at to tell an encoding. */
const sampleBytes = 65_536;
/** And of those so many to tell whether they are Arabic in one byte a letter. */
const arabicSampleBytes = 2048;
/** So many control characters, or this share of all, are taken for damage in a text; more are not text. */
const maxStrayControls = 2;
const maxControlShare = 0.001;

const notText: FileProblem = { code: 'not-text' };

function findByteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Tab, the newlines, vertical tab, form feed, escape and the old end-of-file mark occur in text. */
function isStrayControl(code: number): boolean {
  return code < 0x20 && !(code >= 0x09 && code <= 0x0d) && code !== 0x1b && code !== 0x1a;
}

function hasTooManyControls(count: number, total: number): boolean {
  return count > Math.max(maxStrayControls, total * maxControlShare);
}

function countControlBytes(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte < 0x20 && isStrayControl(byte)) count++;
  return count;
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return decodeAs(bytes, encoding, { fatal: true });
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What UTF-16 text is made of; the wrong byte order gives white space and letters of rare blocks. */
const usualInUtf16 =
  /[\t\n\r\x20-\x7e\xa0-\u017f\u0370-\u06ff\u0900-\u0dff\u0e00-\u0eff\u200b-\u206f\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\ufb50-\uffef]/gu;

/** The byte order of UTF-16 without a byte order mark, if the bytes are that. */
function findUtf16(bytes: Uint8Array): string | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const sample = bytes.subarray(0, sampleBytes);
  const distinct = [new Set<number>(), new Set<number>()] as const;
  for (let i = 0; i < sample.length; i++) distinct[(i & 1) as 0 | 1].add(sample[i]!);
  const encodings = ['utf-16le', 'utf-16be'];
  // The high bytes of a text are few: those of its script and zero.
  if (distinct[0].size < distinct[1].size) encodings.reverse();
  return encodings.find((encoding) => {
    const text = decodeAs(sample, encoding);
    return (text.match(usualInUtf16)?.length ?? 0) >= text.length * 0.97;
  });
}

/** A stretch that holds bytes beyond ASCII, cut where a character of more than one byte cannot be cut. */
function sampleBeyondAscii(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  let start = first;
  while (start > 0 && first - start < sampleBytes / 64 && bytes[start - 1] !== 0x0a) start--;
  return bytes.subarray(start, start + sampleBytes);
}

/** UTF-8 of which a few bytes are damaged, rather than another encoding. */
function decodeDamagedUtf8(bytes: Uint8Array): string | undefined {
  const text = decodeAs(bytes, 'utf-8');
  let whole = 0;
  let damaged = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) damaged++;
    else if (code >= 0x80) whole++;
  }
  return whole > 3 * damaged ? text : undefined;
}

const latinEncodings = new Set([
  'windows-1252',
  'iso-8859-2',
  'windows-1250',
  'windows-1254',
  'windows-1257',
]);
const arabicEncodings = new Set(['windows-1256', 'iso-8859-6']);
/** Only damage and wrong guesses have these. */
const improbable = /[\x80-\x9f\ufffd\p{Cn}\p{Co}]/u;

function findLegacyEncoding(bytes: Uint8Array): string | undefined {
  const sample = sampleBeyondAscii(bytes);
  const arabic = findArabicEncoding(sample.subarray(0, arabicSampleBytes));
  if (arabic !== undefined) return arabic;
  let asciiLetters = 0;
  let beyondAscii = 0;
  for (const byte of sample) {
    if (byte >= 0x80) beyondAscii++;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) asciiLetters++;
  }
  const isLatin = asciiLetters > 2 * beyondAscii;
  for (const { name } of analyse(sample)) {
    let encoding: string;
    try {
      encoding = new TextDecoder(name).encoding;
    } catch {
      continue; // Named by the detector, not known here: UTF-32 and the like.
    }
    if (arabicEncodings.has(encoding) || encoding.startsWith('utf-')) continue;
    if (isLatin && !latinEncodings.has(encoding)) continue;
    // `stream`: the sample may end in the middle of a character.
    const text = decodeAs(sample, encoding, { stream: true });
    if (!improbable.test(text)) return encoding;
  }
  return isLatin ? 'windows-1252' : undefined;
}

function countNewlines(text: string): NewlineStyle {
  let lineFeeds = 0;
  let returns = 0;
  let both = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (at > 0 && text.charCodeAt(at - 1) === 0x0d) both++;
    else lineFeeds++;
  }
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) returns++;
  returns -= both;
  const kinds = Number(lineFeeds > 0) + Number(returns > 0) + Number(both > 0);
  if (kinds === 0) return 'none';
  if (kinds > 1) return 'mixed';
  return lineFeeds > 0 ? 'lf' : returns > 0 ? 'cr' : 'crlf';
}

function finish(decoded: string, encoding: string): DecodedText | FileProblem {
  let controls = 0;
  for (let i = 0; i < decoded.length; i++) if (isStrayControl(decoded.charCodeAt(i))) controls++;
  if (hasTooManyControls(controls, decoded.length)) return notText;
  const text = decoded
    .replace(/^\ufeff+/, '')
    .replace(/\r\n?/g, '\n')
    // Many functions of a database take a NUL for the end of a text.
    .replaceAll('\0', '\ufffd');
  return { text, encoding, newline: countNewlines(decoded) };
}

/**
 * Reads bytes as text: by byte order mark, as UTF-8, as UTF-16 without a mark, in the encoding that the file
 * itself declares, as Arabic in one byte a letter, and at last by statistics. Bytes that stand for nothing,
 * halves of surrogate pairs and a stray NUL become U+FFFD, so that the text survives UTF-8 unchanged.
 * Gives the problem where the bytes are not text.
 */
export function decodeBytes(bytes: Uint8Array, declaredEncoding?: string): DecodedText | FileProblem {
  const marked = findByteOrderMark(bytes);
  if (marked !== undefined) return finish(decodeAs(bytes, marked), marked);
  const controls = countControlBytes(bytes);
  const utf8 = decodeStrictly(bytes, 'utf-8');
  // A text in ASCII with a stray NUL is UTF-8; one in UTF-16 has a control character every few bytes, or
  // is no UTF-8 at all.
  if (controls > 0 && (utf8 === undefined || controls > bytes.length / 5)) {
    const utf16 = findUtf16(bytes);
    if (utf16 !== undefined) return finish(decodeAs(bytes, utf16), utf16);
  }
  if (hasTooManyControls(controls, bytes.length)) return notText;
  if (utf8 !== undefined) return finish(utf8, 'utf-8');
  if (declaredEncoding !== undefined) {
    const declared = decodeStrictly(bytes, declaredEncoding);
    if (declared !== undefined) return finish(declared, new TextDecoder(declaredEncoding).encoding);
  }
  const damagedUtf8 = decodeDamagedUtf8(bytes);
  if (damagedUtf8 !== undefined) return finish(damagedUtf8, 'utf-8');
  const legacy = findLegacyEncoding(bytes);
  if (legacy === undefined) return { code: 'unknown-encoding' };
  return finish(decodeAs(bytes, legacy), legacy);
}
