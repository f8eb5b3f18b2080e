import { basename, join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { DocumentReader } from '../../../src/application/document-reader.js';

/** What the contract of `made/office` must hold: labels as Word shows them, notes, rows, what was inserted. */
const wanted = [
  'المادة 1:',
  'المادة 2:',
  'a)',
  'b)',
  'مئتي طن',
  'حاشية أولى: القانون رقم 12 لسنة 2003.',
  'حاشية ثانية.',
  'الصنف',
  '1,500.75',
  '300,150.00 دولار',
];

export interface ContractCheck {
  readonly found: number;
  readonly asked: number;
  readonly missing: readonly string[];
}

/** Whether the contract is read with its labels, its notes right behind their paragraphs, and its rows. */
export async function checkContract(folder: string, reader: DocumentReader): Promise<ContractCheck> {
  const path = join(folder, 'made/office/contract.docx');
  const document = await reader.read({ path: basename(path), bytes: readFileSync(path) });
  if ('problem' in document) return { found: 0, asked: wanted.length, missing: [document.problem.code] };
  const { text, blocks } = document;
  const missing = wanted.filter((piece) => !text.includes(piece));
  blocks.forEach(({ kind, parent }, position) => {
    if (kind === 'footnote' && parent !== position - 1) missing.push('a note beside its paragraph');
    if (kind === 'table-row' && blocks[parent]?.kind !== 'table-header')
      missing.push('a row under its header');
  });
  return { found: wanted.length - missing.length, asked: wanted.length, missing };
}
