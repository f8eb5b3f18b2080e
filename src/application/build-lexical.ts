import type { Manifest } from '../contracts/manifest.js';
import { decodeLexical, encodeLexical } from '../lexical/lexical-file.js';
import { LexicalBuilder, mergeLexical, type LexicalData } from '../lexical/lexical-builder.js';
import { analyzerVersion } from '../text/terms.js';
import { passageText } from '../passages/passage-text.js';
import { readIntact, writeDerivedFile, writePieces } from '../store/derived-files.js';
import type { IndexReader, RowRange } from '../contracts/index-reader.js';
import { yieldToEventLoop } from './event-loop.js';
import { passagesAtATime, type IndexFileBuilder, type BuildJob, type OnBuilt } from './index-file-builder.js';

/** Adds the passages of documents to a builder; gives back the id of the last document. */
async function addDocuments(
  builder: LexicalBuilder,
  reader: IndexReader,
  range: RowRange,
  onBuilt?: OnBuilt,
): Promise<number> {
  let last = range.after ?? 0;
  let done = 0;
  let sinceBreak = 0;
  for await (const { document, passages } of reader.documentsWithPassages(range)) {
    for (const passage of passages) {
      builder.add({ id: passage.id, ...passageText(document, passage.span) });
    }
    last = document.id;
    sinceBreak += passages.length;
    if (sinceBreak >= passagesAtATime) {
      done += sinceBreak;
      sinceBreak = 0;
      onBuilt?.(done);
      await yieldToEventLoop();
    }
  }
  return last;
}

/** The lexical index of everything that `reader` shows. */
export async function buildLexical(reader: IndexReader): Promise<LexicalData> {
  const builder = new LexicalBuilder();
  await addDocuments(builder, reader, {});
  return builder.build();
}

async function loadLast(directory: string, last: Manifest | undefined): Promise<LexicalData | undefined> {
  if (last?.analyzerVersion !== analyzerVersion) return undefined;
  const file = await readIntact(directory, last.lexical);
  return file && decodeLexical(file);
}

/** Brings the last snapshot's lexical index up to date, or builds one where that cannot be done. */
export async function createLexicalBuilder(
  reader: IndexReader,
  { directory, snapshot, last, removed }: BuildJob,
  onBuilt?: OnBuilt,
): Promise<IndexFileBuilder> {
  const old = await loadLast(directory, last);
  const addedSince = old ? snapshot : 0;
  const builder = new LexicalBuilder();
  let after = 0;
  const advance = async (): Promise<void> => {
    after = await addDocuments(builder, reader, { after, addedSince }, onBuilt);
  };
  return {
    advance,
    async finish() {
      await advance();
      let data = builder.build();
      if (old) {
        const gone = new Set(removed);
        data = mergeLexical([{ data: old, isKept: (id) => !gone.has(id) }, { data }]);
      }
      return writeDerivedFile(directory, `lexical-${snapshot}.bin`, (path) => {
        writePieces(path, encodeLexical(data));
      });
    },
  };
}
