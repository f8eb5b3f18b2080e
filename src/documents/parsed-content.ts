import type { DocumentPart, ParseRemark } from '../contracts/document.js';
import type { ParsedText } from './text-builder.js';

/** What the parser of a format that is not encoded text makes of a file, before the file's path is known. */
export interface ParsedContent extends ParsedText {
  /** In order of `start`. */
  readonly parts: readonly DocumentPart[];
  readonly remarks: readonly ParseRemark[];
}

/** What is to be said of parts that were not read: those that the file hides, and the first one behind the limit. */
export function remarkUnread(hidden: readonly number[], cutOff: number | undefined): ParseRemark[] {
  const remarks: ParseRemark[] = [];
  if (hidden.length > 0) remarks.push({ code: 'hidden', parts: hidden });
  if (cutOff !== undefined) remarks.push({ code: 'cut-off', parts: [cutOff] });
  return remarks;
}
