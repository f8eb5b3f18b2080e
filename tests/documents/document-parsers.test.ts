import { expect, it } from 'vitest';
import type { DocumentFormat } from '../../src/contracts/document.js';
import { documentParsers } from '../../src/documents/document-parsers.js';
import { describeDocumentParser } from '../contracts/document-parser-contract.js';

const makers: Readonly<Partial<Record<DocumentFormat, (paragraph: string) => Uint8Array>>> = {
  text: (paragraph) => Buffer.from(paragraph),
  markdown: (paragraph) => Buffer.from(paragraph),
  html: (paragraph) => Buffer.from(`<p>${paragraph}</p>`),
};

for (const parser of documentParsers) describeDocumentParser(parser.format, parser, makers[parser.format]!);

it('has one parser a format and an extension', () => {
  const extensions = documentParsers.flatMap((parser) => parser.extensions);
  expect(new Set(extensions).size).toBe(extensions.length);
  expect(documentParsers.map(({ format }) => format).sort()).toEqual(Object.keys(makers).sort());
});
