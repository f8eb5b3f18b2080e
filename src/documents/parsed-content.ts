import type { DocumentPart, ParseRemark } from '../contracts/document.js';
import type { ParsedText } from './text-builder.js';

/** What the parser of a format that is not encoded text makes of a file, before the file's path is known. */
export interface ParsedContent extends ParsedText {
  /** In order of `start`. */
  readonly parts: readonly DocumentPart[];
  readonly remarks: readonly ParseRemark[];
}

/** Why a file is not read, as a clause that follows its name; see `unreadable` for those that formats share. */
export interface SkipReason {
  readonly reason: string;
}

/** Reasons that several formats share. */
export const unreadable = {
  password: { reason: 'is protected by a password (save a copy without one)' },
  damaged: { reason: 'is damaged and cannot be opened (open it where it was made and save it again)' },
  noText: { reason: 'holds no text' },
  scan: { reason: 'holds pictures of pages (scans) and no text' },
  illegible: { reason: 'holds pictures of pages (scans) on which OCR could make out no text' },
  tooLarge: { reason: 'unpacks to more than the limit of 256 MB' },
} as const satisfies Record<string, SkipReason>;

/** What is to be said of parts that were not read: those that the file hides, and the first one behind the limit. */
export function remarkUnread(hidden: readonly number[], cutOff: number | undefined): ParseRemark[] {
  const remarks: ParseRemark[] = [];
  if (hidden.length > 0) remarks.push({ code: 'hidden', parts: hidden });
  if (cutOff !== undefined) remarks.push({ code: 'cut-off', parts: [cutOff] });
  return remarks;
}
