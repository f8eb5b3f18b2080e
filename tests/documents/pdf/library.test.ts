import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { libraryChanges } from '../../../src/documents/pdf/library-changes.js';
import { usePdfJs, withPdf } from '../../../src/documents/pdf/pdfjs.js';
import { outlineOf, readPdf } from './read-pdf.js';

const files = join(import.meta.dirname, '..', 'files');
const read = (name: string): Uint8Array => readFileSync(join(files, name));
const names = ['chromium.pdf', 'libreoffice.pdf', 'cairo.pdf'];

describe('what the library does not promise', () => {
  it('has the lines that are changed, each once', () => {
    const require = createRequire(import.meta.url);
    const source = readFileSync(require.resolve('pdfjs-dist/legacy/build/pdf.worker.mjs'), 'utf8');
    for (const [line] of libraryChanges) expect(source.split(line)).toHaveLength(2);
  });

  it.each(names)('gives the glyphs and fonts of %s', async (name) => {
    const pdfJs = await usePdfJs();
    await withPdf(pdfJs, read(name), async (document) => {
      const page = await document.getPage(document.numPages);
      const { fnArray, argsArray } = await page.getOperatorList({ intent: 'display' });
      const op = pdfJs.library.OPS;
      const fonts = new Set<string>();
      let glyphs = 0;
      fnArray.forEach((operator, i) => {
        const values = argsArray[i] as unknown[];
        if (operator === op.setFont) fonts.add(String(values[0]));
        if (operator !== op.showText && operator !== op.showSpacedText) return;
        for (const glyph of values[0] as unknown[]) {
          if (typeof glyph === 'number') continue;
          glyphs++;
          expect(glyph).toMatchObject({
            originalCharCode: expect.any(Number) as number,
            unicode: expect.any(String) as string,
            width: expect.any(Number) as number,
            isSpace: expect.any(Boolean) as boolean,
          });
        }
      });
      expect(glyphs).toBeGreaterThan(50);
      for (const id of fonts) {
        const font = page.commonObjs.get(id) as Record<string, unknown>;
        expect(font).toMatchObject({ name: expect.any(String) as string, vertical: false });
        expect(typeof font.composite === 'boolean' || font.composite === undefined).toBe(true);
        expect((font.toUnicode as { _map: unknown[] })._map.length).toBeGreaterThan(0);
      }
    });
  });
});

const sentence = 'تُعار الكتب لكل من له بطاقة سارية، ولا تزيد المدة على 21 يوماً (ثلاثة أسابيع).';

describe('files of programs that people use', () => {
  it.each(names)('are read word for word: %s', async (name) => {
    const content = await readPdf(read(name));
    expect(outlineOf(content)).toContain(`paragraph ${sentence}`);
    expect(content.text).toContain('حفظ الكتب من التلف والضياع.');
    expect(content.remarks.filter(({ code }) => code !== 'blank')).toEqual([]);
  });

  it('are read with their structure', async () => {
    const content = await readPdf(read('chromium.pdf'));
    expect(content.title).toBe('لائحة المكتبة العامة');
    expect(outlineOf(content)).toEqual([
      'title لائحة المكتبة العامة',
      'heading1 الإعارة',
      `paragraph ${sentence}`,
      'list-item1 1. إبراز البطاقة عند الدخول.',
      'list-item1 2. حفظ الكتب من التلف والضياع.',
      'heading1 المدد',
      'table-header الفئة | عدد الكتب | المدة',
      'table-row الطلاب | 4 | 14 يوماً',
      'table-row الأساتذة | 12 | 60 يوماً',
    ]);
  });
});
