import { describe, expect, it } from 'vitest';

import { parseLimits } from '../../../src/documents/parse-limits.js';
import type { ParsedContent } from '../../../src/documents/parsed-content.js';
import { parsePptx } from '../../../src/documents/presentation/parse-pptx.js';
import { makeZip } from '../office/make-zip.js';
import { frame, makePresentation, paragraph as p, shape, type SlideSource } from './make-presentation.js';
import { treeOf } from './tree-of.js';
import type { FileProblem } from '../../../src/contracts/file-problem.js';

function parse(source: Parameters<typeof makePresentation>[0]): ParsedContent {
  const parsed = parsePptx(makePresentation(source), parseLimits);
  if ('code' in parsed) throw new Error(parsed.code);
  return parsed;
}

const tree = (...slides: SlideSource[]): string[] => treeOf(parse({ slides, title: 'Given title' }));

const title = (text: string): string => shape(p(text), { type: 'title' });

describe('parsePptx', () => {
  it('takes slides in the order of the presentation, their titles for headings, and marks notes', () => {
    const notes =
      shape('', { type: 'sldImg' }) +
      shape(p('تحدث ببطء.'), { type: 'body', index: 1 }) +
      shape('<a:p><a:fld type="slidenum"><a:t>7</a:t></a:fld></a:p>', { type: 'sldNum' });
    const parsed = parse({
      slides: [
        { shapes: title('النتائج') + shape(p('ارتفع الإنتاج.'), { type: 'body' }), notes },
        { shapes: title('secret'), isHidden: true },
        {
          shapes:
            shape(p('خطة العمل'), { type: 'ctrTitle' }) + shape(p('لجنة التخطيط'), { type: 'subTitle' }),
        },
      ],
      order: [3, 2, 1],
    });
    expect(treeOf(parsed)).toEqual([
      '- title خطة العمل',
      '- paragraph لجنة التخطيط',
      '- heading1 النتائج',
      '2 list-item1 • ارتفع الإنتاج.',
      '2 paragraph تحدث ببطء.',
    ]);
    expect(parsed.title).toBe('خطة العمل');
    const at = (text: string): number => parsed.text.indexOf(text);
    expect(parsed.parts).toEqual([
      { kind: 'slide', start: 0, number: 1 },
      { kind: 'slide', start: at('النتائج'), number: 3 },
      { kind: 'notes', start: at('تحدث'), number: 3 },
    ]);
    expect(parsed.remarks).toEqual([{ code: 'hidden', parts: [2] }]);
  });

  it('leaves out what stands on every slide, hidden shapes and pictures', () => {
    const shapes = ['dt', 'ftr', 'sldNum', 'hdr'].map((type) => shape(p('secret'), { type })).join('');
    const field = '<a:p><a:r><a:t>Page </a:t></a:r><a:fld type="slidenum"><a:t>secret</a:t></a:fld></a:p>';
    expect(
      tree({ shapes: title('One') + shapes + shape(p('secret'), { isHidden: true }) + shape(field) }),
    ).toEqual(['- heading1 One', '0 paragraph Page']);
  });

  it('makes items of a list by level, with bullets and numbers from the paragraph, the shape or the layout', () => {
    const auto = (type: string, startAt = 1): string =>
      `<a:buAutoNum type="${type}" startAt="${String(startAt)}"/>`;
    const shapes =
      title('Lists') +
      shape(
        p('one', '', '<a:buChar char="-"/>') +
          p('inner', 'lvl="1"', '<a:buChar char="-"/>') +
          p('two', '', '<a:buChar char="-"/>'),
        { at: [0, 10, 9, 9] },
      ) +
      shape(p('first', '', auto('arabicPeriod', 3)) + p('second', '', auto('arabicPeriod', 3)), {
        at: [0, 20, 9, 9],
      }) +
      shape(p('letters', '', auto('alphaLcParenR')), { at: [0, 30, 9, 9] }) +
      shape(p('plain'), { type: 'body', index: 5, at: [0, 40, 9, 9] }) +
      shape(p('marked'), { type: 'body', index: 6, at: [0, 50, 9, 9] }) +
      shape(p('own'), { at: [0, 60, 9, 9], style: '<a:lvl1pPr><a:buChar char="o"/></a:lvl1pPr>' });
    const layout = shape('', { type: 'body', index: 5, style: '<a:lvl1pPr><a:buNone/></a:lvl1pPr>' });
    const parsed = parse({ slides: [{ shapes }], layout, title: 'x y' });
    expect(treeOf(parsed).map((line) => line.slice(2))).toEqual([
      'heading1 Lists',
      'list-item1 • one',
      'list-item2 • inner',
      'list-item1 • two',
      'list-item1 3. first',
      'list-item1 4. second',
      'list-item1 a) letters',
      'paragraph plain',
      'list-item1 • marked',
      'list-item1 • own',
    ]);
  });

  it.each([
    [
      'left to right',
      ['left', 'left below', 'right', 'right below'],
      ['Left', 'Left below.', 'Right', 'Right below.'],
    ],
    [
      'right to left',
      ['right', 'right below', 'left', 'left below'],
      ['يسار', 'يسار تحت.', 'يمين', 'يمين تحت.'],
    ],
  ])('reads columns %s, whatever the order in the file', (_, order, texts) => {
    const names = ['left', 'left below', 'right', 'right below'];
    const at = (i: number): [number, number, number, number] => [
      i < 2 ? 0 : 60,
      i % 2 === 0 ? 20 : 31,
      40,
      10,
    ];
    const boxes = texts.map((text, i) => shape(p(text), { at: at(i) }));
    const shapes = boxes.reverse().join('') + shape(p(texts[0]!), { type: 'title', at: [0, 0, 100, 15] });
    const lines = tree({ shapes }).slice(1);
    expect(lines.map((line) => names[texts.findIndex((text) => line.endsWith(` ${text}`))])).toEqual(order);
  });

  it('reads groups as one, in the place of the group', () => {
    const inner = shape(p('b.'), { at: [900, 500, 10, 10] }) + shape(p('a.'), { at: [900, 100, 10, 10] });
    const group = `<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9"/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="20"/><a:ext cx="50" cy="10"/><a:chOff x="0" y="0"/><a:chExt cx="1000" cy="1000"/></a:xfrm></p:grpSpPr>${inner}</p:grpSp>`;
    const shapes = shape(p('last.'), { at: [0, 40, 50, 10] }) + group + title('Title');
    expect(tree({ shapes })).toEqual([
      '- heading1 Title',
      '0 paragraph a.',
      '0 paragraph b.',
      '0 paragraph last.',
    ]);
  });

  it('takes the topmost text for the title where it is clearly the largest, and a slide without one stands alone', () => {
    const slides = [
      {
        shapes:
          shape(p('body text.'), { at: [0, 50, 90, 9] }) +
          shape(p('Large', '', '', 'sz="3200"'), { at: [0, 5, 90, 9] }),
      },
      {
        shapes:
          shape(p('Small', '', '', 'sz="1800"'), { at: [0, 5, 90, 9] }) +
          shape(p('body text.'), { at: [0, 50, 90, 9] }),
      },
    ];
    expect(tree(...slides)).toEqual([
      '- heading1 Large',
      '0 paragraph body text.',
      '- paragraph Small',
      '- paragraph body text.',
    ]);
  });

  it('knows the size of the text in a table below a title', () => {
    const cells = `<a:tbl><a:tr><a:tc><a:txBody>${p('x', '', '', 'sz="1200"')}</a:txBody></a:tc></a:tr></a:tbl>`;
    const shapes = frame(cells, [0, 50, 90, 9]) + shape(p('Prices'), { at: [0, 5, 90, 9] });
    expect(tree({ shapes })[0]).toBe('- heading1 Prices');
  });

  it('reads tables with merged cells and their header', () => {
    const cell = (text: string, attributes = ''): string =>
      `<a:tc ${attributes}><a:txBody>${p(text)}</a:txBody></a:tc>`;
    const table =
      '<a:tbl><a:tblPr firstRow="1"/>' +
      `<a:tr>${cell('المدينة')}${cell('السكان', 'gridSpan="2"')}${cell('', 'hMerge="1"')}</a:tr>` +
      `<a:tr>${cell('حلب', 'rowSpan="2"')}${cell('1')}${cell('2')}</a:tr>` +
      `<a:tr>${cell('', 'vMerge="1"')}${cell('3')}${cell('4')}</a:tr></a:tbl>`;
    const parsed = parse({ slides: [{ shapes: frame(table, [0, 0, 9, 9]) }], title: 'جدول' });
    expect(treeOf(parsed)).toEqual([
      '- table-header المدينة | السكان',
      '0 table-row حلب | 1 | 2',
      '0 table-row 3 | 4',
    ]);
    expect(parsed.blocks[2]!.cells).toHaveLength(3);
  });

  it('reads the outline of a diagram, and a chart as the table that it was made of', () => {
    const diagram =
      '<dgm:dataModel NAMESPACES><dgm:ptLst><dgm:pt modelId="0" type="doc"/>' +
      ['b', 'a', 'a1']
        .map(
          (id) =>
            `<dgm:pt modelId="${id}"><dgm:t><a:p><a:r><a:t>node ${id}</a:t></a:r></a:p></dgm:t></dgm:pt>`,
        )
        .join('') +
      '<dgm:pt modelId="p" type="pres"><dgm:t><a:p><a:r><a:t>secret</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>' +
      '<dgm:cxnLst><dgm:cxn srcId="0" destId="b" srcOrd="1"/><dgm:cxn srcId="0" destId="a" srcOrd="0"/>' +
      '<dgm:cxn srcId="a" destId="a1" srcOrd="0"/><dgm:cxn srcId="a1" destId="a" srcOrd="0"/></dgm:cxnLst></dgm:dataModel>';
    const points = (values: readonly string[]): string =>
      values.map((value, i) => `<c:pt idx="${String(i)}"><c:v>${value}</c:v></c:pt>`).join('');
    const chart =
      '<c:chartSpace NAMESPACES><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Sales</a:t></a:r></a:p></c:rich></c:tx></c:title>' +
      `<c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:strCache>${points(['Homs'])}</c:strCache></c:strRef></c:tx>` +
      `<c:cat><c:strRef><c:strCache>${points(['2023', '2024'])}</c:strCache></c:strRef></c:cat>` +
      `<c:val><c:numRef><c:numCache><c:formatCode>#,##0</c:formatCode>${points(['1200', '1500'])}</c:numCache></c:numRef></c:val></c:ser></c:barChart>` +
      '<c:valAx><c:title><c:tx><c:rich><a:p><a:r><a:t>secret</a:t></a:r></a:p></c:rich></c:tx></c:title></c:valAx></c:plotArea></c:chart></c:chartSpace>';
    const shapes =
      frame('<dgm:relIds r:dm="diagramData"/>', [0, 0, 9, 9]) +
      frame('<c:chart r:id="chart"/>', [0, 20, 9, 9]);
    expect(tree({ shapes, parts: { diagramData: diagram, chart } })).toEqual([
      '- list-item1 • node a',
      '0 list-item2 • node a1',
      '- list-item1 • node b',
      '- caption Sales',
      '3 table-header | Homs',
      '4 table-row 2023 | 1,200',
      '4 table-row 2024 | 1,500',
    ]);
  });

  it.each([
    ['Given title', 'Given title'],
    ['PowerPoint Presentation', 'First'],
    ['عرض تقديمي1', 'First'],
    ['deck.pptx', 'First'],
  ])('has the title %s of the file as %s', (given, expected) => {
    expect(parse({ slides: [{ shapes: title('First') + shape(p('x.')) }], title: given }).title).toBe(
      expected,
    );
  });

  it('survives relationships that lead in a circle or nowhere, and slides that are missing', () => {
    const bytes = makePresentation({ slides: [{ shapes: title('One') }], order: [1, 1, 9] });
    const parsed = parsePptx(bytes, parseLimits) as ParsedContent;
    expect(treeOf(parsed)).toEqual(['- title One', '- heading1 One']);
  });

  it('is not nested deeper than it may be', () => {
    const deep = '<p:grpSp>'.repeat(5000) + shape(p('inside')) + '</p:grpSp>'.repeat(5000);
    expect(tree({ shapes: deep })).toEqual(['- paragraph inside']);
  });

  it.each<[string, Uint8Array, FileProblem['code']]>([
    ['no text', makePresentation({ slides: [{ shapes: '' }] }), 'no-text'],
    ['another archive', makeZip({ 'a.txt': 'x' }), 'not-a-document'],
    ['broken XML', makePresentation({ slides: [{ shapes: '<p:sp>' }] }), 'damaged'],
  ])('says what is wrong with %s', (_, bytes, code) => {
    const parsed = parsePptx(bytes, parseLimits);
    expect('code' in parsed && parsed.code).toBe(code);
  });
});
