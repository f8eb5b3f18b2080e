import type { ForeignKind } from '../contracts/file-problem.js';

/** Files that people have and that are not read. */
interface ForeignFile {
  readonly extensions: readonly string[];
  /** Whether it is a document, of which an operator is told by name. A folder may hold thousands of the others. */
  readonly isDocument: boolean;
}

const foreignFiles: Readonly<Record<ForeignKind, ForeignFile>> = {
  'old-word': {
    extensions: ['.doc', '.dot'],
    isDocument: true,
  },
  'old-excel': {
    extensions: ['.xls', '.xlt'],
    isDocument: true,
  },
  'old-powerpoint': {
    extensions: ['.ppt', '.pps', '.pot'],
    isDocument: true,
  },
  'binary-excel': {
    extensions: ['.xlsb'],
    isDocument: true,
  },
  pages: {
    extensions: ['.pages'],
    isDocument: true,
  },
  numbers: {
    extensions: ['.numbers'],
    isDocument: true,
  },
  keynote: {
    extensions: ['.key', '.keynote'],
    isDocument: true,
  },
  'word-processor': {
    extensions: ['.wpd', '.wps', '.wri', '.sxw', '.hwp'],
    isDocument: true,
  },
  drawing: {
    extensions: ['.odg', '.vsd', '.vsdx', '.pub'],
    isDocument: true,
  },
  kindle: {
    extensions: ['.mobi', '.azw', '.azw3'],
    isDocument: true,
  },
  djvu: {
    extensions: ['.djvu', '.djv'],
    isDocument: true,
  },
  postscript: {
    extensions: ['.ps', '.eps', '.xps', '.oxps'],
    isDocument: true,
  },
  picture: {
    extensions: [
      '.png',
      '.jpg',
      '.jpeg',
      '.gif',
      '.webp',
      '.tif',
      '.tiff',
      '.bmp',
      '.heic',
      '.heif',
      '.avif',
      '.svg',
    ],
    isDocument: false,
  },
  sound: {
    extensions: ['.mp3', '.wav', '.m4a', '.ogg', '.oga', '.opus', '.flac', '.aac', '.wma', '.amr'],
    isDocument: false,
  },
  video: {
    extensions: ['.mp4', '.mov', '.avi', '.mkv', '.webm', '.wmv', '.m4v', '.mpg', '.mpeg', '.flv', '.3gp'],
    isDocument: false,
  },
  archive: {
    extensions: ['.zip', '.rar', '.7z', '.gz', '.tgz', '.bz2', '.xz', '.tar', '.zst'],
    isDocument: false,
  },
  compound: {
    extensions: [],
    isDocument: true,
  },
  'office-xml': {
    extensions: ['.fodt', '.fods', '.fodp', '.fodg'],
    isDocument: true,
  },
  database: { extensions: [], isDocument: false },
  program: { extensions: [], isDocument: false },
};

const kindByExtension: ReadonlyMap<string, ForeignKind> = new Map(
  Object.entries(foreignFiles).flatMap(([kind, { extensions }]) =>
    extensions.map((extension) => [extension, kind as ForeignKind]),
  ),
);

/** What the extension of a file's name, in lower case with its dot, says that the file is. */
export function findForeignKind(extension: string): ForeignKind | undefined {
  return kindByExtension.get(extension);
}

/** Whether such a file is a document, which its owner expects to be read. */
export function isForeignDocument(kind: ForeignKind): boolean {
  return foreignFiles[kind].isDocument;
}
