import { expect } from 'vitest';

import type { ParsedDocument, SkippedFile } from '../../src/contracts/document.js';
import type { DraftBlock } from '../../src/documents/text-builder.js';
import { parseDocument } from '../../src/documents/parse-document.js';

/** What the doc comment of `DocumentPart` promises, for any document. */
export function expectPartPromises({ text, parts }: Pick<ParsedDocument, 'text' | 'parts'>): void {
  let from = 0;
  const numbers = new Map<string, number>();
  for (const { kind, start, number, label } of parts) {
    expect(start).toBeGreaterThanOrEqual(from);
    expect(start).toBeLessThanOrEqual(text.length);
    from = start;
    expect(number).toBeGreaterThan(numbers.get(kind) ?? 0);
    numbers.set(kind, number);
    expect(label?.trim()).not.toBe('');
    expect(label?.isWellFormed() ?? true).toBe(true);
  }
}

/** What the doc comment of `Block` promises, for any document. */
export function expectBlockPromises({
  text,
  blocks,
  title,
}: Pick<ParsedDocument, 'text' | 'title'> & { readonly blocks: readonly DraftBlock[] }): void {
  let from = 0;
  blocks.forEach(({ span, kind, level, line, content, parent, cells, lineBreaks }, position) => {
    expect(span.start).toBeGreaterThanOrEqual(from);
    expect(span.end).toBeGreaterThan(span.start);
    expect(text.slice(from, span.start).trim()).toBe('');
    const block = text.slice(span.start, span.end);
    expect(block.trim()).toBe(block);
    if (kind === 'heading') expect(level >= 1 && level <= 6).toBe(true);
    else if (kind !== 'list-item') expect(level).toBe(0);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(content >= span.start && content <= span.end).toBe(true);
    if (parent !== undefined) expect(parent >= -1 && parent < position).toBe(true);
    for (const cell of cells ?? []) {
      expect(cell.span.start <= cell.span.end && cell.span.end <= span.end).toBe(true);
      expect(cell.column >= 0 && cell.columns >= 1).toBe(true);
      expect(text.slice(cell.span.start, cell.span.end).trim()).toHaveLength(cell.span.end - cell.span.start);
    }
    let breakBefore = span.start;
    for (const offset of lineBreaks ?? []) {
      expect(offset >= breakBefore && offset <= span.end).toBe(true);
      breakBefore = offset;
    }
    from = span.end;
  });
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
  if ('problem' in result) throw new Error(`${path}: ${result.problem.code}`);
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

/** Each block as `parent kind text`, the level behind the kind of a heading or item; `-` for no parent. */
export function tree({ text, blocks }: ParsedDocument): string[] {
  return blocks.map(
    ({ kind, level, parent, span }) =>
      `${parent < 0 ? '-' : String(parent)} ${kind}${level > 0 ? String(level) : ''} ${text.slice(span.start, span.end)}`,
  );
}
