import { describe, expect, it } from 'vitest';

import { parseHtml } from '../../src/documents/parse-html.js';
import { findPlace } from '../../src/answers/place.js';
import { expectBlockPromises, parse, tree } from './block-promises.js';

async function read(source: string, path = 'a.html'): Promise<string[]> {
  return tree(await parse(path, source));
}

/** The cells of each row: columns, whether a cell is a header, its text. */
async function cells(source: string): Promise<string[]> {
  const { text, blocks } = await parse('a.html', source);
  return blocks.flatMap((block) =>
    block.cells
      ? block.cells
          .map(
            ({ column, columns, isHeader, span }) =>
              `${column}${columns > 1 ? `+${columns}` : ''}${isHeader ? '*' : ''} ${text.slice(span.start, span.end)}`,
          )
          .join('; ')
      : [],
  );
}

describe('tables', () => {
  it('puts rows under their headers and groups, and keeps empty cells in place', async () => {
    const source =
      '<table><caption>Offices</caption><tr><th>City<th>Phone<th>Fax<tr><td>Porto<td><td>555-20<tr><td>Lyon<td>555-31<td>' +
      '<tr><th colspan=3>East<tr><td>Riga<td>1<td>2<tr><th colspan=3>West<tr><td>Cork<td>3<td>4</table>';
    expect(await read(source)).toEqual([
      '- caption Offices',
      '0 table-header City | Phone | Fax',
      '1 table-row Porto |  | 555-20',
      '1 table-row Lyon | 555-31 |',
      '1 table-header East',
      '4 table-row Riga | 1 | 2',
      '1 table-header West',
      '6 table-row Cork | 3 | 4',
    ]);
    expect((await cells(source)).slice(0, 3)).toEqual([
      '0* City; 1* Phone; 2* Fax',
      '0* Porto; 1 ; 2 555-20',
      '0* Lyon; 1 555-31; 2 ',
    ]);
  });

  it('carries cells on that go over several rows', async () => {
    const source =
      '<table><thead><tr><th rowspan=2 colspan=2>Spec<th colspan=2>Family<tr><th>S4<th>S5</thead>' +
      '<tbody><tr><td rowspan=2>Size<td>Width<td>60<td>80<tr><td>Height<td colspan=2>85<tr><td colspan=2>Weight<td>3<td>4</table>';
    expect(await cells(source)).toEqual([
      '0+2* Spec; 2+2* Family',
      '0+2* Spec; 2* S4; 3* S5',
      '0* Size; 1* Width; 2 60; 3 80',
      '0* Size; 1* Height; 2+2 85',
      '0+2* Weight; 2 3; 3 4',
    ]);
    expect(await read(source)).toContain('1 table-row Height | 85');
  });

  it.each([
    [
      'marked cells',
      '<table><tr><th>Width<td>60<tr><th>Height<td>85</table>',
      ['0* Width; 1 60', '0* Height; 1 85'],
    ],
    ['no header', '<table><tr><td>a<td>b<tr><td>c<td>d</table>', ['0 a; 1 b', '0 c; 1 d']],
    ['numbers', '<table><tr><th>Adult<th>Child<tr><td>3<td>1</table>', ['0* Adult; 1* Child', '0 3; 1 1']],
    ['years', '<table><tr><th>Year<th>Sum<tr><td>2020<td>1</table>', ['0* Year; 1* Sum', '0* 2020; 1 1']],
    [
      'a header in bold',
      '<table><tr><td><b>Item</b><td><strong>Price</strong><tr><td>Pump<td>3</table>',
      ['0* Item; 1* Price', '0* Pump; 1 3'],
    ],
    [
      'a header that is not marked, by what columns are called',
      '<table><tr><td>اسم الخدمة<td>السعر<td>الوحدة<tr><td>طباعة<td>3<td>ورقة<tr><td>تجليد<td>12<td>كتاب</table>',
      ['0* اسم الخدمة; 1* السعر; 2* الوحدة', '0* طباعة; 1 3; 2 ورقة', '0* تجليد; 1 12; 2 كتاب'],
    ],
    [
      'nothing where a row that is not marked names no columns',
      '<table><tr><td>Ada<td>London<td>1815<tr><td>Alan<td>Paris<td>1912<tr><td>Grace<td>Rome<td>1906</table>',
      ['0 Ada; 1 London; 2 1815', '0 Alan; 1 Paris; 2 1912', '0 Grace; 1 Rome; 2 1906'],
    ],
    [
      'nothing in a form that is not marked',
      '<table><tr><td>Name<td>Ada<tr><td>Phone<td>555<tr><td>City<td>Rome<tr><td>Email<td>a@b.example</table>',
      ['0 Name; 1 Ada', '0 Phone; 1 555', '0 City; 1 Rome', '0 Email; 1 a@b.example'],
    ],
  ])('names rows by %s', async (_, source, expected) => {
    expect(await cells(source)).toEqual(expected);
  });

  it('is bounded by what hostile tables say of their size', () => {
    const wide = `<table><tr><th>ا${'<td colspan=1000000000 rowspan=65535>ب'.repeat(3)}${'<tr><td>ج<td>د'.repeat(10_000)}</table>`;
    const tall = `<table><tr><th>ا</th>${'<td rowspan=65535>ب'.repeat(900)}${'<tr><td>ج'.repeat(10_000)}</table>`;
    const nested = `${'<table><tr><th>ا<td>'.repeat(20_000)}آخر`;
    for (const source of [wide, tall, nested]) {
      const { text, blocks } = parseHtml(source);
      expect(text.length).toBeLessThan(3 * source.length);
      expect(blocks.reduce((sum, block) => sum + (block.cells?.length ?? 0), 0)).toBeLessThan(600_000);
      expect(text).toContain(source === nested ? 'آخر' : 'ج');
    }
  });
});

