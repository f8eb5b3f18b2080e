import { makeZip } from '../office/make-zip.js';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const namespaces =
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" ' +
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" ' +
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ' +
  `xmlns:r="${office}"`;

export interface SlideSource {
  /** The elements of its shapes. */
  readonly shapes: string;
  readonly notes?: string;
  readonly isHidden?: boolean;
  /** Other parts that it refers to, by the types of their relationships, which are their ids too. */
  readonly parts?: Readonly<Record<string, string>>;
}

interface PresentationSource {
  readonly slides: readonly SlideSource[];
  /** Numbers of slides from 1 in the order of the presentation. */
  readonly order?: readonly number[];
  readonly layout?: string;
  readonly master?: string;
  readonly title?: string;
}

function relationships(entries: readonly (readonly [id: string, type: string, target: string])[]): string {
  const elements = entries.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${elements.join('')}</Relationships>`;
}

function page(element: string, shapes: string, attributes = '', behind = ''): string {
  return `<p:${element} ${namespaces} ${attributes}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld>${behind}</p:${element}>`;
}

/** The bytes of a presentation of PowerPoint. */
export function makePresentation(source: PresentationSource): Uint8Array {
  const { slides, layout = '', master = '', title } = source;
  const order = source.order ?? slides.map((_, i) => i + 1);
  const files: Record<string, string> = {
    '_rels/.rels': relationships([
      ['p', 'officeDocument', 'ppt/presentation.xml'],
      ['t', 'metadata/core-properties', 'docProps/core.xml'],
    ]),
    'ppt/presentation.xml': `<p:presentation ${namespaces}><p:sldIdLst>${order
      .map((number) => `<p:sldId r:id="s${String(number)}"/>`)
      .join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationships(
      slides.map((_, i): [string, string, string] => [
        `s${String(i + 1)}`,
        'slide',
        `slides/slide${String(i + 1)}.xml`,
      ]),
    ),
    'ppt/slideLayouts/l.xml': page('sldLayout', layout),
    'ppt/slideLayouts/_rels/l.xml.rels': relationships([['m', 'slideMaster', '../slideMasters/m.xml']]),
    'ppt/slideMasters/m.xml': page('sldMaster', master),
  };
  if (title !== undefined) {
    files['docProps/core.xml'] =
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
      `xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title></cp:coreProperties>`;
  }
  slides.forEach(({ shapes, notes, isHidden = false, parts = {} }, i) => {
    const name = `slide${String(i + 1)}.xml`;
    files[`ppt/slides/${name}`] = page('sld', shapes, isHidden ? 'show="0"' : '');
    const entries: [string, string, string][] = [['l', 'slideLayout', '../slideLayouts/l.xml']];
    if (notes !== undefined) {
      files[`ppt/notesSlides/${name}`] = page('notes', notes);
      entries.push(['n', 'notesSlide', `../notesSlides/${name}`]);
    }
    for (const [type, content] of Object.entries(parts)) {
      files[`ppt/parts/${type}${name}`] = content.replace('NAMESPACES', namespaces);
      entries.push([type, type, `../parts/${type}${name}`]);
    }
    files[`ppt/slides/_rels/${name}.rels`] = relationships(entries);
  });
  return makeZip(files);
}

/** A paragraph of a text; `properties` are elements and attributes of what it looks like. */
export function paragraph(text: string, attributes = '', inside = '', run = ''): string {
  return `<a:p><a:pPr ${attributes}>${inside}</a:pPr><a:r><a:rPr ${run}/><a:t>${text}</a:t></a:r></a:p>`;
}

interface ShapeSource {
  readonly type?: string;
  readonly index?: number;
  /** x, y, width, height */
  readonly at?: readonly [number, number, number, number];
  readonly style?: string;
  readonly isHidden?: boolean;
}

/** A shape with the elements of its paragraphs. */
export function shape(
  paragraphs: string,
  { type, index, at, style = '', isHidden }: ShapeSource = {},
): string {
  const number = index === undefined ? '' : ` idx="${String(index)}"`;
  const placeholder = type === undefined ? '' : `<p:ph type="${type}"${number}/>`;
  const frame = at
    ? `<a:xfrm><a:off x="${String(at[0])}" y="${String(at[1])}"/><a:ext cx="${String(at[2])}" cy="${String(at[3])}"/></a:xfrm>`
    : '';
  return (
    `<p:sp><p:nvSpPr><p:cNvPr id="1"${isHidden ? ' hidden="1"' : ''}/><p:nvPr>${placeholder}</p:nvPr></p:nvSpPr>` +
    `<p:spPr>${frame}</p:spPr><p:txBody><a:lstStyle>${style}</a:lstStyle>${paragraphs}</p:txBody></p:sp>`
  );
}

/** Something drawn with the elements of what it is. */
export function frame(content: string, at: readonly [number, number, number, number]): string {
  return (
    `<p:graphicFrame><p:xfrm><a:off x="${String(at[0])}" y="${String(at[1])}"/><a:ext cx="${String(at[2])}" cy="${String(at[3])}"/></p:xfrm>` +
    `<a:graphic><a:graphicData>${content}</a:graphicData></a:graphic></p:graphicFrame>`
  );
}

const openDocument = 'urn:oasis:names:tc:opendocument:xmlns';

/** The bytes of a presentation of OpenDocument with the elements of its styles and pages, and other files. */
export function makeOpenPresentation(
  pages: string,
  styles = '',
  files: Readonly<Record<string, string>> = {},
): Uint8Array {
  const names: Readonly<Record<string, string>> = {
    draw: 'drawing',
    svg: 'svg-compatible',
    fo: 'xsl-fo-compatible',
  };
  const prefixes = ['office', 'table', 'text', 'style', 'presentation', 'draw', 'svg', 'fo', 'chart']
    .map((name) => `xmlns:${name}="${openDocument}:${names[name] ?? name}:1.0"`)
    .join(' ');
  return makeZip({
    mimetype: 'application/vnd.oasis.opendocument.presentation',
    'content.xml':
      `<office:document-content ${prefixes} xmlns:xlink="http://www.w3.org/1999/xlink">` +
      `<office:automatic-styles>${styles}</office:automatic-styles>` +
      `<office:body><office:presentation>${pages}</office:presentation></office:body></office:document-content>`,
    ...Object.fromEntries(
      Object.entries(files).map(([name, content]) => [name, content.replace('NAMESPACES', prefixes)]),
    ),
  });
}
