import { join } from 'node:path';

/** The file of the database of the index in a directory. */
export function databasePath(directory: string): string {
  return join(directory, 'isnad.sqlite');
}
