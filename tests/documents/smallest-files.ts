/** For each format the smallest file that holds one paragraph. */
import type { DocumentFormat } from '../../src/contracts/document.js';
import { makeDocx, run } from './office/make-docx.js';
import { makeZip } from './office/make-zip.js';
import { makePdf } from './smallest-pdf.js';
import { makeWorkbook } from './spreadsheet/make-workbook.js';

/** What XML can hold of a text, escaped. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}

const open = 'urn:oasis:names:tc:opendocument:xmlns';
const namespaces = ['office', 'text', 'table', 'style']
  .map((name) => `xmlns:${name}="${open}:${name}:1.0"`)
  .concat(`xmlns:draw="${open}:drawing:1.0"`, `xmlns:presentation="${open}:presentation:1.0"`)
  .join(' ');

function openDocument(type: string, body: string): Uint8Array {
  return makeZip({
    mimetype: `application/vnd.oasis.opendocument.${type}`,
    'content.xml': `<office:document-content ${namespaces}><office:body><office:${type}>${body}</office:${type}></office:body></office:document-content>`,
    'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="${open}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.${type}"/></manifest:manifest>`,
  });
}

const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const slides = 'http://schemas.openxmlformats.org/presentationml/2006/main';

function relationships(type: string, target: string): string {
  return `<Relationships xmlns="${packages}"><Relationship Id="r1" Type="${relation}/${type}" Target="${target}"/></Relationships>`;
}

function presentation(paragraph: string): Uint8Array {
  return makeZip({
    '_rels/.rels': relationships('officeDocument', 'ppt/presentation.xml'),
    'ppt/_rels/presentation.xml.rels': relationships('slide', 'slides/slide1.xml'),
    'ppt/presentation.xml': `<p:presentation xmlns:p="${slides}" xmlns:r="${relation}"><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>`,
    'ppt/slides/slide1.xml':
      `<p:sld xmlns:p="${slides}" xmlns:a="${drawing}"><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id="2" name="T"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>` +
      `<p:txBody><a:bodyPr/><a:p><a:r><a:t>${xml(paragraph)}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>`,
  });
}

function book(paragraph: string): Uint8Array {
  return makeZip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'a.opf':
      '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
    'a.xhtml': `<html xmlns="http://www.w3.org/1999/xhtml"><head/><body><p>${xml(paragraph)}</p></body></html>`,
  });
}

function richText(paragraph: string): Uint8Array {
  const escaped = Array.from(paragraph.toWellFormed())
    .map((character) => {
      if (/^[a-zA-Z0-9 .,:;!?]$/.test(character)) return character;
      return Array.from({ length: character.length }, (_, i) => {
        const unit = character.charCodeAt(i);
        return `\\u${unit > 0x7fff ? unit - 0x10000 : unit}?`;
      }).join('');
    })
    .join('');
  return Buffer.from(`{\\rtf1\\ansi\\uc1 ${escaped}\\par}`);
}

export const smallestFiles: Readonly<Record<DocumentFormat, (paragraph: string) => Uint8Array>> = {
  text: (paragraph) => Buffer.from(paragraph),
  markdown: (paragraph) => Buffer.from(paragraph),
  html: (paragraph) => Buffer.from(`<p>${paragraph}</p>`),
  csv: (paragraph) => Buffer.from(`"${paragraph.replaceAll('"', '""')}"`),
  pdf: (paragraph) => makePdf([paragraph]),
  docx: (paragraph) => makeDocx({ body: `<w:p>${run(xml(paragraph))}</w:p>` }),
  odt: (paragraph) => openDocument('text', `<text:p>${xml(paragraph)}</text:p>`),
  rtf: richText,
  epub: book,
  pptx: presentation,
  odp: (paragraph) =>
    openDocument(
      'presentation',
      `<draw:page draw:name="a"><draw:frame><draw:text-box><text:p>${xml(paragraph)}</text:p></draw:text-box></draw:frame></draw:page>`,
    ),
  xlsx: (paragraph) =>
    makeWorkbook({
      sheets: [{ rows: `<row r="1"><c r="A1" t="inlineStr"><is><t>${xml(paragraph)}</t></is></c></row>` }],
    }),
  ods: (paragraph) =>
    openDocument(
      'spreadsheet',
      `<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>${xml(paragraph)}</text:p></table:table-cell></table:table-row></table:table>`,
    ),
};
