const bytesPerMegabyte = 2 ** 20;

/** Why an office file is not read, as clauses that follow its name. */
export const officeReasons = {
  encrypted: 'is protected by a password (save a copy without one)',
  damaged: 'is damaged or cut off (open it in the program that made it and save it again)',
  compression: 'is compressed in a way that is not read (open it and save it again)',
  tooManyEntries: 'is an archive of too many files to be a document',
  noDocument: 'is a ZIP archive and no document (unpack it)',
  tooNested: 'is nested too deeply to be a document',
} as const;

export function explainUnpackedSize(maxUnpackedBytes: number): string {
  return `unpacks to more than ${Math.floor(maxUnpackedBytes / bytesPerMegabyte)} MB (split it, or save it as text)`;
}

/** Thrown inside a reader for what a file holds; its parser makes a reason of it. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';

  /** @param reason A clause that follows the name of the file. */
  constructor(readonly reason: string) {
    super(`the file ${reason}`);
  }
}