describe('questions, terms and what opens', () => {
  it.each([
    [
      'definitions',
      '<h2>H</h2><dl><dt>A<dt>B<dd>both<dd><p>more</p><dt>How?<dd>So.<dd>And so.</dl><p>behind',
      [
        '- heading2 H',
        '0 term A',
        '1 term B',
        '2 definition both',
        '2 definition more',
        '0 question How?',
        '5 answer So.',
        '5 answer And so.',
        '0 paragraph behind',
      ],
    ],
    [
      'details',
      '<h2>H</h2><details><summary>How?</summary>So.</details><details><summary>Notes</summary><p>One.</details><p>behind',
      [
        '- heading2 H',
        '0 question How?',
        '1 answer So.',
        '0 heading3 Notes',
        '3 paragraph One.',
        '0 paragraph behind',
      ],
    ],
    [
      'an accordion',
      '<h2>H</h2><h3><button aria-controls=p>How?</button></h3><div id=p style="display:none">So.</div><div style="display: none">No.</div><button>Send</button>',
      ['- heading2 H', '0 question How?', '1 answer So.'],
    ],
    [
      'headings and bold paragraphs that ask',
      '<h2>Why?</h2><h3>How?</h3><p>So.<p>And so.<p><b>When?</b><p>Now.',
      [
        '- heading2 Why?',
        '0 question How?',
        '1 answer So.',
        '1 paragraph And so.',
        '0 question When?',
        '4 answer Now.',
      ],
    ],
    [
      'microdata',
      '<div itemtype="https://schema.org/Question"><div itemprop=name>How much?</div><div itemprop=acceptedAnswer><p>Ten.</div></div>',
      ['- question How much?', '0 answer Ten.'],
    ],
  ])('knows %s', async (_, source, expected) => {
    expect(await read(source)).toEqual(expected);
  });
});

