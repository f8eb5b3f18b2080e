import type { DocumentFormat } from '../contracts/document.js';
import type { FileProblem, ForeignKind } from '../contracts/file-problem.js';
import { findZipContent } from './zip-content.js';

/** What the first bytes of a file show it to be. */
export type SniffedContent = { readonly format: DocumentFormat } | FileProblem;

/** Bytes as characters of one byte each, and where they stand. */
type Signature = readonly [bytes: string, offset: number, kind: ForeignKind];

const signatures: readonly Signature[] = [
  ['\x89PNG\r\n', 0, 'picture'],
  ['\xff\xd8\xff', 0, 'picture'],
  ['GIF87a', 0, 'picture'],
  ['GIF89a', 0, 'picture'],
  ['II*\0', 0, 'picture'],
  ['MM\0*', 0, 'picture'],
  ['8BPS\0', 0, 'picture'],
  ['WEBP', 8, 'picture'],
  ['ftyphei', 4, 'picture'],
  ['ftypmif', 4, 'picture'],
  ['ftypavif', 4, 'picture'],
  ['WAVEfmt', 8, 'sound'],
  ['ID3', 0, 'sound'],
  ['\xff\xfb', 0, 'sound'],
  ['OggS\0', 0, 'sound'],
  ['fLaC\0', 0, 'sound'],
  ['#!AMR', 0, 'sound'],
  ['ftypM4A', 4, 'sound'],
  ['AVI LIST', 8, 'video'],
  ['ftyp', 4, 'video'],
  ['\x1a\x45\xdf\xa3', 0, 'video'],
  ['\0\0\x01\xba', 0, 'video'],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', 0, 'video'],
  ['BOOKMOBI', 60, 'kindle'],
  ['AT&TFORM', 0, 'djvu'],
  ['%!PS-', 0, 'postscript'],
  ['\x1f\x8b\x08', 0, 'archive'],
  ['7z\xbc\xaf\x27\x1c', 0, 'archive'],
  ['Rar!\x1a\x07', 0, 'archive'],
  ['BZh91AY', 0, 'archive'],
  ['\xfd7zXZ\0', 0, 'archive'],
  ['\x28\xb5\x2f\xfd', 0, 'archive'],
  ['PK\x05\x06', 0, 'archive'],
  ['ustar', 257, 'archive'],
  ['SQLite format 3\0', 0, 'database'],
  ['\x7fELF', 0, 'program'],
  ['MZ\x90\0', 0, 'program'],
];

/** How the root of a document begins that an office program saved as a single file of XML. */
const officeRoot =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<\?mso-application[^>]*>\s*)?(?:<!--.{0,200}?-->\s*)?<(?:office:document\s|(?:\w+:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet|w:wordDocument\s|pkg:package\s)/su;

const headBytes = 1024;
const byteOrderMark = '\xef\xbb\xbf';

/** Streams of a compound file, which is what Word, Excel and PowerPoint wrote before 2007. */
const streams: readonly (readonly [name: string, content: SniffedContent])[] = [
  // An OOXML file with a password is such a file too.
  ['EncryptedPackage', { code: 'password' }],
  ['WordDocument', { code: 'foreign', kind: 'old-word' }],
  ['PowerPoint Document', { code: 'foreign', kind: 'old-powerpoint' }],
  ['Workbook', { code: 'foreign', kind: 'old-excel' }],
  ['Book', { code: 'foreign', kind: 'old-excel' }],
  ['VisioDocument', { code: 'foreign', kind: 'drawing' }],
];

function findCompoundContent(bytes: Buffer): SniffedContent {
  // A name in the directory stands in 64 bytes and ends in a zero.
  const found = streams.find(([name]) => bytes.includes(Buffer.from(`${name}\0`, 'utf16le')));
  return found?.[1] ?? { code: 'foreign', kind: 'compound' };
}

/**
 * What a file is by its content, whatever its name says; undefined for text, and for bytes that show nothing.
 * `isNamedPdf`: a header of a PDF counts that stands a little behind the start.
 */
export function sniffContent(
  bytes: Uint8Array,
  { isNamedPdf }: { readonly isNamedPdf: boolean },
): SniffedContent | undefined {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = all.toString('latin1', 0, headBytes);
  const start = head.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
  if (isNamedPdf ? head.includes('%PDF-') : head.startsWith('%PDF-', start)) return { format: 'pdf' };
  if (head.startsWith('{\\rtf', start)) return { format: 'rtf' };
  if (head.startsWith('PK\x03\x04')) return findZipContent(all);
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return findCompoundContent(all);
  if (officeRoot.test(head.slice(start))) return { code: 'foreign', kind: 'office-xml' };
  const found = signatures.find(([signature, offset]) => head.startsWith(signature, offset));
  return found && { code: 'foreign', kind: found[2] };
}

/** Whether text begins as a page of HTML does. */
export function looksLikeHtml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, headBytes));
  return /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html[\s>])/iu.test(
    head.toString('latin1'),
  );
}
