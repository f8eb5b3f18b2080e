import type { ParsedDocument, SkippedFile } from '../contracts/document.js';
import type { DocumentSource } from '../contracts/document-parser.js';
import { chooseParser, type ChosenParser } from './choose-parser.js';
import { findExtension } from './document-parsers.js';
import { explainForeign, findForeignKind } from './foreign-files.js';

/** Of a file that is not what its name promises, and nothing else that is read. */
function explainMisnamed(path: string): string {
  const extension = findExtension(path);
  const foreign = findForeignKind(extension);
  return foreign ? explainForeign(foreign) : `is no ${extension} file, and nothing else that is read`;
}

/**
 * Reads the bytes of one file as a document, in the format that they are in, or says why they are no document. See
 * {@link DocumentParser}.
 *
 * @param chosen What {@link chooseParser} says of the file, where that is known.
 */
export async function parseDocument(
  source: DocumentSource,
  chosen: ChosenParser | SkippedFile = chooseParser(source),
): Promise<ParsedDocument | SkippedFile> {
  if ('reason' in chosen) return chosen;
  const { parser, isMisnamed } = chosen;
  const parsed = await parser.parse(source);
  if (!isMisnamed) return parsed;
  if (!('reason' in parsed))
    return { ...parsed, remarks: [{ code: 'misnamed', parts: [] }, ...parsed.remarks] };
  const { path } = source;
  return parser.needsOwnProcess ? parsed : { path, reason: explainMisnamed(path) };
}
