import { makeZip } from '../office/make-zip.js';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface SheetSource {
  readonly name?: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** The elements of its rows. */
  readonly rows: string;
  /** What stands before and behind them. */
  readonly before?: string;
  readonly after?: string;
  /** The element of a table of the sheet. */
  readonly table?: string;
  readonly type?: string;
}

export interface WorkbookSource {
  readonly sheets: readonly SheetSource[];
  /** The elements of the shared strings. */
  readonly strings?: string;
  /** Formats of numbers: cells have style 1 for the first of them, and so on. */
  readonly formats?: readonly string[];
  readonly properties?: string;
  readonly title?: string;
}

function relationships(entries: readonly (readonly [id: string, type: string, target: string])[]): string {
  const elements = entries.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${relationship}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packageRelationships}">${elements.join('')}</Relationships>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function styleSheet(formats: readonly string[]): string {
  const numbers = formats.map(
    (code, i) => `<numFmt numFmtId="${String(200 + i)}" formatCode="${escape(code)}"/>`,
  );
  const styles = formats.map((_, i) => `<xf numFmtId="${String(200 + i)}" fontId="0"/>`);
  return (
    `<styleSheet xmlns="${main}"><numFmts>${numbers.join('')}</numFmts>` +
    `<fonts><font/><font><b/></font></fonts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>` +
    `<cellXfs><xf numFmtId="0" fontId="0"/>${styles.join('')}<xf numFmtId="0" fontId="1"/>` +
    `<xf numFmtId="14" fontId="0"/><xf numFmtId="10" fontId="0"/></cellXfs></styleSheet>`
  );
}

/** The bytes of a workbook of Excel. Behind the styles of `formats` there are bold, date and percent. */
export function makeWorkbook(source: WorkbookSource): Uint8Array {
  const { sheets, strings = '', formats = [], properties = '', title } = source;
  const entries = sheets.map(({ name = 'Sheet', state }, i) => {
    const hidden = state === undefined ? '' : ` state="${state}"`;
    return `<sheet name="${escape(name)}" sheetId="${String(i + 1)}"${hidden} r:id="s${String(i + 1)}"/>`;
  });
  const files: Record<string, string> = {
    '_rels/.rels': relationships([
      ['w', 'officeDocument', 'xl/workbook.xml'],
      ['t', 'metadata/core-properties', 'docProps/core.xml'],
    ]),
    'xl/workbook.xml':
      `<workbook xmlns="${main}" xmlns:r="${relationship}">${properties}` +
      `<sheets>${entries.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ['str', 'sharedStrings', 'sharedStrings.xml'],
      ['sty', 'styles', '/xl/styles.xml'],
      ...sheets.map(({ type = 'worksheet' }, i): readonly [string, string, string] => [
        `s${String(i + 1)}`,
        type,
        `worksheets/sheet${String(i + 1)}.xml`,
      ]),
    ]),
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings}</sst>`,
    'xl/styles.xml': styleSheet(formats),
  };
  if (title !== undefined) {
    files['docProps/core.xml'] =
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
      `xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escape(title)}</dc:title></cp:coreProperties>`;
  }
  sheets.forEach(({ rows, before = '', after = '', table }, i) => {
    const name = `sheet${String(i + 1)}.xml`;
    files[`xl/worksheets/${name}`] =
      `<worksheet xmlns="${main}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;
    if (table === undefined) return;
    files[`xl/worksheets/_rels/${name}.rels`] = relationships([['t', 'table', '../tables/table1.xml']]);
    files['xl/tables/table1.xml'] = `<table xmlns="${main}" ${table}/>`;
  });
  return makeZip(files);
}

/** The element of a row of texts and numbers, a cell each; nothing for an empty cell. */
export function row(
  number: number,
  values: readonly (string | number | undefined)[],
  style?: number,
): string {
  const s = style === undefined ? '' : ` s="${String(style)}"`;
  const cells = values.map((value, i) => {
    const at = `r="${String.fromCharCode(65 + i)}${String(number)}"${s}`;
    if (value === undefined) return '';
    if (typeof value === 'number') return `<c ${at}><v>${String(value)}</v></c>`;
    return `<c ${at} t="inlineStr"><is><t>${escape(value)}</t></is></c>`;
  });
  return `<row r="${String(number)}">${cells.join('')}</row>`;
}

const openDocument = 'urn:oasis:names:tc:opendocument:xmlns';

/** The bytes of a spreadsheet of OpenDocument with the elements of its styles and its tables. */
export function makeOpenSpreadsheet(tables: string, styles = '', manifest = ''): Uint8Array {
  const namespaces = ['office', 'table', 'text', 'style', 'draw'].map((name) => {
    const last = name === 'draw' ? 'drawing' : name;
    return `xmlns:${name}="${openDocument}:${last}:1.0"`;
  });
  return makeZip({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="${openDocument}:manifest:1.0">${manifest}</manifest:manifest>`,
    'content.xml':
      `<office:document-content ${namespaces.join(' ')} xmlns:fo="${openDocument}:xsl-fo-compatible:1.0">` +
      `<office:automatic-styles>${styles}</office:automatic-styles>` +
      `<office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
  });
}
