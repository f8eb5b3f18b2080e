import type { FileProblem } from '../contracts/file-problem.js';
import type { DocumentFormat } from '../contracts/document.js';
import { readZipDirectory } from './office/zip-directory.js';
import { UnreadableFile } from './office/unreadable-file.js';

type ZipContent = { readonly format: DocumentFormat } | FileProblem;

/** What the first file of an archive says, which has the name `mimetype` and is stored as it is. */
const formatByMimeType: readonly (readonly [start: string, content: ZipContent])[] = [
  ['application/epub+zip', { format: 'epub' }],
  ['application/vnd.oasis.opendocument.text', { format: 'odt' }],
  ['application/vnd.oasis.opendocument.presentation', { format: 'odp' }],
  ['application/vnd.oasis.opendocument.spreadsheet', { format: 'ods' }],
  ['application/vnd.oasis.opendocument', { code: 'foreign', kind: 'drawing' }],
  ['application/vnd.sun.xml', { code: 'foreign', kind: 'word-processor' }],
];

/** How the names of files begin that an archive holds of which kind. */
const contentByName: readonly (readonly [start: string, content: ZipContent])[] = [
  ['word/document', { format: 'docx' }],
  ['ppt/presentation', { format: 'pptx' }],
  ['xl/workbook.bin', { code: 'foreign', kind: 'binary-excel' }],
  ['xl/workbook', { format: 'xlsx' }],
  ['META-INF/container.xml', { format: 'epub' }],
  ['Index/Slide', { code: 'foreign', kind: 'keynote' }],
  ['Index/CalculationEngine', { code: 'foreign', kind: 'numbers' }],
  ['Index/Document.iwa', { code: 'foreign', kind: 'pages' }],
  ['Index.zip', { code: 'foreign', kind: 'pages' }],
  ['visio/document', { code: 'foreign', kind: 'drawing' }],
  ['FixedDocumentSequence.fdseq', { code: 'foreign', kind: 'postscript' }],
];

const localHeaderBytes = 30;
const maxMimeTypeBytes = 100;

/** The names of an archive's files by its directory; undefined where that is cut off or damaged. */
function readNames(archive: Buffer): string[] | undefined {
  try {
    return [...readZipDirectory(archive).keys()];
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return undefined;
  }
}

/** The names of the files that are still there in an archive without a directory. */
function findNames(archive: Buffer): string[] {
  const names: string[] = [];
  for (
    let at = 0;
    at >= 0 && at + localHeaderBytes < archive.length;
    at = archive.indexOf('PK\x03\x04', at + 4, 'latin1')
  ) {
    const nameBytes = archive.readUInt16LE(at + 26);
    names.push(archive.toString('latin1', at + localHeaderBytes, at + localHeaderBytes + nameBytes));
  }
  return names;
}

function findMimeType(archive: Buffer): string | undefined {
  const head = archive.toString('latin1', localHeaderBytes, localHeaderBytes + maxMimeTypeBytes);
  return head.startsWith('mimetype') ? head.slice('mimetype'.length) : undefined;
}

/**
 * What an archive is: a document, by the files that it holds, or no more than an archive. What a damaged one was may no
 * longer show.
 */
export function findZipContent(archive: Buffer): ZipContent {
  const mimeType = findMimeType(archive);
  const byType = formatByMimeType.find(([start]) => mimeType?.startsWith(start));
  if (byType) return byType[1];
  const known = readNames(archive);
  const names = known ?? findNames(archive);
  const byName = contentByName.find(([start]) => names.some((name) => name.startsWith(start)));
  return byName?.[1] ?? (known ? { code: 'foreign', kind: 'archive' } : { code: 'damaged' });
}
