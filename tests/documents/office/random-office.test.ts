import fc from 'fast-check';
import { describe, it } from 'vitest';

import { parseDocx } from '../../../src/documents/office/docx/parse-docx.js';
import { parseOdt } from '../../../src/documents/office/odt/parse-odt.js';
import { list, makeDocx, use } from './make-docx.js';
import { makeOdt } from './make-odt.js';
import { readOffice } from './read-office.js';

/** Elements in each other, in any order that XML allows. */
function xmlOf(names: readonly string[], texts: readonly string[]): fc.Arbitrary<string> {
  const { node } = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 8, depthSize: 'large' },
      fc.constantFrom(...texts),
      fc
        .tuple(fc.constantFrom(...names), fc.array(tie('node'), { maxLength: 4 }))
        .map(([name, children]) => `<${name}>${children.join('')}</${name.split(' ')[0]!}>`),
    ),
  }));
  return fc.array(node, { maxLength: 6 }).map((nodes) => nodes.join(''));
}

const texts = [
  'نص',
  'س: متى؟',
  'المادة 1: نص.',
  '1. x',
  ' ',
  '&#xd800;',
  '&lt;',
  '\ufeff',
  '\u00ad',
  'a: b',
  '&#0;',
  '\n',
];

describe('office files of elements in any order', () => {
  it('are read as blocks that keep what is promised of them: Word', () => {
    const names =
      'w:p w:r w:t w:tbl w:tr w:tc w:txbxContent w:sdt w:ins w:del w:pPr w:rPr w:trPr w:tcPr w:vanish w:b w:br w:tab w:footnoteReference|w:id="1" ' +
      'w:pStyle|w:val="h" w:pStyle|w:val="t" w:numId|w:val="1" w:ilvl|w:val="1" w:gridSpan|w:val="2" w:vMerge w:vMerge|w:val="restart" ' +
      'w:gridBefore|w:val="1" w:tblHeader w:fldChar|w:fldCharType="begin" w:fldChar|w:fldCharType="end" w:hidden mc:AlternateContent mc:Choice mc:Fallback';
    const numbering =
      list(1, [
        ['decimal', 'المادة %1:'],
        ['bullet', '•'],
      ]) + use(1, 1);
    const styles =
      '<w:style w:styleId="h"><w:name w:val="heading 1"/></w:style><w:style w:styleId="t"><w:name w:val="Title"/></w:style>';
    const footnotes = '<w:footnote w:id="1"><w:p><w:r><w:t>حاشية</w:t></w:r></w:p></w:footnote>';
    const xml = xmlOf(
      names.split(' ').map((name) => name.replace('|', ' ')),
      [...texts, ...texts.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`)],
    );
    fc.assert(
      fc.property(xml, (body) => {
        readOffice(parseDocx, makeDocx({ body, styles, numbering, footnotes }));
      }),
      { numRuns: 100 },
    );
  });

  it('are read as blocks that keep what is promised of them: OpenDocument', () => {
    const names =
      'text:p text:h text:span text:list text:list-item text:list-header text:note text:note-body text:number text:s|text:c="3" ' +
      'text:p|text:style-name="Title" text:h|text:outline-level="9" text:list|text:style-name="L" text:list|text:continue-numbering="true" ' +
      'text:tab text:line-break text:section draw:text-box draw:frame table:table table:table-row table:table-cell table:table-header-rows ' +
      'table:table-cell|table:number-columns-repeated="3" table:table-row|table:number-rows-repeated="2" table:table-cell|table:number-rows-spanned="2" ' +
      'table:covered-table-cell text:hidden-paragraph|text:is-hidden="true"';
    const styles =
      '<style:style style:name="Title" style:family="paragraph"/><text:list-style style:name="L">' +
      '<text:list-level-style-number text:level="1" style:num-suffix=":" style:num-prefix="المادة " style:num-format="1"/></text:list-style>';
    const xml = xmlOf(
      names.split(' ').map((name) => name.replace('|', ' ')),
      [...texts, ...texts.map((text) => `<text:p>${text}</text:p>`)],
    );
    fc.assert(
      fc.property(xml, (body) => {
        readOffice(parseOdt, makeOdt({ body, styles }));
      }),
      { numRuns: 100 },
    );
  });
});
