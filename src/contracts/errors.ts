/**
 * What went wrong, in plain words, and what the person at the keyboard can do about it.
 * The `main` files print `message` and `remedy` and nothing else; the bot logs them.
 */
export class IsnadError extends Error {
  /** A stable name for programs, such as `INDEX_MISSING`. */
  readonly code: string;
  /** One sentence that says what to do. */
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.remedy = remedy;
  }
}

/** A command line, a question or a setting that cannot be used as given. */
export class UsageError extends IsnadError {
  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super('USAGE', message, remedy, options);
  }
}

/** The documents folder is not there, or is no folder: mistyped, or a share that is not mounted yet. */
export class MissingFolderError extends UsageError {}

type IndexErrorCode =
  | 'INDEX_MISSING'
  | 'INDEX_EMPTY'
  | 'INDEX_MISMATCH'
  | 'INDEX_DAMAGED'
  | 'INDEX_LOCKED'
  | 'INDEX_WRITE'
  | 'INDEX_UNREACHABLE';

/** The index cannot answer: missing, made otherwise, damaged, or on a server that is gone. */
export class IndexError extends IsnadError {
  declare readonly code: IndexErrorCode;

  // eslint-disable-next-line @typescript-eslint/no-useless-constructor -- it narrows the codes
  constructor(code: IndexErrorCode, message: string, remedy: string, options?: ErrorOptions) {
    super(code, message, remedy, options);
  }
}

/** The embedding model cannot be loaded, or does not give what its entry in the table says. */
export class ModelError extends IsnadError {
  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super('MODEL', message, remedy, options);
  }
}

/** A package that cannot be loaded as it is installed. Running again does not help before that is mended. */
export class InstallationError extends IsnadError {
  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super('INSTALLATION', message, remedy, options);
  }
}
