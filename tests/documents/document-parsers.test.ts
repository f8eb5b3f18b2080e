import { expect, it } from 'vitest';
import type { DocumentFormat } from '../../src/contracts/document.js';
import { documentParsers } from '../../src/documents/document-parsers.js';
import { describeDocumentParser } from '../contracts/document-parser-contract.js';
import { smallestFiles } from './smallest-files.js';

for (const parser of documentParsers) {
  describeDocumentParser(parser.format, parser, smallestFiles[parser.format]);
}

it('has one parser a format and an extension', () => {
  const extensions = documentParsers.flatMap((parser) => parser.extensions);
  expect(new Set(extensions).size).toBe(extensions.length);
  const formats: DocumentFormat[] = documentParsers.map(({ format }) => format);
  expect(formats.sort()).toEqual(Object.keys(smallestFiles).sort());
});
