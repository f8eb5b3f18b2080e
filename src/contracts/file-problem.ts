/** What a file is that people have and that is not read. */
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

/** Problems of which the code says all. */
export type PlainProblemCode =
  // Of its path, as the file system sees it.
  | 'missing'
  | 'no-permission'
  | 'link-cycle'
  | 'link-broken'
  | 'link-outside'
  | 'path-too-long'
  | 'name-not-utf8'
  | 'folder'
  /** A folder that another path leads to as well, under which it is read. */
  | 'folder-read-elsewhere'
  | 'pipe'
  | 'socket'
  | 'device'
  | 'not-regular'
  | 'too-many-open-files'
  | 'disk-error'
  /** Another file took its place while it was being opened. */
  | 'replaced'
  // Of its content.
  | 'empty'
  | 'not-text'
  | 'unknown-encoding'
  | 'no-text'
  | 'password'
  | 'copy-protected'
  | 'damaged'
  /** Scans on which optical character recognition could make nothing out. */
  | 'illegible-scan'
  /** Its fonts do not say which letters they show. */
  | 'letterless-fonts'
  | 'unknown-compression'
  | 'too-many-entries'
  /** Unpacks to far more than text does, for what it is packed in. */
  | 'too-uniform'
  | 'not-a-document'
  | 'too-nested'
  /** What reads it failed on what it holds. */
  | 'malformed'
  /** What reads such files in a process of its own could not be started. */
  | 'no-reader';

/**
 * Why a file or folder of the documents is passed over: a code and what the wording of it needs to know. `text/file-problems`
 * has the words, in each language.
 */
export type FileProblem =
  | { readonly code: PlainProblemCode }
  /** An error of the file system that has no words of its own: its code, such as `EBUSY`. */
  | { readonly code: 'read-error'; readonly systemCode: string }
  | { readonly code: 'too-large'; readonly sizeBytes: number; readonly limitBytes: number }
  | { readonly code: 'unpacks-too-large'; readonly limitBytes: number }
  /** Pages that are scans, by number, and no text. `isOcrOff`: the settings say that such pages are left unread. */
  | { readonly code: 'scan'; readonly pages: readonly number[]; readonly isOcrOff: boolean }
  | { readonly code: 'foreign'; readonly kind: ForeignKind }
  /** Neither of the format that its name promises nor of another that is read. `extension`: in lower case, with its dot. */
  | { readonly code: 'misnamed'; readonly extension: string }
  | { readonly code: 'time-limit'; readonly limitSeconds: number }
  | { readonly code: 'memory-limit'; readonly limitMegabytes: number }
  /** The process that read it ended of itself, with this exit code, signal or error. */
  | { readonly code: 'reader-ended'; readonly ending: string };
