import { describe, expect, it } from 'vitest';

import { parseDocument } from '../../src/documents/parse-document.js';
import { parse } from './block-promises.js';

describe('parseDocument', () => {
  it.each([
    ['a.txt', '', 'is empty'],
    ['a.txt', ' \n\t\r\n\u00a0', 'holds no text'],
    ['a.txt', '... --- !!!', 'holds no text'],
    ['a.html', '<script>text</script><p></p>', 'holds no text'],
    ['a.md', '[a]: http://example.org', 'holds no text'],
    ['a.md', '%PDF-1.4', 'is not text but a PDF file'],
  ])('says why %s of %j is no document', async (path, content, reason) => {
    expect(await parseDocument({ path, bytes: Buffer.from(content) })).toEqual({ path, reason });
  });

  it.each([
    ['a.TXT', 'text'],
    ['a.text', 'text'],
    ['a.MD', 'markdown'],
    ['a.Markdown', 'markdown'],
    ['a.HTM', 'html'],
    ['a.xhtml', 'html'],
  ])('reads %s as %s', async (path, format) => {
    expect((await parse(path, 'نص')).format).toBe(format);
  });

  it('has a title on one line, of bounded length, whatever the file is called', async () => {
    expect((await parse('سطر\nآخر.txt', 'نص')).title).toBe('سطر آخر');
    expect((await parse('\n.txt', 'نص')).title).toBe('\n.txt');
    expect((await parse('a.html', `<title>${'😀'.repeat(1000)}</title>نص`)).title.length).toBeLessThanOrEqual(
      300,
    );
  });

  const megabyte = 2 ** 20;
  const fill = (text: string, bytes = megabyte): string => text.repeat(bytes / Buffer.byteLength(text));

  it.each([
    ['a line without an end', 'a.txt', fill('كلمة ', 8 * megabyte)],
    ['a line without a space', 'a.txt', fill('ا', 8 * megabyte)],
    ['combining marks', 'a.txt', `ا${fill('\u064b', 8 * megabyte)}`],
    ['empty lines', 'a.txt', `${fill('\n')}ا`],
    ['short lines', 'a.txt', fill('ا\n')],
    ['closing marks', 'a.txt', fill('ا))))))))))))\n')],
    ['bytes without a meaning in Arabic', 'a.txt', Buffer.alloc(megabyte, Buffer.from([0xc7, 0xe1, 0x20]))],
    ['open elements', 'a.html', fill('<div>ا')],
    ['open tables', 'a.html', fill('<table><tr><td>ا')],
    ['cells', 'a.html', `<table><tr>${fill('<td>ا')}`],
    ['open lists', 'a.html', fill('<ul><li>ا')],
    ['elements closed that were never opened', 'a.html', `${fill('<b>')}${fill('</i>')}ا`],
    ['entities', 'a.html', `${fill('&amp;')}ا`],
    ['breaks', 'a.html', fill('ا<br>')],
    ['attributes', 'a.html', `<p ${fill('a=b ')}>ا`],
    ['a tag without an end', 'a.html', `ا<${fill('a')}`],
    ['opening signs', 'a.html', `${fill('<')}ا`],
    ['open comments', 'a.md', `${fill('<!-- ')}ا`],
    ['open brackets', 'a.md', `${fill('[')}ا`],
    ['open pictures', 'a.md', `${fill('![')}ا`],
    ['nested links', 'a.md', fill('[[[[[[[[[a]]]]]]]]]')],
    ['nested quotations', 'a.md', `${fill('>')}ا`],
    ['nested lists', 'a.md', `${fill('- ')}ا`],
    ['stars', 'a.md', `${fill('*_')}ا`],
    ['half-open links', 'a.md', fill('[a](')],
    ['definitions', 'a.md', `${fill('[a]: b\n')}\nا`],
    ['columns', 'a.md', `|${fill('a|', 65_536)}\n|${fill('-|', 65_536)}\n${fill('|\n', 65_536)}`],
    // Quadratic time would take many minutes: the limit tells it from a busy machine.
  ])('reads a file of nothing but %s', { timeout: 180_000 }, async (_, path, content) => {
    const bytes = Buffer.from(content);
    const result = await parseDocument({ path, bytes });
    expect('reason' in result ? result.reason : result.text.length).toBeTruthy();
    if (!('reason' in result)) expect(result.text.length).toBeLessThanOrEqual(2 * bytes.length);
  });

  it('merges what stands behind half a million blocks into the last one', async () => {
    for (const [path, paragraph] of [
      ['a.html', '<p>ا'],
      ['a.txt', 'ا\n\n'],
    ] as const) {
      const result = await parseDocument({ path, bytes: Buffer.from(paragraph.repeat(500_100)) });
      if ('reason' in result) throw new Error(result.reason);
      expect(result.blocks).toHaveLength(500_000);
      expect(result.blocks.at(-1)?.span.end).toBe(result.text.trimEnd().length);
    }
  });
});
