import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { UsageError } from '../contracts/errors.js';

/** The text of a file, plain or .gz. `remedy`: what to give instead. @throws UsageError where it cannot be read. */
export function readText(path: string, remedy: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : 'it cannot be read';
    throw new UsageError(`${path}: ${reason}.`, remedy, { cause: error });
  }
  try {
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (isGzip ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UsageError(`${path} is not a whole gzip file.`, 'Make it again, or give the plain file.', {
      cause: error,
    });
  }
}
