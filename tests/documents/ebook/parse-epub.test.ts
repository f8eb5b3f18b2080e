import { describe, expect, it } from 'vitest';

import { parseEpub } from '../../../src/documents/ebook/parse-epub.js';
import { parseLimits } from '../../../src/documents/parse-limits.js';
import type { ParsedContent } from '../../../src/documents/parsed-content.js';
import { makeZip } from '../office/make-zip.js';
import { treeOf } from '../presentation/tree-of.js';
import type { FileProblem } from '../../../src/contracts/file-problem.js';

interface BookSource {
  /** The bodies of its files, in the order of the spine. */
  readonly texts: readonly string[];
  readonly title?: string;
  readonly manifest?: string;
  readonly spine?: string;
  readonly files?: Readonly<Record<string, string>>;
}

const page = (body: string): string =>
  '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">' +
  `<head><title/><style>p{}</style></head><body>${body}</body></html>`;

function makeBook({ texts, title = 'كتاب', manifest = '', spine, files = {} }: BookSource): Uint8Array {
  const items = texts.map(
    (_, i) =>
      `<item id="t${String(i)}" href="text/c%20${String(i)}.xhtml" media-type="application/xhtml+xml"/>`,
  );
  const order = spine ?? texts.map((_, i) => `<itemref idref="t${String(i)}"/>`).join('');
  return makeZip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'OPS/book.opf':
      '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">' +
      `<dc:title>${title}</dc:title><dc:title>secret</dc:title></metadata><manifest>${items.join('')}${manifest}</manifest><spine toc="ncx">${order}</spine></package>`,
    ...Object.fromEntries(texts.map((text, i) => [`OPS/text/c ${String(i)}.xhtml`, page(text)])),
    ...files,
  });
}

function parse(source: BookSource): ParsedContent {
  const parsed = parseEpub(makeBook(source), parseLimits);
  if ('code' in parsed) throw new Error(parsed.code);
  return parsed;
}

const navItem = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>';
const ncxItem = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>';

