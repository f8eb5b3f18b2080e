import { makeZip } from './make-zip.js';

const urn = 'urn:oasis:names:tc:opendocument:xmlns:';
const namespaces =
  `xmlns:office="${urn}office:1.0" xmlns:text="${urn}text:1.0" xmlns:table="${urn}table:1.0" ` +
  `xmlns:style="${urn}style:1.0" xmlns:draw="${urn}drawing:1.0" xmlns:fo="${urn}xsl-fo-compatible:1.0" ` +
  `xmlns:svg="${urn}svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
  'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"';

export interface OdtParts {
  readonly body: string;
  /** Those that users see, in `styles.xml`. */
  readonly styles?: string;
  /** Those that the program makes. */
  readonly automaticStyles?: string;
  /** Those of headers and footers. */
  readonly masterStyles?: string;
  readonly title?: string;
  readonly manifest?: string;
}

/** A text document of OpenDocument of the content of its parts. */
export function makeOdt({
  body,
  styles = '',
  automaticStyles = '',
  masterStyles = '',
  title,
  manifest = '',
}: OdtParts): Uint8Array {
  return makeZip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="${urn}manifest:1.0">${manifest}</manifest:manifest>`,
    'styles.xml':
      `<office:document-styles ${namespaces}><office:styles>${styles}</office:styles>` +
      `<office:automatic-styles>${masterStyles}</office:automatic-styles>` +
      '<office:master-styles><text:p>رأس الصفحة</text:p></office:master-styles></office:document-styles>',
    'content.xml':
      `<office:document-content ${namespaces}><office:automatic-styles>${automaticStyles}</office:automatic-styles>` +
      `<office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    'meta.xml': `<office:document-meta ${namespaces}><office:meta>${title === undefined ? '' : `<dc:title>${title}</dc:title>`}</office:meta></office:document-meta>`,
  });
}
