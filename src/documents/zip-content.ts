import type { DocumentFormat } from '../contracts/document.js';
import type { ForeignKind } from './foreign-files.js';
import { readZipDirectory } from './office/zip-directory.js';
import { UnreadableFile } from './office/unreadable-file.js';

type ZipContent = { readonly format: DocumentFormat } | { readonly foreign: ForeignKind };

/** What the first file of an archive says, which has the name `mimetype` and is stored as it is. */
const formatByMimeType: readonly (readonly [start: string, content: ZipContent])[] = [
  ['application/epub+zip', { format: 'epub' }],
  ['application/vnd.oasis.opendocument.text', { format: 'odt' }],
  ['application/vnd.oasis.opendocument.presentation', { format: 'odp' }],
  ['application/vnd.oasis.opendocument.spreadsheet', { format: 'ods' }],
  ['application/vnd.oasis.opendocument', { foreign: 'drawing' }],
  ['application/vnd.sun.xml', { foreign: 'word-processor' }],
];

/** How the names of files begin that an archive holds of which kind. */
const contentByName: readonly (readonly [start: string, content: ZipContent])[] = [
  ['word/document', { format: 'docx' }],
  ['ppt/presentation', { format: 'pptx' }],
  ['xl/workbook.bin', { foreign: 'binary-excel' }],
  ['xl/workbook', { format: 'xlsx' }],
  ['META-INF/container.xml', { format: 'epub' }],
  ['Index/Slide', { foreign: 'keynote' }],
  ['Index/CalculationEngine', { foreign: 'numbers' }],
  ['Index/Document.iwa', { foreign: 'pages' }],
  ['Index.zip', { foreign: 'pages' }],
  ['visio/document', { foreign: 'drawing' }],
  ['FixedDocumentSequence.fdseq', { foreign: 'postscript' }],
];

const localHeaderBytes = 30;
const maxMimeTypeBytes = 100;

/** The names of an archive's files; of one that is cut, those that are still there. */
function* namesOf(archive: Buffer): Generator<string> {
  try {
    yield* readZipDirectory(archive).keys();
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    for (
      let at = 0;
      at >= 0 && at + localHeaderBytes < archive.length;
      at = archive.indexOf('PK\x03\x04', at + 4, 'latin1')
    ) {
      const nameBytes = archive.readUInt16LE(at + 26);
      yield archive.toString('latin1', at + localHeaderBytes, at + localHeaderBytes + nameBytes);
    }
  }
}

function findMimeType(archive: Buffer): string | undefined {
  const head = archive.toString('latin1', localHeaderBytes, localHeaderBytes + maxMimeTypeBytes);
  return head.startsWith('mimetype') ? head.slice('mimetype'.length) : undefined;
}

/** What an archive is: a document, by the files that it holds, or no more than an archive. */
export function findZipContent(archive: Buffer): ZipContent {
  const mimeType = findMimeType(archive);
  const byType = formatByMimeType.find(([start]) => mimeType?.startsWith(start));
  if (byType) return byType[1];
  const names = [...namesOf(archive)];
  const byName = contentByName.find(([start]) => names.some((name) => name.startsWith(start)));
  return byName?.[1] ?? { foreign: 'archive' };
}
