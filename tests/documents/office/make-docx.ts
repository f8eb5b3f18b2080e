import { makeZip } from './make-zip.js';

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const namespaces =
  `xmlns:w="${word}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ' +
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface DocxParts {
  readonly body: string;
  readonly styles?: string;
  readonly numbering?: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
  readonly title?: string;
}

function relationships(targets: Readonly<Record<string, string>>): string {
  const each = Object.entries(targets).map(
    ([type, target], i) => `<Relationship Id="r${i}" Type="${relations}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
}

/** A file of Word of the content of its parts. */
export function makeDocx({
  body,
  styles = '',
  numbering = '',
  footnotes = '',
  endnotes = '',
  title,
}: DocxParts): Uint8Array {
  return makeZip({
    '_rels/.rels': relationships({
      officeDocument: 'word/document.xml',
      'metadata/core-properties': 'docProps/core.xml',
    }),
    'word/_rels/document.xml.rels': relationships({
      styles: 'styles.xml',
      numbering: 'numbering.xml',
      footnotes: 'footnotes.xml',
      endnotes: '/word/endnotes.xml',
    }),
    'word/document.xml': `<w:document ${namespaces}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    'word/styles.xml': `<w:styles ${namespaces}>${styles}</w:styles>`,
    'word/numbering.xml': `<w:numbering ${namespaces}>${numbering}</w:numbering>`,
    'word/footnotes.xml': `<w:footnotes ${namespaces}>${footnotes}</w:footnotes>`,
    'word/endnotes.xml': `<w:endnotes ${namespaces}>${endnotes}</w:endnotes>`,
    'docProps/core.xml':
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
      `xmlns:dc="http://purl.org/dc/elements/1.1/">${title === undefined ? '' : `<dc:title>${title}</dc:title>`}</cp:coreProperties>`,
  });
}

export function run(text: string, properties = ''): string {
  return `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A paragraph of runs; what is no XML is the text of one. */
export function paragraph(content: string, properties = ''): string {
  const runs = content === '' || content.startsWith('<') ? content : run(content);
  return `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
}

export function styled(style: string, content: string): string {
  return paragraph(content, `<w:pStyle w:val="${style}"/>`);
}

export function item(listId: number, level: number, content: string): string {
  return paragraph(content, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${listId}"/></w:numPr>`);
}

export function cell(content: string, properties = ''): string {
  const paragraphs =
    content.startsWith('<w:p>') || content.startsWith('<w:tbl>') ? content : paragraph(content);
  return `<w:tc>${properties && `<w:tcPr>${properties}</w:tcPr>`}${paragraphs}</w:tc>`;
}

export function row(cells: readonly string[], properties = ''): string {
  const contents = cells.map((each) => (each.startsWith('<w:tc>') ? each : cell(each)));
  return `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${contents.join('')}</w:tr>`;
}

export function table(rows: readonly (readonly string[] | string)[], properties = ''): string {
  const each = rows.map((cells) => (typeof cells === 'string' ? cells : row(cells)));
  return `<w:tbl>${properties && `<w:tblPr>${properties}</w:tblPr>`}${each.join('')}</w:tbl>`;
}

/** A list with levels of a format and a text each. */
export function list(
  id: number,
  levels: readonly (readonly [format: string, text: string, more?: string])[],
): string {
  const each = levels.map(
    ([format, text, more = ''], i) =>
      `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`,
  );
  return `<w:abstractNum w:abstractNumId="${id}">${each.join('')}</w:abstractNum>`;
}

export function use(id: number, abstractId: number, overrides = ''): string {
  return `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstractId}"/>${overrides}</w:num>`;
}
