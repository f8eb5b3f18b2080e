import { crc32 } from 'node:zlib';
import type {
  Block,
  Cell,
  DocumentFormat,
  DocumentPart,
  NewlineStyle,
  StoredDocument,
} from '../contracts/document.js';
import type { ForwardIndexEntry } from '../contracts/forward-index.js';
import type { StoredPassage } from '../contracts/passage.js';
import type { Span } from '../contracts/span.js';

export interface DocumentRow {
  id: number;
  path: string;
  sha256: string;
  title: string;
  format: string;
  encoding: string;
  newline: string;
  indexed_at_ms: number;
  passage_count: number;
  blocks: string;
  parts: string;
  text: string;
  checksum: number;
}

export interface PassageRow {
  id: number;
  document_id: number;
  ordinal: number;
  sentences: Buffer;
  sentences_checksum: number;
}

/** A passage's vector, and its checksum when it was stored. */
export interface VectorRow {
  vector: Buffer;
  vector_checksum: number;
}

/** A passage's forward index entry, and its checksum when it was stored. */
export interface ForwardIndexRow {
  forward_index: Buffer;
  forward_index_checksum: number;
}

type CellTuple = [start: number, end: number, column: number, columns: number, isHeader: 0 | 1];

/** Blocks are kept as rows of numbers and a name, a third of the size of objects; what most have not comes last. */
type BlockTuple = [
  kind: Block['kind'],
  start: number,
  end: number,
  level: number,
  line: number,
  content: number,
  parent: number,
  cells?: CellTuple[] | 0,
  lineBreaks?: readonly number[],
];

function encodeBlock({ kind, span, level, line, content, parent, cells, lineBreaks }: Block): BlockTuple {
  const tuple: BlockTuple = [kind, span.start, span.end, level, line, content, parent];
  if (cells || lineBreaks) {
    const cellTuples = cells?.map((cell): CellTuple => [
      cell.span.start,
      cell.span.end,
      cell.column,
      cell.columns,
      cell.isHeader ? 1 : 0,
    ]);
    tuple.push(cellTuples ?? 0);
  }
  if (lineBreaks) tuple.push(lineBreaks);
  return tuple;
}

export function encodeBlocks(blocks: readonly Block[]): string {
  return JSON.stringify(blocks.map(encodeBlock));
}

function decodeCell([start, end, column, columns, isHeader]: CellTuple): Cell {
  return { span: { start, end }, column, columns, isHeader: isHeader === 1 };
}

function decodeBlocks(json: string): Block[] {
  return (JSON.parse(json) as BlockTuple[]).map(
    ([kind, start, end, level, line, content, parent, cells, lineBreaks]): Block => ({
      kind,
      span: { start, end },
      level,
      line,
      content,
      parent,
      ...(cells && { cells: cells.map(decodeCell) }),
      ...(lineBreaks && { lineBreaks }),
    }),
  );
}

type PartTuple = [
  kind: DocumentPart['kind'],
  start: number,
  number: number,
  label?: string | 0,
  reading?: DocumentPart['reading'],
];

export function encodeParts(parts: readonly DocumentPart[]): string {
  return JSON.stringify(
    parts.map(({ kind, start, number, label, reading }): PartTuple => {
      const tuple: PartTuple = [kind, start, number];
      // Half a surrogate pair would come back as U+FFFD.
      if (label !== undefined || reading) tuple.push(label?.toWellFormed() ?? 0);
      if (reading) tuple.push(reading);
      return tuple;
    }),
  );
}

function decodeParts(json: string): DocumentPart[] {
  return (JSON.parse(json) as PartTuple[]).map(([kind, start, number, label, reading]): DocumentPart => ({
    kind,
    start,
    number,
    ...(typeof label === 'string' && { label }),
    ...(reading && { reading }),
  }));
}

export function encodeSpans(spans: readonly Span[]): Buffer {
  const buffer = Buffer.alloc(spans.length * 8);
  spans.forEach(({ start, end }, index) => {
    buffer.writeUInt32LE(start, index * 8);
    buffer.writeUInt32LE(end, index * 8 + 4);
  });
  return buffer;
}

