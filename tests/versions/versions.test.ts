/**
 * An index remembers the versions of what made it, and is rebuilt in part when one of them changes. These tests fail
 * when the output of a versioned step changes while its version stays: users would keep an index that the new code
 * misreads. Bump the version that the failure names, then write down the new digest beside it.
 */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DocumentPart, ParsedDocument } from '../../src/contracts/document.js';
import { parserVersion } from '../../src/documents/parser-version.js';
import { parseDocument } from '../../src/documents/parse-document.js';
import { LexicalBuilder } from '../../src/lexical/lexical-builder.js';
import { encodeLexical } from '../../src/lexical/lexical-file.js';
import { passageText, readablePassage } from '../../src/passages/passage-text.js';
import { passageSplitterVersion, splitPassages } from '../../src/passages/split-passages.js';
import { buildForwardIndexEntry, forwardIndexVersion } from '../../src/reranking/forward-index.js';
import {
  encodeBlocks,
  encodeForwardIndexEntry,
  encodeParts,
  encodeSpans,
  encodeVector,
} from '../../src/store/rows.js';
import { schema, schemaVersion } from '../../src/store/schema.js';
import { analyzerVersion, termsOf } from '../../src/text/terms.js';
import { tokenize } from '../../src/text/tokenize.js';
import { mixedFiles } from './mixed-files.js';

function digest(value: unknown): string {
  const bytes = value instanceof Uint8Array ? value : JSON.stringify(value);
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

const documents: ParsedDocument[] = await Promise.all(
  Object.entries(mixedFiles).map(async ([path, content]) => {
    const document = await parseDocument({ path, bytes: Buffer.from(content) });
    if ('problem' in document) throw new Error(document.problem.code);
    return document;
  }),
);
const parts: readonly DocumentPart[] = [
  { kind: 'page', start: 0, number: 1, label: 'i' },
  { kind: 'notes', start: 5, number: 2, reading: 'recognised' },
  { kind: 'sheet', start: 70_000, number: 3 },
];
const limits = { targetTokens: 40, maxTokens: 60 };
const passages = documents.flatMap((document) =>
  splitPassages(document, (text) => tokenize(text).length, limits).map((passage) => ({
    document,
    passage,
  })),
);
const entries = passages.map(({ document, passage }) =>
  buildForwardIndexEntry(readablePassage(document, passage)),
);

/** What each versioned step makes of the files: its version, the output, and the output's digest at that version. */
const golden: Readonly<Record<string, readonly [version: number, output: unknown, recorded: string]>> = {
  'parserVersion (documents/parser-version.ts)': [
    parserVersion,
    documents.map(({ title, text, blocks }) => [title, text, blocks]),
    '4 30548d938a332286',
  ],
  'passageSplitterVersion (passages/split-passages.ts)': [
    passageSplitterVersion,
    passages.map(({ document, passage }) => [passage, passageText(document, passage.span)]),
    '3 113534d7f419a6eb',
  ],
  'analyzerVersion (text/terms.ts), for words and stems': [
    analyzerVersion,
    documents.map(({ text }) => tokenize(text).map((word) => [word, termsOf(word)])),
    '3 ba537854a18fa075',
  ],
  'analyzerVersion (text/terms.ts), for the file of the lexical index': [
    analyzerVersion,
    Buffer.concat(
      encodeLexical(
        passages
          .reduce((builder, { document, passage }, id) => {
            builder.add({ id, ...passageText(document, passage.span) });
            return builder;
          }, new LexicalBuilder())
          .build(),
      ),
    ),
    '3 b7c70985e1d369d1',
  ],
  'forwardIndexVersion (reranking/forward-index.ts)': [
    forwardIndexVersion,
    entries.map((entry) => encodeForwardIndexEntry(entry).toString('hex')),
    '2 4e554b8b95b6283d',
  ],
  'schemaVersion (store/schema.ts), for tables': [
    schemaVersion,
    schema.replace(/--.*$/gmu, ''),
    '8 359bbd2f3327525f',
  ],
  'schemaVersion (store/schema.ts), for the codecs of rows': [
    schemaVersion,
    [
      ...documents.map(({ blocks }) => encodeBlocks(blocks)),
      encodeParts(parts),
      ...passages.map(({ passage }) => encodeSpans(passage.sentences).toString('hex')),
      encodeVector(Float32Array.of(0, -1, 0.5, 1e-8)).toString('hex'),
    ],
    '8 b8c399e3e333327b',
  ],
};

describe('a version', () => {
  it.each(Object.entries(golden))('%s belongs to its output', (_, [version, output, recorded]) => {
    expect(`${version} ${digest(output)}`).toBe(recorded);
  });
});
