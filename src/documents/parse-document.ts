import type { ParsedDocument, SkippedFile } from '../contracts/document.js';
import type { FileProblem } from '../contracts/file-problem.js';
import type { DocumentSource } from '../contracts/document-parser.js';
import { chooseParser, type ChosenParser } from './choose-parser.js';
import { findExtension } from './document-parsers.js';
import { findForeignKind } from './foreign-files.js';

/** Of a file that is not what its name promises, and nothing else that is read. */
function problemOfMisnamed(path: string): FileProblem {
  const extension = findExtension(path);
  const kind = findForeignKind(extension);
  return kind ? { code: 'foreign', kind } : { code: 'misnamed', extension };
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
  if ('problem' in chosen) return chosen;
  const { parser, isMisnamed } = chosen;
  const parsed = await parser.parse(source);
  if (!isMisnamed) return parsed;
  if (!('problem' in parsed))
    return { ...parsed, remarks: [{ code: 'misnamed', parts: [] }, ...parsed.remarks] };
  const { path } = source;
  return parser.needsOwnProcess ? parsed : { path, problem: problemOfMisnamed(path) };
}