describe('lists, cards and notes', () => {
  it.each([
    [
      'what stands in an item',
      '<p>Lead:<ol><li>One<p>more<ul><li>deep</ul>tail<li><p>Two</ol>',
      [
        '- paragraph Lead:',
        '0 list-item1 One',
        '1 paragraph more',
        '1 list-item2 deep',
        '1 paragraph tail',
        '0 list-item1 Two',
      ],
    ],
    [
      'captions, quotations and code',
      '<figure><img><figcaption>View</figcaption></figure><blockquote>Said</blockquote><pre>a\n b</pre>',
      ['- caption View', '- quote Said', '- code a\n b'],
    ],
    [
      'cards',
      '<h2>H</h2><p><b>فرع إربد</b><br>المديرة: عبير<br>الهاتف: 5521</p><p>سطر أول<br>سطر ثان',
      [
        '- heading2 H',
        '0 heading3 فرع إربد',
        '1 field المديرة: عبير',
        '1 field الهاتف: 5521',
        '0 paragraph سطر أول\nسطر ثان',
      ],
    ],
    [
      'linked footnotes',
      '<p>Sum<sup><a href="#n1">1</a></sup> of 50<a href="#n2">[2]</a>.<p>x<ol><li id=n1>First. <a href="#r">↩</a><li><a id=n2></a>Second.</ol>',
      ['- paragraph Sum of 50.', '- paragraph x', '0 footnote First.', '0 footnote Second.'],
    ],
    [
      'footnotes without links',
      '<p>Price: 20<sup>*</sup><p><sup>*</sup> With tax.',
      ['- paragraph Price: 20', '0 footnote * With tax.'],
    ],
  ])('knows %s', async (_, source, expected) => {
    expect(await read(source)).toEqual(expected);
  });

  it.each([
    ['5000<sup>1</sup> people', '5000 people'],
    ['كلمة<sup>(2)</sup>، ثم', 'كلمة، ثم'],
    ['10<sup>6</sup> cells', '10^6 cells'],
    ['20 m<sup>2</sup>', '20 m²'],
    ['10 كم<sup>2</sup>', '10 كم²'],
    ['the 5<sup>th</sup> day', 'the 5th day'],
    ['word<sup>see below</sup>next', 'word see below next'],
    ['H<sub>2</sub>O', 'H2O'],
    ['<a href="#a">1</a> and <a href="#b">two</a>', '1 and two'],
    ['<a href=x>one</a><a href=y>two</a>', 'one two'],
  ])('reads %s as %s', async (source, text) => {
    expect((await parse('a.html', `<p>${source}</p>`)).text).toBe(text);
  });
});

describe('what nobody sees', () => {
  it.each([
    '<div hidden>لا</div>',
    '<p hidden>لا<p>',
    '<div aria-hidden="true"><p>لا</div>',
    '<span style="color:red; display : none">لا<span>لا</span></span>',
    '<p style="visibility:hidden">لا</p>',
    '<template><p>لا</template>',
    '<noscript>لا</noscript>',
    '<!-- لا -->',
    '<div role="dialog">لا</div>',
    '<dialog>لا</dialog>',
    '<button>لا</button>',
    '<select><option>لا</select>',
    '<ul><li hidden>لا<li></ul>',
    '<table><tr hidden><td>لا<td>لا</table>',
  ])('is no text: %s', async (source) => {
    expect((await parse('a.html', `<p>قبل</p>${source}<p>بعد</p>`)).text).toBe('قبل\n\nبعد');
  });
});

describe('lines', () => {
  it('are those of the sentence', async () => {
    const source =
      '<p>\nOne <b\nclass=x>two</b>.\nThree.<!--\n-->\n\nFour.</p>\n<table><tr><td>Five\n<td>six</table>';
    const document = {
      ...(await parse('a.html', source)),
      id: 1,
      path: 'a.html',
      sha256: '',
      indexedAtMs: 0,
    };
    const lines = source.split('\n');
    for (const word of ['One', 'two', 'Three', 'Four', 'Five', 'six']) {
      const { line } = findPlace(document, document.text.indexOf(word));
      expect(lines[line! - 1]).toContain(word);
    }
  });
});

it('reads hostile pages in bounded time', () => {
  for (const source of [
    '<details><summary>a?</summary>'.repeat(30_000),
    '<ul><li>a'.repeat(30_000),
    '<dl><dt>a?<dd>b'.repeat(30_000),
    `<p>${'a<sup>1</sup>'.repeat(50_000)}`,
    `<p>${'a: b<br>'.repeat(50_000)}`,
    '<p id=x><a href="#x">[1]</a>'.repeat(30_000),
    '<h2>a?</h2>'.repeat(50_000),
    `<ul>${'<li>a<p>b'.repeat(30_000)}`,
  ]) {
    const parsed = parseHtml(source);
    expect(parsed.text.length).toBeGreaterThan(1000);
    expect(parsed.blocks.length).toBeGreaterThan(0);
  }
  const parsed = parseHtml('<p>a</p>'.repeat(100));
  expectBlockPromises({ ...parsed, title: 'a' });
});
