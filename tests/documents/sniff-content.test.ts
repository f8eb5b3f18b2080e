import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/documents/parse-document.js';
import { sniffContent } from '../../src/documents/sniff-content.js';
import { makeZip } from './office/make-zip.js';
import { describeProblem } from '../../src/text/file-problems/describe-problem.js';

const bytesOf = (content: string): Buffer => Buffer.from(content, 'latin1');
const compound = (stream: string): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600),
    Buffer.from(`${stream}\0`, 'utf16le'),
    Buffer.alloc(100),
  ]);
const archive = (...names: string[]): Buffer =>
  Buffer.from(makeZip(Object.fromEntries(names.map((name) => [name, 'content']))));

async function reasonOf(path: string, bytes: Uint8Array): Promise<string> {
  const result = await parseDocument({ path, bytes });
  if (!('problem' in result)) throw new Error(`${path} was read as ${result.format}`);
  return describeProblem(result.problem, 'en');
}

describe('sniffContent', () => {
  it.each([
    ['%PDF-1.7\n', 'pdf'],
    ['\xef\xbb\xbf%PDF-1.7\n', 'pdf'],
    ['{\\rtf1\\ansi', 'rtf'],
  ])('knows %j', (content, format) => {
    expect(sniffContent(bytesOf(content), { isNamedPdf: false })).toEqual({ format });
  });

  it('looks a little further for the header of a PDF where the name says that it is one', () => {
    const bytes = bytesOf(`mail header\r\n\r\n%PDF-1.4`);
    expect(sniffContent(bytes, { isNamedPdf: true })).toEqual({ format: 'pdf' });
    expect(sniffContent(bytes, { isNamedPdf: false })).toBeUndefined();
  });

  it.each([
    ['docx', ['[Content_Types].xml', '_rels/.rels', 'word/document.xml']],
    ['docx', ['[Content_Types].xml', 'word/document2.xml']],
    ['pptx', ['[Content_Types].xml', 'ppt/presentation.xml']],
    ['xlsx', ['[Content_Types].xml', 'xl/workbook.xml']],
    ['epub', ['META-INF/container.xml', 'a.xhtml']],
  ])('knows %s by the files in it, also where its end is cut off', (format, names) => {
    const bytes = archive(...names);
    expect(sniffContent(bytes, { isNamedPdf: false })).toEqual({ format });
    expect(sniffContent(bytes.subarray(0, bytes.length - 30), { isNamedPdf: false })).toEqual({ format });
  });

  it.each([
    ['application/epub+zip', { format: 'epub' }],
    ['application/vnd.oasis.opendocument.text', { format: 'odt' }],
    ['application/vnd.oasis.opendocument.text-template', { format: 'odt' }],
    ['application/vnd.oasis.opendocument.presentation', { format: 'odp' }],
    ['application/vnd.oasis.opendocument.spreadsheet', { format: 'ods' }],
    ['application/vnd.oasis.opendocument.graphics', { code: 'foreign', kind: 'drawing' }],
  ])('knows an archive of the type %s', (type, content) => {
    const header = Buffer.alloc(30);
    header.write('PK\x03\x04', 'latin1');
    header.writeUInt16LE(8, 26);
    const bytes = Buffer.concat([header, Buffer.from(`mimetype${type}`), archive('content.xml')]);
    expect(sniffContent(bytes, { isNamedPdf: false })).toEqual(content);
  });

  it.each(['PKG', 'text', '%PD', 'MZ is a text', 'Book', 'BM', 'ID', '<?xml version="1.0"?><Workbook>'])(
    'takes %j for text',
    (content) => {
      expect(sniffContent(bytesOf(content), { isNamedPdf: false })).toBeUndefined();
    },
  );
});

describe('a file that is not what its name says', () => {
  it.each([
    ['a.docx', compound('EncryptedPackage'), 'is protected by a password (save a copy without one)'],
    ['a.docx', compound('WordDocument'), 'is an old Word file (save it as .docx)'],
    ['a.doc', compound('WordDocument'), 'is an old Word file (save it as .docx)'],
    ['a.xls', compound('Workbook'), 'is an old Excel file (save it as .xlsx)'],
    ['a.ppt', compound('PowerPoint Document'), 'is an old PowerPoint file (save it as .pptx)'],
    ['a.doc', compound('x'), 'is a file of an old office program (save it as .docx, .xlsx or .pptx)'],
    ['a.docx', archive('a.txt', 'b/c.txt'), 'is an archive (unpack it)'],
    [
      'a.pptx',
      archive('[Content_Types].xml', 'ppt/presentation.xml').subarray(0, 60),
      'is damaged and cannot be opened (open it where it was made and save it again)',
    ],
    ...[
      ['a.odt', '<?xml version="1.0"?>\n<office:document xmlns:office="o">'],
      ['a.xls', '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'],
      [
        'a.doc',
        '\xef\xbb\xbf<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument x="">',
      ],
      ['a.doc', '<?xml version="1.0"?>\n<pkg:package xmlns:pkg="p">'],
    ].map(([path, content]): [string, Buffer, string] => [
      path!,
      bytesOf(content!),
      'is a document of an office program in one XML file (save it as .docx, .xlsx or .pptx)',
    ]),
    ['a.pages', archive('Index/Document.iwa'), 'is a Pages document (export it as .docx)'],
    [
      'a.xlsb',
      archive('[Content_Types].xml', 'xl/workbook.bin'),
      'is a binary Excel file (save it as .xlsx)',
    ],
    [
      'a.pdf',
      bytesOf('\x89PNG\r\n\x1a\n'),
      'is a picture (save it as PDF: text on pages of a PDF can be recognised)',
    ],
    ['a.txt', bytesOf('ID3\x04\0\0'), 'is a sound recording (put what is said in it into a text file)'],
    ['a.md', bytesOf('\0\0\0\x18ftypmp42'), 'is a video (put what is said in it into a text file)'],
    ['a.txt', bytesOf('\x1f\x8b\x08\0'), 'is an archive (unpack it)'],
    ['a.txt', bytesOf('\x7fELF\x02'), 'is a program (take it out of the folder)'],
    ['a.pdf', bytesOf('\0\x01\x02\x03\x04\x05'), 'is no .pdf file, and nothing else that is read'],
    ['a.doc', bytesOf('\0\x01\x02\x03\x04\x05'), 'is an old Word file (save it as .docx)'],
    ['a.pdf', Buffer.alloc(0), 'is empty'],
  ])('%s: %#', async (path, bytes, reason) => {
    expect(await reasonOf(path, bytes)).toBe(reason);
  });

  it.each([
    ['a.pdf', 'نص عادي', 'text'],
    ['a.docx', '<!DOCTYPE html><p>نص عادي', 'html'],
    ['a.doc', '<html><p>نص عادي', 'html'],
  ])('%s is read as what it is, and said to be', async (path, content, format) => {
    const result = await parseDocument({ path, bytes: Buffer.from(content) });
    expect(result).toMatchObject({ format, remarks: [{ code: 'misnamed', parts: [] }] });
  });
});
