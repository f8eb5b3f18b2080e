/** Files that people have and that are not read, with what to do about them. */

export type ForeignKind =
  | 'old-word'
  | 'old-excel'
  | 'old-powerpoint'
  | 'binary-excel'
  | 'pages'
  | 'numbers'
  | 'keynote'
  | 'word-processor'
  | 'drawing'
  | 'kindle'
  | 'djvu'
  | 'postscript'
  | 'picture'
  | 'sound'
  | 'video'
  | 'archive'
  | 'compound'
  | 'office-xml'
  | 'database'
  | 'program';

interface ForeignFile {
  /** Behind "is". */
  readonly what: string;
  /** Between brackets behind that. */
  readonly remedy: string;
  readonly extensions: readonly string[];
  /** Whether it is a document, of which an operator is told by name. A folder may hold thousands of the others. */
  readonly isDocument: boolean;
}

const foreignFiles: Readonly<Record<ForeignKind, ForeignFile>> = {
  'old-word': {
    what: 'an old Word file',
    remedy: 'save it as .docx',
    extensions: ['.doc', '.dot'],
    isDocument: true,
  },
  'old-excel': {
    what: 'an old Excel file',
    remedy: 'save it as .xlsx',
    extensions: ['.xls', '.xlt'],
    isDocument: true,
  },
  'old-powerpoint': {
    what: 'an old PowerPoint file',
    remedy: 'save it as .pptx',
    extensions: ['.ppt', '.pps', '.pot'],
    isDocument: true,
  },
  'binary-excel': {
    what: 'a binary Excel file',
    remedy: 'save it as .xlsx',
    extensions: ['.xlsb'],
    isDocument: true,
  },
  pages: {
    what: 'a Pages document',
    remedy: 'export it as .docx',
    extensions: ['.pages'],
    isDocument: true,
  },
  numbers: {
    what: 'a Numbers spreadsheet',
    remedy: 'export it as .xlsx',
    extensions: ['.numbers'],
    isDocument: true,
  },
  keynote: {
    what: 'a Keynote presentation',
    remedy: 'export it as .pptx',
    extensions: ['.key', '.keynote'],
    isDocument: true,
  },
  'word-processor': {
    what: 'a file of another word processor',
    remedy: 'save it as .docx',
    extensions: ['.wpd', '.wps', '.wri', '.sxw', '.hwp'],
    isDocument: true,
  },
  drawing: {
    what: 'a drawing',
    remedy: 'export it as PDF',
    extensions: ['.odg', '.vsd', '.vsdx', '.pub'],
    isDocument: true,
  },
  kindle: {
    what: 'a Kindle book',
    remedy: 'convert it to .epub',
    extensions: ['.mobi', '.azw', '.azw3'],
    isDocument: true,
  },
  djvu: {
    what: 'a DjVu file',
    remedy: 'convert it to PDF',
    extensions: ['.djvu', '.djv'],
    isDocument: true,
  },
  postscript: {
    what: 'a PostScript or XPS file',
    remedy: 'convert it to PDF',
    extensions: ['.ps', '.eps', '.xps', '.oxps'],
    isDocument: true,
  },
  picture: {
    what: 'a picture',
    remedy: 'save it as PDF: text on pages of a PDF can be recognised',
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
    what: 'a sound recording',
    remedy: 'put what is said in it into a text file',
    extensions: ['.mp3', '.wav', '.m4a', '.ogg', '.oga', '.opus', '.flac', '.aac', '.wma', '.amr'],
    isDocument: false,
  },
  video: {
    what: 'a video',
    remedy: 'put what is said in it into a text file',
    extensions: ['.mp4', '.mov', '.avi', '.mkv', '.webm', '.wmv', '.m4v', '.mpg', '.mpeg', '.flv', '.3gp'],
    isDocument: false,
  },
  archive: {
    what: 'an archive',
    remedy: 'unpack it',
    extensions: ['.zip', '.rar', '.7z', '.gz', '.tgz', '.bz2', '.xz', '.tar', '.zst'],
    isDocument: false,
  },
  compound: {
    what: 'a file of an old office program',
    remedy: 'save it as .docx, .xlsx or .pptx',
    extensions: [],
    isDocument: true,
  },
  'office-xml': {
    what: 'a document of an office program in one XML file',
    remedy: 'save it as .docx, .xlsx or .pptx',
    extensions: ['.fodt', '.fods', '.fodp', '.fodg'],
    isDocument: true,
  },
  database: { what: 'a database', remedy: 'export it as .csv', extensions: [], isDocument: false },
  program: { what: 'a program', remedy: 'take it out of the folder', extensions: [], isDocument: false },
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

/** Why such a file is not read, as a clause that follows its name, with what to do. */
export function explainForeign(kind: ForeignKind): string {
  const { what, remedy } = foreignFiles[kind];
  return `is ${what} (${remedy})`;
}
