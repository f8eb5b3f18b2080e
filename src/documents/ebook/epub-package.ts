import { readXml } from '../office/read-xml.js';
import { resolvePartName } from '../office/relationships.js';
import { UnreadableFile } from '../office/unreadable-file.js';
import type { ZipArchive } from '../office/zip-archive.js';

/** A place in a book: a file of its archive, and the id of an element in it. */
export interface BookTarget {
  readonly part: string;
  /** Empty for the beginning of the file. */
  readonly id: string;
}

/** What a book says of itself. */
export interface EpubPackage {
  readonly title: string | undefined;
  /** The files of its text in the order in which they are read; those beside the main order are at the end. */
  readonly texts: readonly string[];
  readonly styleSheets: readonly string[];
  /** The files with its table of contents, as far as it has them. */
  readonly navigation: string | undefined;
  readonly oldNavigation: string | undefined;
}

interface ManifestItem {
  readonly part: string;
  readonly type: string;
  readonly properties: readonly string[];
}

/** Names without a prefix: books of the second version have others for their elements. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A percent sign that encodes nothing.
  }
}

/** Where a link leads from a file; undefined for a place outside of the book. */
export function resolveTarget(from: string, link: string): BookTarget | undefined {
  const trimmed = link.trim();
  if (/^[a-z][a-z0-9+.-]*:/i.test(trimmed)) return undefined;
  const hash = trimmed.indexOf('#');
  const path = (hash < 0 ? trimmed : trimmed.slice(0, hash)).split('?')[0]!;
  const id = hash < 0 ? '' : decodePath(trimmed.slice(hash + 1));
  return { part: path === '' ? from : resolvePartName(from, decodePath(path)), id };
}

function findPackagePart(zip: ZipArchive): string {
  let part: string | undefined;
  readXml(zip.unpack('META-INF/container.xml'), {
    open: (name, attributes) => {
      const path = localName(name) === 'rootfile' ? attributes.get('full-path') : undefined;
      const type = attributes.get('media-type') ?? 'application/oebps-package+xml';
      if (path !== undefined && type === 'application/oebps-package+xml') part ??= resolvePartName('', path);
      return undefined;
    },
  });
  const found = part !== undefined && zip.has(part) ? part : zip.names.find((name) => name.endsWith('.opf'));
  if (found === undefined) throw new UnreadableFile({ code: 'not-a-document' });
  return found;
}

const textTypes = /^(?:application\/xhtml\+xml|text\/html|text\/x-oeb1-document|application\/x-dtbook\+xml)$/;

/** Reads the package file of a book, which lists its files and their order. */
export function readEpubPackage(zip: ZipArchive): EpubPackage {
  const partName = findPackagePart(zip);
  const items = new Map<string, ManifestItem>();
  const main: string[] = [];
  const beside: string[] = [];
  const contents = new Set<string>();
  let title: string[] | undefined;
  let isTitle = false;
  let oldId = '';
  readXml(zip.unpack(partName), {
    open: (name, attributes) => {
      const local = localName(name);
      if (local === 'item') {
        const target = resolveTarget(partName, attributes.get('href') ?? '');
        if (!target) return undefined;
        items.set(attributes.get('id') ?? '', {
          part: target.part,
          type: attributes.get('media-type') ?? '',
          properties: (attributes.get('properties') ?? '').split(/\s+/),
        });
      } else if (local === 'itemref') {
        const isBeside = attributes.get('linear') === 'no';
        (isBeside ? beside : main).push(attributes.get('idref') ?? '');
      } else if (local === 'spine') oldId = attributes.get('toc') ?? '';
      else if (local === 'reference' && attributes.get('type') === 'toc') {
        const target = resolveTarget(partName, attributes.get('href') ?? '');
        if (target) contents.add(target.part);
      } else if (name === 'dc:title' && title === undefined) {
        title = [];
        isTitle = true;
      }
      return undefined;
    },
    close: (name) => {
      if (name === 'dc:title') isTitle = false;
    },
    text: (text) => {
      if (isTitle && title!.length < 1000) title!.push(text);
    },
  });
  const navigation = [...items.values()].find(({ properties }) => properties.includes('nav'))?.part;
  const oldNavigation =
    items.get(oldId)?.part ??
    [...items.values()].find(({ type }) => type === 'application/x-dtbncx+xml')?.part;
  const seen = new Set<string>();
  const texts = [...main, ...beside].flatMap((id): string[] => {
    const item = items.get(id);
    if (!item || !textTypes.test(item.type) || seen.has(item.part) || !zip.has(item.part)) return [];
    seen.add(item.part);
    // A list of chapters with links is no text.
    return item.part === navigation || (contents.has(item.part) && main.length > 1) ? [] : [item.part];
  });
  const styleSheets = [...items.values()]
    .filter(({ type, part }) => type === 'text/css' && zip.has(part))
    .map(({ part }) => part);
  return { title: title?.join(''), texts, styleSheets, navigation, oldNavigation };
}
