/** Why a file is not read, as a clause that follows its name. */

const clauseByCode: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'is missing'],
  ['ENOTDIR', 'is missing'],
  ['EACCES', 'may not be read (permission denied)'],
  ['EPERM', 'may not be read (permission denied)'],
  ['ELOOP', 'is a link that leads in a circle'],
  ['ENAMETOOLONG', 'has a path that is too long to open'],
  ['EISDIR', 'is a folder'],
  ['ENXIO', 'is not a regular file'],
  ['ENODEV', 'is not a regular file'],
  ['EMFILE', 'could not be opened (too many files are open)'],
  ['ENFILE', 'could not be opened (too many files are open)'],
  ['EIO', 'could not be read (the disk reports an error)'],
]);

/** The code of an error of the file system, such as `ENOENT`. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

/** What an error of the file system says about a file. */
export function explainFileError(error: unknown): string {
  const code = errorCode(error);
  return clauseByCode.get(code) ?? `could not be read (${code})`;
}

interface FileType {
  isFile(): boolean;
  isDirectory(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
}

/** Undefined for a regular file. */
export function explainFileType(type: FileType): string | undefined {
  if (type.isFile()) return undefined;
  if (type.isDirectory()) return 'is a folder';
  if (type.isFIFO()) return 'is not a regular file (it is a pipe)';
  if (type.isSocket()) return 'is not a regular file (it is a socket)';
  return 'is not a regular file (it is a device)';
}

const bytesPerMegabyte = 2 ** 20;

/** In MB of 2^20 bytes, rounded up to a tenth, so that what is over a limit never looks like the limit. */
function formatMegabytes(bytes: number): string {
  return `${Math.ceil((bytes / bytesPerMegabyte) * 10) / 10} MB`;
}

export function explainSize(sizeBytes: number, maxFileBytes: number): string {
  const limit = maxFileBytes / bytesPerMegabyte;
  const shownLimit = Math.floor(limit * 10) / 10;
  return `is ${formatMegabytes(sizeBytes)}, over the limit of ${shownLimit} MB (MAX_FILE_MB)`;
}