describe('parseEpub', () => {
  it('reads the files of the spine in its order, with all that HTML has', () => {
    const parsed = parse({
      title: 'كتاب الفصول',
      texts: [
        '<h1>الثاني</h1><p>نص&nbsp;ثان.</p><table><tr><th>City</th><th>Open</th></tr><tr><td>Homs</td><td>9</td></tr></table>',
        '<h1>كتاب الفصول</h1><p>مقدمة.</p><svg><text>secret</text></svg><img src="x.png"/>',
        '<p>notes beside the order.</p>',
      ],
      spine:
        '<itemref idref="t1"/><itemref idref="t2" linear="no"/><itemref idref="t0"/><itemref idref="nav"/>',
      manifest: navItem,
      files: { 'OPS/nav.xhtml': page('<nav epub:type="toc"><ol><li>secret</li></ol></nav>secret') },
    });
    expect(treeOf(parsed)).toEqual([
      '- title كتاب الفصول',
      '- paragraph مقدمة.',
      '- heading1 الثاني',
      '2 paragraph نص\u00a0ثان.',
      '2 table-header City | Open',
      '4 table-row Homs | 9',
      '2 paragraph notes beside the order.',
    ]);
    expect(parsed.title).toBe('كتاب الفصول');
    expect(parsed.blocks.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it.each<[string, string, Readonly<Record<string, string>>]>([
    [
      'nav',
      navItem,
      {
        'OPS/nav.xhtml': page(
          '<nav epub:type="landmarks"><ol><li><a href="text/c%200.xhtml">secret</a></li></ol></nav>' +
            '<nav epub:type="toc"><ol><li><a href="text/c%200.xhtml">Part <i>one</i></a><ol><li><a href="text/c%200.xhtml#inner">inner</a></li>' +
            '<li><a href="text/c%201.xhtml">Two</a></li></ol></li><li><a href="text/c%201.xhtml#three">Three</a></li><li><a href="https://example.org/">Web</a></li></ol></nav>',
        ),
      },
    ],
    [
      'ncx',
      ncxItem,
      {
        'OPS/toc.ncx':
          '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><docTitle><text>secret</text></docTitle><navMap>' +
          '<navPoint><navLabel><text>Part one</text></navLabel><content src="text/c%200.xhtml"/>' +
          '<navPoint><navLabel><text>inner</text></navLabel><content src="text/c%200.xhtml#inner"/></navPoint>' +
          '<navPoint><navLabel><text>Two</text></navLabel><content src="text/c%201.xhtml"/></navPoint></navPoint>' +
          '<navPoint><navLabel><text>Three</text></navLabel><content src="text/c%201.xhtml#three"/></navPoint></navMap></ncx>',
      },
    ],
  ])('finds the chapters by the %s of a book', (_, manifest, files) => {
    const parsed = parse({
      texts: [
        '<p>One.</p><h2 id="inner">Inner</h2><p>text.</p>',
        '<div><p>Two.</p></div><p id="three">Three.</p>',
      ],
      manifest,
      files,
    });
    const at = (text: string): number => parsed.text.indexOf(text);
    expect(parsed.parts).toEqual([
      { kind: 'chapter', start: 0, number: 1, label: 'Part one' },
      { kind: 'chapter', start: at('Two.'), number: 2, label: 'Two' },
      { kind: 'chapter', start: at('Three.'), number: 3, label: 'Three' },
    ]);
  });

  it.each<[string, string, readonly string[]]>([
    [
      'side by side in a file, in a part that has no place',
      '<li><a href="text/c%200.xhtml">Part</a></li><li><span>Part two</span><ol>' +
        '<li><a href="text/c%201.xhtml#m">Schools</a></li><li><a href="text/c%201.xhtml#k">Markets</a></li></ol></li>',
      ['Part', 'Schools', 'Markets'],
    ],
    [
      'under the title of the book',
      '<li><a href="text/c%200.xhtml">The book</a><ol><li><a href="text/c%200.xhtml#a">One</a><ol>' +
        '<li><a href="text/c%200.xhtml#b">One, b</a></li></ol></li><li><a href="text/c%201.xhtml#m">Schools</a><ol>' +
        '<li><a href="text/c%201.xhtml#k">Markets</a></li></ol></li></ol></li>',
      ['The book', 'One', 'Schools'],
    ],
  ])('tells the chapters %s from what is nested in them', (_, list, labels) => {
    const parsed = parse({
      texts: [
        '<p>Begin.</p><p id="a">One.</p><p id="b">More.</p>',
        '<p id="m">Schools.</p><p id="k">Markets.</p>',
      ],
      manifest: navItem,
      files: { 'OPS/nav.xhtml': page(`<nav epub:type="toc"><ol>${list}</ol></nav>`) },
    });
    expect(parsed.parts.map(({ label }) => label)).toEqual(labels);
  });

  it('finds where printed pages begin, in the middle of a paragraph too, without their marks', () => {
    const parsed = parse({
      texts: [
        '<p>Before.</p><div epub:type="pagebreak" id="p1" title="xii"/><p>First page, and <span epub:type="pagebreak" id="p2">13</span>second page.</p>' +
          '<p>More.</p><hr class="x" role="doc-pagebreak" aria-label="Page 14"/><p>Third.<a id="p15"/> Fourth.</p>',
      ],
      manifest: ncxItem,
      files: {
        'OPS/toc.ncx':
          '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><pageList><pageTarget><navLabel><text>15</text></navLabel><content src="text/c%200.xhtml#p15"/></pageTarget></pageList></ncx>',
      },
    });
    expect(parsed.text).toBe('Before.\n\nFirst page, and second page.\n\nMore.\n\nThird. Fourth.');
    const at = (text: string): number => parsed.text.indexOf(text);
    expect(parsed.parts.map(({ start, number, label }) => [start, number, label])).toEqual([
      [at('First'), 1, 'xii'],
      [at('second'), 2, '13'],
      [at('Third'), 3, '14'],
      [expect.closeTo(at('Fourth'), -1), 4, '15'],
    ]);
    expect(Math.abs(parsed.parts[3]!.start - at('Fourth'))).toBeLessThanOrEqual(1);
  });

  it('brings notes under the text that they are notes to, those of another file too', () => {
    const parsed = parse({
      texts: [
        '<p>نص<a epub:type="noteref" href="#n1" id="r1">1</a> أول.</p><p>نص ثان<a epub:type="noteref" href="c%201.xhtml#n1">2</a>.</p>' +
          '<aside epub:type="footnote" id="n1"><p>حاشية أولى.</p></aside>',
        '<section epub:type="endnotes"><ol><li epub:type="endnote" id="n1"><p>حاشية ثانية. <a href="c%200.xhtml#r1">↩</a></p></li></ol></section>',
      ],
    });
    expect(treeOf(parsed)).toEqual([
      '- paragraph نص أول.',
      '- paragraph نص ثان.',
      '0 footnote حاشية أولى.',
      '1 footnote حاشية ثانية.',
    ]);
  });

  it.each<[string, string | undefined, string]>([
    ['كتاب جميل', 'كتاب جميل', '- heading1 الأول'],
    ['Untitled', 'الأول', '- title الأول'],
    ['book.epub', 'الأول', '- title الأول'],
  ])('has the title %s as %s', (title, expected, first) => {
    const parsed = parse({ title, texts: ['<h1>الأول</h1><p>نص.</p>'] });
    expect(parsed.title).toBe(expected);
    expect(treeOf(parsed)[0]).toBe(first);
  });

  const encrypted = (algorithm: string, uri: string): Readonly<Record<string, string>> => ({
    'META-INF/encryption.xml':
      '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">' +
      `<EncryptionMethod Algorithm="${algorithm}"/><CipherData><CipherReference URI="${uri}"/></CipherData></EncryptedData></encryption>`,
  });

  it('says that a book is protected, and reads one of which only the fonts are', () => {
    const texts = ['<p>نص.</p>'];
    const files = encrypted('http://www.w3.org/2001/04/xmlenc#aes128-cbc', 'OPS/text/c 0.xhtml');
    expect(parseEpub(makeBook({ texts, files }), parseLimits)).toEqual({
      code: 'copy-protected',
    });
    expect(parse({ texts, files: encrypted('http://www.idpf.org/2008/embedding', 'OPS/f.otf') }).text).toBe(
      'نص.',
    );
  });

  it('is not led out of the archive, and reads what is whole of a broken book', () => {
    const parsed = parse({
      texts: ['<p>one <b>open</p><div><div>', '<h1>Two</h1>'],
      manifest: `${ncxItem}<item id="x" href="../../../etc/passwd" media-type="text/html"/><item id="w" href="http://example.org/" media-type="text/html"/>`,
      spine:
        '<itemref idref="t0"/><itemref idref="x"/><itemref idref="w"/><itemref idref="gone"/><itemref idref="t0"/><itemref idref="t1"/>',
      files: { 'OPS/toc.ncx': '<ncx><navMap><navPoint>' },
    });
    expect(treeOf(parsed)).toEqual(['- paragraph one open', '- heading1 Two']);
    expect(parsed.parts).toEqual([]);
  });

  it('stops at the limit of files, and says so', () => {
    const parsed = parseEpub(makeBook({ texts: ['<p>a</p>', '<p>b</p>'] }), { ...parseLimits, maxParts: 1 });
    expect(parsed).toMatchObject({ text: 'a', remarks: [{ code: 'cut-off', parts: [2] }] });
  });

  it.each<[string, Uint8Array, FileProblem['code']]>([
    ['no text', makeBook({ texts: ['<p> </p>'] }), 'no-text'],
    ['no package', makeZip({ mimetype: 'application/epub+zip' }), 'not-a-document'],
  ])('says what is wrong with %s', (_, bytes, code) => {
    const parsed = parseEpub(bytes, parseLimits);
    expect('code' in parsed && parsed.code).toBe(code);
  });

  describe('of a book without headings', () => {
    const sheet =
      '<item id="css" href="s.css" media-type="text/css"/><item id="css2" href="none.css" media-type="text/css"/>';
    const css =
      '.big { color: #222; font-size: 16.0000pt; } .mid{font-size:1.1em} .p { margin: 0 } .low {font-size: 80%}';
    const body =
      '<p class="p"><span class="big">الباب الأول</span></p><p class="p"><span class="p">نص الباب الأول هنا.</span></p>' +
      '<p class="mid">الفصل <i>الأول</i></p><p>نص الفصل الأول هنا.</p><p class="low">حاشية</p>' +
      '<p><span class="big">ك</span>لمة تبدأ بحرف كبير</p><p class="big">جملة كبيرة تنتهي بنقطة.</p>' +
      '<table><tr><td><p class="big">خلية</p></td><td>قيمة</td></tr></table><p>نص آخر.</p>';
    const kinds = (text: string): string[] => {
      const { text: all, blocks } = parse({ texts: [text], manifest: sheet, files: { 'OPS/s.css': css } });
      return blocks
        .filter(({ kind }) => kind === 'heading')
        .map(({ level, span }) => `${String(level)} ${all.slice(span.start, span.end)}`);
    };

    it('takes short paragraphs in larger type for them', () => {
      expect(kinds(body)).toEqual(['1 الباب الأول', '2 الفصل الأول']);
    });

    it('leaves them as they are where one is named, or where most is large', () => {
      expect(kinds(`<h2>فصل</h2>${body}`)).toEqual(['2 فصل']);
      expect(kinds('<p class="big">واحد</p><p class="big">اثنان</p><p>ثلاثة</p>')).toEqual([]);
    });

    it('loses nothing of paragraphs that are not closed', () => {
      const { text } = parse({
        texts: [`<p class="big">أول<p class="big">ثان</p></p><p>${'نص '.repeat(40)}<p`],
        manifest: sheet,
        files: { 'OPS/s.css': css },
      });
      expect(text).toMatch(/أول\s+ثان\s+نص/u);
    });
  });
});
