import type { DocumentFormat } from '../contracts/document.js';
import type { DocumentParser } from '../contracts/document-parser.js';
import { createBinaryFormatParser } from './binary-format-parser.js';
import { findDeclaredEncoding, parseHtml } from './parse-html.js';
import { parseMarkdown } from './parse-markdown.js';
import { parseText } from './parse-text.js';
import { createPlainFormatParser } from './plain-format-parser.js';

/** One a format. A new format is a parser more in this list, and a file of its own. */
export const documentParsers: readonly DocumentParser[] = [
  createPlainFormatParser({
    format: 'text',
    extensions: ['.txt', '.text'],
    load: () => Promise.resolve(parseText),
  }),
  createPlainFormatParser({
    format: 'markdown',
    extensions: ['.md', '.markdown'],
    load: () => Promise.resolve(parseMarkdown),
  }),
  createPlainFormatParser({
    format: 'html',
    extensions: ['.html', '.htm', '.xhtml'],
    load: () => Promise.resolve(parseHtml),
    findDeclaredEncoding,
  }),
  createPlainFormatParser({
    format: 'csv',
    extensions: ['.csv', '.tsv'],
    load: async () => (await import('./spreadsheet/parse-csv.js')).parseCsv,
  }),
  createBinaryFormatParser({
    format: 'pdf',
    extensions: ['.pdf'],
    load: async () => (await import('./pdf/parse-pdf.js')).parsePdf,
  }),
  createBinaryFormatParser({
    format: 'docx',
    extensions: ['.docx', '.docm', '.dotx', '.dotm'],
    load: async () => (await import('./office/docx/parse-docx.js')).parseDocx,
  }),
  createBinaryFormatParser({
    format: 'odt',
    extensions: ['.odt', '.ott'],
    load: async () => (await import('./office/odt/parse-odt.js')).parseOdt,
  }),
  createBinaryFormatParser({
    format: 'rtf',
    extensions: ['.rtf'],
    load: async () => (await import('./office/rtf/parse-rtf.js')).parseRtf,
  }),
  createBinaryFormatParser({
    format: 'epub',
    extensions: ['.epub'],
    load: async () => (await import('./ebook/parse-epub.js')).parseEpub,
  }),
  createBinaryFormatParser({
    format: 'pptx',
    extensions: ['.pptx', '.pptm', '.ppsx', '.ppsm', '.potx', '.potm'],
    load: async () => (await import('./presentation/parse-pptx.js')).parsePptx,
  }),
  createBinaryFormatParser({
    format: 'odp',
    extensions: ['.odp', '.otp'],
    load: async () => (await import('./presentation/parse-odp.js')).parseOdp,
  }),
  createBinaryFormatParser({
    format: 'xlsx',
    extensions: ['.xlsx', '.xlsm', '.xltx', '.xltm'],
    load: async () => (await import('./spreadsheet/parse-xlsx.js')).parseXlsx,
  }),
  createBinaryFormatParser({
    format: 'ods',
    extensions: ['.ods', '.ots'],
    load: async () => (await import('./spreadsheet/parse-ods.js')).parseOds,
  }),
];

const byExtension: ReadonlyMap<string, DocumentParser> = new Map(
  documentParsers.flatMap((parser) => parser.extensions.map((extension) => [extension, parser])),
);

const byFormat: ReadonlyMap<DocumentFormat, DocumentParser> = new Map(
  documentParsers.map((parser) => [parser.format, parser]),
);

/** The extensions of file names that are read, in lower case, each with its dot. */
export const readableExtensions: readonly string[] = [...byExtension.keys()];

/** The extension of a file's name, in lower case with its dot; empty where it has none that looks like one. */
export function findExtension(path: string): string {
  return /[^/.](\.[\p{L}\p{N}_-]{1,16})$/u.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** The parser that the extension of `path` stands for, whatever its case. */
export function findParser(path: string): DocumentParser | undefined {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? undefined : byExtension.get(path.slice(dot).toLowerCase());
}

export function parserOf(format: DocumentFormat): DocumentParser | undefined {
  return byFormat.get(format);
}
