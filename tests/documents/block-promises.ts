import { expect } from 'vitest';

import type { ParsedDocument, SkippedFile } from '../../src/contracts/document.js';
import { parseDocument } from '../../src/documents/parse-document.js';

/** What the doc comment of `Block` promises, for any document. */
export function expectBlockPromises({
  text,
  blocks,
  title,
}: Pick<ParsedDocument, 'text' | 'blocks' | 'title'>): void {
  let from = 0;
  for (const { span, kind, level, line } of blocks) {
    expect(span.start).toBeGreaterThanOrEqual(from);
    expect(span.end).toBeGreaterThan(span.start);
    expect(text.slice(from, span.start).trim()).toBe('');
    const block = text.slice(span.start, span.end);
    expect(block.trim()).toBe(block);
    expect(kind === 'heading' ? level >= 1 && level <= 6 : level === 0).toBe(true);
    expect(line).toBeGreaterThanOrEqual(1);
    from = span.end;
  }
  expect(text.slice(from).trim()).toBe('');
  const titles = blocks.filter((block) => block.kind === 'title');
  expect(titles.length).toBeLessThanOrEqual(1);
  for (const { span } of titles) {
    expect(text.slice(span.start, span.end).replace(/\s+/g, ' ')).toBe(title);
  }
  expect(text).not.toMatch(/[\r\0]/);
  expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
  expect(Buffer.from(title, 'utf8').toString('utf8')).toBe(title);
  expect(title.trim()).not.toBe('');
}

export async function parse(path: string, content: string | Uint8Array): Promise<ParsedDocument> {
  const result: ParsedDocument | SkippedFile = await parseDocument({ path, bytes: Buffer.from(content) });
  if ('reason' in result) throw new Error(`${path} ${result.reason}`);
  expectBlockPromises(result);
  return result;
}

/** Each block as `line kind text`, the level behind the kind of a heading. */
export function outline({ text, blocks }: ParsedDocument): string[] {
  return blocks.map(
    ({ kind, level, line, span }) =>
      `${line} ${kind}${level > 0 ? String(level) : ''} ${text.slice(span.start, span.end)}`,
  );
}
