import { describe, expect, it } from 'vitest';

import { parseLimits } from '../../../src/documents/parse-limits.js';
import type { ParsedContent } from '../../../src/documents/parsed-content.js';
import { parseOdp } from '../../../src/documents/presentation/parse-odp.js';
import { makeOpenPresentation } from './make-presentation.js';
import { treeOf } from './tree-of.js';

function parse(pages: string, styles = '', files: Readonly<Record<string, string>> = {}): ParsedContent {
  const parsed = parseOdp(makeOpenPresentation(pages, styles, files), parseLimits);
  if ('code' in parsed) throw new Error(parsed.code);
  return parsed;
}

const frame = (content: string, attributes = ''): string =>
  `<draw:frame ${attributes}><draw:text-box>${content}</draw:text-box></draw:frame>`;
const at = (x: number, y: number): string =>
  `svg:x="${String(x)}cm" svg:y="${String(y)}cm" svg:width="8cm" svg:height="2cm"`;

describe('parseOdp', () => {
  it('reads titles, lists, notes, and no numbers of pages', () => {
    const parsed = parse(
      `<draw:page>${frame('<text:p>الأهداف</text:p>', 'presentation:class="title"')}` +
        frame(
          '<text:list text:style-name="L1"><text:list-item><text:p>الأول</text:p><text:list><text:list-item><text:p>الداخلي</text:p></text:list-item></text:list></text:list-item>' +
            '<text:list-item><text:p>الثاني</text:p></text:list-item></text:list><text:p text:style-name="P1">خاتمة<text:line-break/>قصيرة.</text:p>',
          'presentation:class="outline"',
        ) +
        frame(
          '<text:p>secret <text:page-number>&lt;number&gt;</text:page-number></text:p>',
          'presentation:class="page-number"',
        ) +
        frame('<text:p>secret</text:p>', 'presentation:class="outline" presentation:placeholder="true"') +
        `<presentation:notes>${frame('<text:p>ملاحظة<text:page-number>&lt;number&gt;</text:page-number></text:p>', 'presentation:class="notes"')}` +
        `${frame('<text:p>secret</text:p>', 'presentation:class="header"')}</presentation:notes></draw:page>` +
        `<draw:page draw:style-name="dp2">${frame('<text:p>secret</text:p>')}</draw:page>` +
        `<draw:page>${frame('<text:p>بلا عنوان.</text:p>')}</draw:page>`,
      '<style:style style:name="dp2" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>' +
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-bullet text:level="2"/></text:list-style>',
    );
    expect(treeOf(parsed)).toEqual([
      '- title الأهداف',
      '- list-item1 1. الأول',
      '1 list-item2 • الداخلي',
      '- list-item1 2. الثاني',
      '- paragraph خاتمة\nقصيرة.',
      '- paragraph ملاحظة',
      '- paragraph بلا عنوان.',
    ]);
    expect(parsed.parts.map(({ kind, number }) => [kind, number])).toEqual([
      ['slide', 1],
      ['notes', 1],
      ['slide', 3],
    ]);
    expect(parsed.remarks).toEqual([{ code: 'hidden', parts: [2] }]);
  });

  it('finds the order and an unmarked title by place and size', () => {
    const styles =
      '<style:style style:name="T1"><style:text-properties fo:font-size="32pt"/></style:style>' +
      '<style:style style:name="T2" style:parent-style-name="T1"/>';
    const parsed = parse(
      `<draw:page>${frame('<text:p>second.</text:p>', at(1, 10))}` +
        `<draw:g>${frame('<text:p>first b.</text:p>', at(12, 5))}${frame('<text:p>first a.</text:p>', at(1, 5))}</draw:g>` +
        `<draw:custom-shape ${at(1, 1)}><text:p><text:span text:style-name="T2">Heading</text:span></text:p><draw:enhanced-geometry><draw:equation/></draw:enhanced-geometry></draw:custom-shape></draw:page>`,
      styles,
    );
    expect(treeOf(parsed)).toEqual([
      '- title Heading',
      '- paragraph first a.',
      '- paragraph first b.',
      '- paragraph second.',
    ]);
  });

  it('reads tables and charts', () => {
    const cell = (text: string, attributes = ''): string =>
      `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;
    const table =
      `<draw:frame ${at(1, 1)}><table:table table:use-first-row-styles="true"><table:table-row>${cell('City')}${cell('Open', 'table:number-columns-spanned="2"')}<table:covered-table-cell/></table:table-row>` +
      `<table:table-row>${cell('Homs')}${cell('9')}${cell('17')}</table:table-row></table:table></draw:frame>`;
    const chart = `<draw:frame ${at(1, 9)}><draw:object xlink:href="./Object 1"/></draw:frame>`;
    const object =
      '<office:document-content NAMESPACES><office:body><office:chart><chart:chart><chart:title><text:p>Sales</text:p></chart:title>' +
      `<table:table><table:table-row>${cell('')}${cell('Homs')}</table:table-row><table:table-row>${cell('2023')}${cell('12')}</table:table-row></table:table>` +
      '</chart:chart></office:chart></office:body></office:document-content>';
    const parsed = parse(`<draw:page>${table}${chart}</draw:page>`, '', { 'Object 1/content.xml': object });
    expect(treeOf(parsed)).toEqual([
      '- table-header City | Open',
      '0 table-row Homs | 9 | 17',
      '- caption Sales',
      '2 table-header | Homs',
      '3 table-row 2023 | 12',
    ]);
  });

  it('is not nested deeper than it may be', () => {
    const deep = '<draw:g>'.repeat(5000) + frame('<text:p>inside</text:p>') + '</draw:g>'.repeat(5000);
    expect(treeOf(parse(`<draw:page>${frame('<text:p>outside</text:p>')}${deep}</draw:page>`))).toContain(
      '- paragraph outside',
    );
  });
});
