/** What runs in the process that reads untrusted formats; `isolated-parser.ts` starts it and talks to it. */
import type { ParsedDocument, SkippedFile } from '../contracts/document.js';
import type { DocumentSource } from '../contracts/document-parser.js';
import { parseDocument } from '../documents/parse-document.js';

/** What the process answers for a file. */
export type ParserAnswer = { readonly parsed: ParsedDocument | SkippedFile } | { readonly reason: string };

/** What the process says: that it can read, then of each file that it has taken it, and what became of it. */
export type ParserNews = 'ready' | 'begun' | ParserAnswer;

const tell = (news: ParserNews): boolean | undefined => process.send?.(news);

async function answerFor(source: DocumentSource): Promise<ParserAnswer> {
  try {
    return { parsed: await parseDocument(source) };
  } catch {
    // A defect of ours or of a library, which must cost no more than the file.
    return { reason: 'could not be read (its content is not as its format prescribes)' };
  }
}

process.on('message', (source: DocumentSource) => {
  tell('begun');
  void answerFor(source).then(tell);
});
// Ctrl-C reaches every process of a terminal: the indexer decides what becomes of this one.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => {
  process.exit();
});
tell('ready');
