import { megabytesAbove, megabytesBelow, type ProblemWording } from './problem-wording.js';

const asDocx = 'save it as .docx';
const asNewOffice = 'save it as .docx, .xlsx or .pptx';
const asText = 'put what is said in it into a text file';

const foreignKinds: ProblemWording['foreignKinds'] = {
  'old-word': `is an old Word file (${asDocx})`,
  'old-excel': 'is an old Excel file (save it as .xlsx)',
  'old-powerpoint': 'is an old PowerPoint file (save it as .pptx)',
  'binary-excel': 'is a binary Excel file (save it as .xlsx)',
  pages: 'is a Pages document (export it as .docx)',
  numbers: 'is a Numbers spreadsheet (export it as .xlsx)',
  keynote: 'is a Keynote presentation (export it as .pptx)',
  'word-processor': `is a file of another word processor (${asDocx})`,
  drawing: 'is a drawing (export it as PDF)',
  kindle: 'is a Kindle book (convert it to .epub)',
  djvu: 'is a DjVu file (convert it to PDF)',
  postscript: 'is a PostScript or XPS file (convert it to PDF)',
  picture: 'is a picture (save it as PDF: text on pages of a PDF can be recognised)',
  sound: `is a sound recording (${asText})`,
  video: `is a video (${asText})`,
  archive: 'is an archive (unpack it)',
  compound: `is a file of an old office program (${asNewOffice})`,
  'office-xml': `is a document of an office program in one XML file (${asNewOffice})`,
  database: 'is a database (export it as .csv)',
  program: 'is a program (take it out of the folder)',
};

/** Clauses that follow the name of the file, or "it". */
export const english: ProblemWording = {
  missing: 'is missing',
  'no-permission': 'may not be read (permission denied)',
  'link-cycle': 'is a link that leads in a circle',
  'link-broken': 'is a link that leads nowhere',
  'link-outside': 'is a link that leads out of the folder',
  'path-too-long': 'has a path that is too long to open',
  'name-not-utf8': 'has a name that is not valid UTF-8',
  folder: 'is a folder',
  'folder-read-elsewhere': 'is a folder that is read under another path',
  pipe: 'is not a regular file (it is a pipe)',
  socket: 'is not a regular file (it is a socket)',
  device: 'is not a regular file (it is a device)',
  'not-regular': 'is not a regular file',
  'too-many-open-files': 'could not be opened (too many files are open)',
  'disk-error': 'could not be read (the disk reports an error)',
  replaced: 'was replaced while it was opened',
  'read-error': ({ systemCode }) => `could not be read (${systemCode})`,
  'too-large': ({ sizeBytes, limitBytes }) =>
    `is ${megabytesAbove(sizeBytes)} MB, over the limit of ${megabytesBelow(limitBytes)} MB (MAX_FILE_MB)`,
  empty: 'is empty',
  'not-text': 'is not text',
  'unknown-encoding': 'is in an encoding that could not be told (save it as UTF-8)',
  'no-text': 'holds no text',
  password: 'is protected by a password (save a copy without one)',
  'copy-protected': 'is protected against copying (DRM) and cannot be read (get a copy without protection)',
  damaged: 'is damaged and cannot be opened (open it where it was made and save it again)',
  scan: ({ isOcrOff }) =>
    `holds pictures of pages (scans) and no text${isOcrOff ? '; OCR=auto has them read' : ''}`,
  'illegible-scan': 'holds pictures of pages (scans) on which OCR could make out no text',
  'letterless-fonts':
    'holds text in fonts that do not say which letters they show (print it to PDF again from the program that made it)',
  'unpacks-too-large': ({ limitBytes }) =>
    `unpacks to more than the limit of ${megabytesBelow(limitBytes)} MB`,
  'unknown-compression': 'is compressed in a way that is not read (open it and save it again)',
  'too-uniform': 'unpacks to more than 250 times its size, as no document does',
  'too-many-entries': 'is an archive of too many files to be a document',
  'not-a-document': 'is an archive and no document (unpack it)',
  'too-nested': 'is nested too deeply to be a document',
  foreign: ({ kind }) => foreignKinds[kind],
  misnamed: ({ extension }) => `is no ${extension} file, and nothing else that is read`,
  'time-limit': ({ limitSeconds }) => `takes longer to read than the limit of ${limitSeconds} s`,
  'memory-limit': ({ limitMegabytes }) => `takes more memory to read than the limit of ${limitMegabytes} MB`,
  'reader-ended': ({ ending }) => `could not be read (what reads such files ended with ${ending})`,
  'no-reader': 'could not be read (what reads such files could not be started)',
  malformed: 'could not be read (its content is not as its format prescribes)',
  foreignKinds,
};
