import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseHtml } from '../../src/documents/parse-html.js';
import { expectBlockPromises, outline, parse } from './block-promises.js';
import { createEncoder } from './encoders.js';

describe('parseHtml', () => {
  it('keeps what a reader sees, with the lines of the source', async () => {
    const source = [
      '<!DOCTYPE html><html><head><title>عنوان الخبر - الموقع</title>',
      '<style>p { color: red }</style><script>var a = "<p>لا</p>"</script></head><body>',
      '<nav><ul><li>الرئيسية</li></ul></nav>',
      '<h1>عنوان   الخبر</h1>',
      '<p>فقرة <b>عر</b>يضة &amp; &#x1F600;',
      '   تتمة<br>سطر<br/><br/>بعد فاصل',
      '<p>نص <svg><text>رسم</text></svg> يتصل',
      '<h3>قسم</h3>',
      '<ul><li>واحد<li>اثنان<ul><li>متداخل</ul>ذيل</ul>',
      '<table><tr><th>السنة<th>العدد<tr><td>2020</td><td><p>15</p><p>شخصا</p></td></table>',
      '<blockquote><p>قول</p></blockquote>',
      '<pre>',
      '  code',
      '    more</pre>',
      'نهاية',
    ].join('\n');
    const document = await parse('a.html', source);
    expect(document.title).toBe('عنوان الخبر');
    expect(outline(document)).toEqual([
      '4 title عنوان الخبر',
      '5 paragraph فقرة عريضة & 😀 تتمة\nسطر',
      '6 paragraph بعد فاصل',
      '7 paragraph نص يتصل',
      '8 heading3 قسم',
      '9 list-item1 واحد',
      '9 list-item1 اثنان',
      '9 list-item2 متداخل',
      '9 paragraph ذيل',
      '10 table-header السنة | العدد',
      '10 table-row 2020 | 15 شخصا',
      '11 quote قول',
      '13 code code\n    more',
      '15 paragraph نهاية',
    ]);
  });

  it.each([
    ['the heading that the page is named after', '<title>خبر - موقع</title><h1>موقع</h1><h2>خبر</h2>', 'خبر'],
    ['the first heading of the first level', '<title>صفحة</title><h2>أ</h2><h1>خبر</h1>', 'خبر'],
    [
      'that heading, whatever the page is called',
      '<title>موقع | خبر طويل هنا</title><h1>خبر طويل هنا</h1>',
      'خبر طويل هنا',
    ],
    [
      "the page's own title, where the heading is the site's name",
      '<title>خبر اليوم - موقع</title><h1>موقع</h1>',
      'خبر اليوم - موقع',
    ],
    ["the page's own title", '<title>خبر &amp; رأي</title>', 'خبر & رأي'],
    ['the name of the file', '<h2>قسم</h2>', 'ملف'],
  ])('takes its title from %s', async (_, source, title) => {
    expect((await parse('ملف.html', `${source}<p>نص الخبر.</p>`)).title).toBe(title);
  });

  it('reads a table that arranges the page as what stands in it', async () => {
    const source = `<table><tr><td><h2>قسم</h2><p>نص</p><td>${'كلمة '.repeat(200)}</table>`;
    expect((await parse('a.html', source)).blocks.map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'paragraph',
    ]);
  });

  it.each([
    ['tags that are never closed', '<div><p>واحد<b>اثنان<h2>ثلاثة<p>أربعة'],
    ['tags that were never opened', 'واحد</p></ul></table></h2>اثنان</div>ثلاثة</pre>أربعة'],
    [
      'menus and drawings that are never closed',
      '<nav><ul><li>قائمة<article>واحد<svg><h1>اثنان</h1>ثلاثة<p>أربعة',
    ],
    ['a bare sign', 'واحد < اثنان &amp ثلاثة & أربعة'],
    ['XHTML', '<?xml version="1.0"?><script src="a"/><p>واحد<br/>اثنان <![CDATA[ثلاثة]]></p><div/>أربعة'],
  ])('loses nothing to %s', async (_, source) => {
    const { text } = await parse('a.xhtml', source);
    for (const word of ['واحد', 'اثنان', 'ثلاثة', 'أربعة']) expect(text).toContain(word);
  });

  it('reads the encoding that the page declares', async () => {
    const source = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>он</p>';
    expect(await parse('a.htm', createEncoder('windows-1251')(source))).toMatchObject({
      text: 'он',
      encoding: 'windows-1251',
    });
  });

  it('does not believe a page that could not declare what it does', async () => {
    const source = '<meta charset="utf-16"><p>L\'été à Genève';
    expect((await parse('a.htm', createEncoder('windows-1252')(source))).text).toBe("L'été à Genève");
  });

  it('keeps the promises of blocks for any source', () => {
    const tags = (
      'p div h1 h2 li ul table tr td th pre blockquote b br script title svg nav template textarea body ' +
      'dl dt dd details summary button sup a caption thead tbody footer section'
    ).split(' ');
    const unit = fc.oneof(
      fc.constantFrom(...tags.flatMap((tag) => [`<${tag}>`, `</${tag}>`, `<${tag}/>`])),
      fc.constantFrom(
        'a',
        'ب',
        ' ',
        '\n',
        '\t',
        '<',
        '>',
        '&',
        '&amp;',
        '&nbsp;',
        '&#13;',
        '&#0;',
        '&#xD83D;',
        '<!--',
        '-->',
      ),
      fc.constantFrom(
        ...['<td rowspan=3>', '<th colspan=2>', '<td rowspan=99999999>', '<th colspan=0>', '<div hidden>'],
        ...[
          '<a href=#n>',
          '<p id=n>',
          '1',
          '؟',
          ': ',
          '<p role=doc-footnote>',
          '<b>ب؟</b>',
          '<button aria-controls=n>',
        ],
      ),
      fc.constantFrom('\u00a0', '\ufeff', '😀', '<a href="', '">', '<![CDATA[', ']]>'),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 80 }), (pieces) => {
        const parsed = parseHtml(pieces.join(''));
        expectBlockPromises({ ...parsed, title: parsed.title ?? 'file' });
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['\u00a0', '\ufeff', '\n'])('leaves white space at the ends of a cell out of it: %j', (space) => {
    const { text, blocks } = parseHtml(
      `<table><tr><td>a${space}<td rowspan=2>${space}b<td>d<tr><td>c<td>e</table>`,
    );
    const cells = blocks.map((block) => block.cells?.map(({ span }) => text.slice(span.start, span.end)));
    expect(cells).toEqual([
      ['a', 'b', 'd'],
      ['c', 'b', 'e'],
    ]);
  });

  it('gives the line on which each block begins', () => {
    const block = fc.constantFrom(
      '<p>W',
      '<p>\nW\nW</p>',
      '<h2>\n\nW</h2>',
      '<ul><li>W\n<li>\nW</ul>',
      '<table>\n<tr><td>W<td>W\n<tr>\n<td>W</table>',
      '<pre>\n\nW\nW</pre>',
      '<div>&nbsp;\n<b>W</b></div>',
      'W<br>\n<br>\nW',
      '<script>\n</script>',
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 12 }), (chosen) => {
        let words = 0;
        const source = chosen.join('\n').replace(/W/g, () => `w${String(words++)}w`);
        const lines = source.split('\n');
        const { text, blocks } = parseHtml(source);
        for (const { span, line } of blocks) {
          expect(lines[line - 1]).toContain(/w\d+w/.exec(text.slice(span.start, span.end))![0]);
        }
        expect(text.match(/w\d+w/g)?.length ?? 0).toBe(words);
      }),
    );
  });
});
