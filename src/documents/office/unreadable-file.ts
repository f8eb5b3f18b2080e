import { unreadable, type SkipReason } from '../parsed-content.js';

/** Why an office file is not read, beside the reasons that all formats share. */
export const officeReasons = {
  encrypted: unreadable.password,
  damaged: unreadable.damaged,
  tooLarge: unreadable.tooLarge,
  compression: { reason: 'is compressed in a way that is not read (open it and save it again)' },
  tooManyEntries: { reason: 'is an archive of too many files to be a document' },
  noDocument: { reason: 'is an archive and no document (unpack it)' },
  tooNested: { reason: 'is nested too deeply to be a document' },
} as const satisfies Record<string, SkipReason>;

/** Thrown inside a reader for what a file holds; its parser returns the reason. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';

  constructor(readonly why: SkipReason) {
    super(`the file ${why.reason}`);
  }
}

/** What `parse` makes of a file, or why the file cannot be read. */
export function readOrExplain<Content>(parse: () => Content): Content | SkipReason {
  try {
    return parse();
  } catch (error) {
    if (error instanceof UnreadableFile) return error.why;
    throw error;
  }
}