function decodeSpans(buffer: Buffer): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i + 8 <= buffer.length; i += 8) {
    spans.push({ start: buffer.readUInt32LE(i), end: buffer.readUInt32LE(i + 4) });
  }
  return spans;
}

export function encodeVector(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** A copy: SQLite's buffers are not aligned to four bytes. */
export function decodeVector(buffer: Buffer): Float32Array {
  const vector = new Float32Array(buffer.length / 4);
  buffer.copy(Buffer.from(vector.buffer));
  return vector;
}

/**
 * Words of 32 bits, little-endian: how many words the context has, how many sentences there are, then the stems of the
 * context, the sentences and the stems of the body. Of a sentence's word, the upper eight bits are its signals, the
 * others its end.
 */
const forwardIndexHead = 2;
const signalsShift = 24;

export function encodeForwardIndexEntry(entry: ForwardIndexEntry): Buffer {
  const { contextStems, sentenceEnds, bodyStems, signals } = entry;
  const sentences = sentenceEnds.map((end, index) => end | (signals[index]! << signalsShift));
  const parts = [[contextStems.length, sentences.length], contextStems, sentences, bodyStems];
  const words = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    words.set(part, at);
    at += part.length;
  }
  return Buffer.from(words.buffer);
}

/** Views of a copy: SQLite's buffers are not aligned to four bytes. */
export function decodeForwardIndexEntry(buffer: Buffer): ForwardIndexEntry {
  const words = new Uint32Array(buffer.length / 4);
  buffer.copy(Buffer.from(words.buffer));
  const [contextWords, sentences] = words as unknown as [number, number];
  const firstSentence = forwardIndexHead + contextWords;
  const sentenceEnds = words.subarray(firstSentence, firstSentence + sentences);
  const signals = Uint8Array.from(sentenceEnds, (sentence) => sentence >>> signalsShift);
  for (let i = 0; i < sentences; i++) sentenceEnds[i]! &= (1 << signalsShift) - 1;
  return {
    contextStems: words.subarray(forwardIndexHead, firstSentence),
    sentenceEnds,
    bodyStems: words.subarray(firstSentence + sentences),
    signals,
  };
}

/** The checksum of what a reader is shown of a document. */
export function sumDocument(
  row: Pick<
    DocumentRow,
    'path' | 'sha256' | 'title' | 'format' | 'encoding' | 'newline' | 'blocks' | 'parts' | 'text'
  >,
): number {
  const { path, sha256, title, format, encoding, newline, blocks, parts, text } = row;
  return crc32(text, crc32(JSON.stringify([path, sha256, title, format, encoding, newline, blocks, parts])));
}

/** The checksum of a passage's sentences, vector or forward index entry. */
export function sumBytes(bytes: Buffer): number {
  return crc32(bytes);
}

/** Whether all of a passage is what was stored. */
export function isPassageIntact(
  row: Pick<PassageRow, 'sentences' | 'sentences_checksum'> & VectorRow & ForwardIndexRow,
): boolean {
  return (
    sumBytes(row.sentences) === row.sentences_checksum &&
    sumBytes(row.vector) === row.vector_checksum &&
    sumBytes(row.forward_index) === row.forward_index_checksum
  );
}

export function toDocument(row: DocumentRow): StoredDocument {
  return {
    id: row.id,
    path: row.path,
    sha256: row.sha256,
    title: row.title,
    format: row.format as DocumentFormat,
    encoding: row.encoding,
    newline: row.newline as NewlineStyle,
    indexedAtMs: row.indexed_at_ms,
    blocks: decodeBlocks(row.blocks),
    parts: decodeParts(row.parts),
    text: row.text,
  };
}

export function toPassage(row: PassageRow): StoredPassage {
  const sentences = decodeSpans(row.sentences);
  return {
    id: row.id,
    documentId: row.document_id,
    ordinal: row.ordinal,
    span: { start: sentences[0]!.start, end: sentences.at(-1)!.end },
    sentences,
  };
}
