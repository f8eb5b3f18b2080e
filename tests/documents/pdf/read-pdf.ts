import type { FileProblem } from '../../../src/contracts/file-problem.js';
import { expect } from 'vitest';
import type { ParsedContent } from '../../../src/documents/parsed-content.js';
import { parseLimits } from '../../../src/documents/parse-limits.js';
import { nestBlocks } from '../../../src/documents/nest-blocks.js';
import { parsePdf } from '../../../src/documents/pdf/parse-pdf.js';
import { expectBlockPromises } from '../block-promises.js';

export async function tryPdf(bytes: Uint8Array, maxParts = 5000): Promise<ParsedContent | FileProblem> {
  return parsePdf(bytes, { ...parseLimits, maxParts });
}

/** Reads a file that can be read, and holds it to what all readers promise. */
export async function readPdf(bytes: Uint8Array, maxParts = 5000): Promise<ParsedContent> {
  const content = await tryPdf(bytes, maxParts);
  if ('code' in content) throw new Error(content.code);
  const { text, title, parts } = content;
  const blocks = nestBlocks(text, content.blocks);
  expectBlockPromises({ text, blocks, title: title ?? 'none' });
  let before = 0;
  for (const { start } of parts) {
    expect(start).toBeGreaterThanOrEqual(before);
    expect(start).toBeLessThanOrEqual(text.length);
    before = start;
  }
  return content;
}

/** Each block as `kind text`, the level behind the kind. */
export function outlineOf({ text, blocks }: ParsedContent): string[] {
  return blocks.map(
    ({ kind, level, span }) => `${kind}${level > 0 ? String(level) : ''} ${text.slice(span.start, span.end)}`,
  );
}

/** What stands on each page, in order. */
export function pagesOf({ text, parts }: ParsedContent): string[] {
  return parts.map(
    ({ start, number }, i) => `${String(number)}: ${text.slice(start, parts[i + 1]?.start).trim()}`,
  );
}
