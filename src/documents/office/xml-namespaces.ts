/** Namespaces by the prefix that names are given here, whatever prefix the file has for them. */
const urisByPrefix: Readonly<Record<string, string>> = {
  // Office Open XML, in its transitional and its strict form.
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main http://purl.oclc.org/ooxml/wordprocessingml/main',
  x: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main http://purl.oclc.org/ooxml/spreadsheetml/main',
  p: 'http://schemas.openxmlformats.org/presentationml/2006/main http://purl.oclc.org/ooxml/presentationml/main',
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main http://purl.oclc.org/ooxml/drawingml/main',
  c: 'http://schemas.openxmlformats.org/drawingml/2006/chart http://purl.oclc.org/ooxml/drawingml/chart',
  dgm: 'http://schemas.openxmlformats.org/drawingml/2006/diagram http://purl.oclc.org/ooxml/drawingml/diagram',
  m: 'http://schemas.openxmlformats.org/officeDocument/2006/math http://purl.oclc.org/ooxml/officeDocument/math',
  r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships http://purl.oclc.org/ooxml/officeDocument/relationships',
  rel: 'http://schemas.openxmlformats.org/package/2006/relationships',
  ct: 'http://schemas.openxmlformats.org/package/2006/content-types',
  cp: 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
  mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  wps: 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
  v: 'urn:schemas-microsoft-com:vml',
  // OpenDocument.
  office: 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
  text: 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  table: 'urn:oasis:names:tc:opendocument:xmlns:table:1.0',
  style: 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
  draw: 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0',
  fo: 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0',
  number: 'urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0',
  presentation: 'urn:oasis:names:tc:opendocument:xmlns:presentation:1.0',
  svg: 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0',
  meta: 'urn:oasis:names:tc:opendocument:xmlns:meta:1.0',
  manifest: 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0',
  loext: 'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0',
  xlink: 'http://www.w3.org/1999/xlink',
  // EPUB.
  container: 'urn:oasis:names:tc:opendocument:xmlns:container',
  opf: 'http://www.idpf.org/2007/opf',
  ncx: 'http://www.daisy.org/z3986/2005/ncx/',
  epub: 'http://www.idpf.org/2007/ops',
  xhtml: 'http://www.w3.org/1999/xhtml',
  enc: 'http://www.w3.org/2001/04/xmlenc#',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
};

const prefixesByUri: ReadonlyMap<string, string> = new Map(
  Object.entries(urisByPrefix).flatMap(([prefix, uris]) =>
    uris.split(' ').map((uri): [string, string] => [uri, prefix]),
  ),
);

/** Names come in many elements; hostile ones that are all different are not kept. */
const maxNamesKept = 5000;

interface Declaration {
  readonly depth: number;
  readonly prefix: string;
  readonly before: string | undefined;
}

/** Gives names the prefixes of {@link urisByPrefix} for the namespaces that are declared around them. */
export class XmlNamespaces {
  /** Prefix of the file → prefix here. */
  private readonly declared = new Map<string, string>();
  private readonly declarations: Declaration[] = [];
  private readonly elementNames = new Map<string, string>();
  private readonly attributeNames = new Map<string, string>();

  /** @param attribute The name of an attribute: `xmlns`, or one that begins with `xmlns:`. */
  declare(attribute: string, uri: string, depth: number): void {
    const prefix = attribute.slice('xmlns:'.length);
    const known = prefixesByUri.get(uri) ?? prefix;
    const before = this.declared.get(prefix);
    if (before === known) return;
    this.declarations.push({ depth, prefix, before });
    this.change(prefix, known);
  }

  /** Says that the element at this depth is closed. */
  close(depth: number): void {
    for (let last = this.declarations.at(-1); last?.depth === depth; last = this.declarations.at(-1)) {
      this.declarations.pop();
      this.change(last.prefix, last.before);
    }
  }

  elementName(name: string): string {
    return this.resolve(this.elementNames, name, '');
  }

  /** An attribute without a prefix is in no namespace. */
  attributeName(name: string): string {
    return this.resolve(this.attributeNames, name, undefined);
  }

  private change(prefix: string, known: string | undefined): void {
    if (known === undefined) this.declared.delete(prefix);
    else this.declared.set(prefix, known);
    this.elementNames.clear();
    this.attributeNames.clear();
  }

  private resolve(kept: Map<string, string>, name: string, noPrefix: string | undefined): string {
    const found = kept.get(name);
    if (found !== undefined) return found;
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? noPrefix : name.slice(0, colon);
    const known = prefix === undefined ? undefined : (this.declared.get(prefix) ?? prefix);
    const resolved = known === undefined || known === '' ? name : `${known}:${name.slice(colon + 1)}`;
    if (kept.size < maxNamesKept) kept.set(name, resolved);
    return resolved;
  }
}
