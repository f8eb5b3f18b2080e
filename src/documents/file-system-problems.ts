import type { FileProblem } from '../contracts/file-problem.js';

const problemByCode: ReadonlyMap<string, FileProblem> = new Map([
  ['ENOENT', { code: 'missing' }],
  ['ENOTDIR', { code: 'missing' }],
  ['EACCES', { code: 'no-permission' }],
  ['EPERM', { code: 'no-permission' }],
  ['ELOOP', { code: 'link-cycle' }],
  ['ENAMETOOLONG', { code: 'path-too-long' }],
  ['EISDIR', { code: 'folder' }],
  ['ENXIO', { code: 'not-regular' }],
  ['ENODEV', { code: 'not-regular' }],
  ['EMFILE', { code: 'too-many-open-files' }],
  ['ENFILE', { code: 'too-many-open-files' }],
  ['EIO', { code: 'disk-error' }],
]);

/** The code of an error of the file system, such as `ENOENT`. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

/** What an error of the file system says about a file. */
export function problemOfError(error: unknown): FileProblem {
  const systemCode = errorCode(error);
  return problemByCode.get(systemCode) ?? { code: 'read-error', systemCode };
}

interface FileType {
  isFile(): boolean;
  isDirectory(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
}

/** Undefined for a regular file. */
export function problemOfType(type: FileType): FileProblem | undefined {
  if (type.isFile()) return undefined;
  if (type.isDirectory()) return { code: 'folder' };
  if (type.isFIFO()) return { code: 'pipe' };
  if (type.isSocket()) return { code: 'socket' };
  return { code: 'device' };
}
