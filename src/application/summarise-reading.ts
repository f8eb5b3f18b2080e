import type { DocumentFormat, DocumentPart, ParsedDocument, ReadSummary } from '../contracts/document.js';

/** Of these all is read, and there is nothing to say of it. */
const plainFormats: ReadonlySet<DocumentFormat> = new Set<DocumentFormat>([
  'text',
  'markdown',
  'html',
  'csv',
]);

/** What an operator is told of a file that was read; none where there is nothing to tell. */
export function summariseReading(path: string, document: ParsedDocument): ReadSummary[] {
  const { format, blocks, remarks } = document;
  if (plainFormats.has(format) && remarks.length === 0) return [];
  const parts: Partial<Record<DocumentPart['kind'], number>> = {};
  for (const { kind } of document.parts) parts[kind] = (parts[kind] ?? 0) + 1;
  const headings = blocks.filter(({ kind }) => kind === 'heading').length;
  return [{ path, format, headings, parts, remarks }];
}
