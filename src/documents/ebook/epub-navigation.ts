import { readXml } from '../office/read-xml.js';
import { readOrExplain } from '../office/unreadable-file.js';
import type { ZipArchive } from '../office/zip-archive.js';
import { localName, resolveTarget, type BookTarget, type EpubPackage } from './epub-package.js';

/** A line of the table of contents, or of the list of printed pages. */
export interface NavigationEntry extends BookTarget {
  readonly label: string;
  /** How deep it is nested, from 0. */
  readonly depth: number;
}

export interface EpubNavigation {
  readonly chapters: readonly NavigationEntry[];
  readonly pages: readonly NavigationEntry[];
}

const maxEntries = 50_000;

function tidyLabel(pieces: readonly string[]): string {
  return pieces.join('').replaceAll('&nbsp;', ' ').replace(/\s+/gu, ' ').trim();
}

/** The navigation of a book of the third version: a page with lists of links. */
function readNavigation(zip: ZipArchive, part: string): EpubNavigation {
  const lists: Record<string, NavigationEntry[]> = { toc: [], 'page-list': [] };
  let list: NavigationEntry[] | undefined;
  let depth = -1;
  let link: { readonly target: BookTarget | undefined; readonly pieces: string[] } | undefined;
  readXml(zip.unpack(part), {
    open: (name, attributes) => {
      const local = localName(name);
      if (local === 'nav') {
        const type = (attributes.get('epub:type') ?? '').split(/\s+/).find((each) => each in lists);
        list = type === undefined ? undefined : lists[type];
        depth = -1;
      } else if (local === 'ol') depth++;
      else if (local === 'a') {
        link = { target: resolveTarget(part, attributes.get('href') ?? ''), pieces: [] };
      }
      return undefined;
    },
    close: (name) => {
      const local = localName(name);
      if (local === 'nav') list = undefined;
      else if (local === 'ol') depth--;
      else if (local === 'a' && link) {
        const label = tidyLabel(link.pieces);
        if (link.target && label !== '' && list && list.length < maxEntries) {
          list.push({ ...link.target, label, depth: Math.max(0, depth) });
        }
        link = undefined;
      }
    },
    text: (text) => {
      link?.pieces.push(text);
    },
  });
  return { chapters: lists['toc']!, pages: lists['page-list']! };
}

/** The navigation of a book of the second version. */
function readOldNavigation(zip: ZipArchive, part: string): EpubNavigation {
  const chapters: NavigationEntry[] = [];
  const pages: NavigationEntry[] = [];
  let depth = -1;
  let isPage = false;
  let isLabel = false;
  let pieces: string[] = [];
  readXml(zip.unpack(part), {
    open: (name, attributes) => {
      const local = localName(name);
      if (local === 'navPoint') {
        depth++;
        pieces = [];
      } else if (local === 'pageTarget') {
        isPage = true;
        pieces = [];
      } else if (local === 'navLabel') isLabel = true;
      else if (local === 'content') {
        const target = resolveTarget(part, attributes.get('src') ?? '');
        const label = tidyLabel(pieces);
        const list = isPage ? pages : chapters;
        if (target && label !== '' && list.length < maxEntries && (isPage || depth >= 0)) {
          list.push({ ...target, label, depth: Math.max(0, depth) });
        }
      }
      return undefined;
    },
    close: (name) => {
      const local = localName(name);
      if (local === 'navPoint') depth--;
      else if (local === 'pageTarget') isPage = false;
      else if (local === 'navLabel') isLabel = false;
    },
    text: (text) => {
      if (isLabel) pieces.push(text);
    },
  });
  return { chapters, pages };
}

/** What a damaged table of contents says is left out: the text can be read without it. */
function readIfWhole(read: () => EpubNavigation): EpubNavigation | undefined {
  const result = readOrExplain(read);
  return 'code' in result ? undefined : result;
}

/** The chapters and printed pages of a book, as far as it lists them. */
export function readEpubNavigation(
  zip: ZipArchive,
  { navigation, oldNavigation }: EpubPackage,
): EpubNavigation {
  const read = navigation === undefined ? undefined : readIfWhole(() => readNavigation(zip, navigation));
  const old =
    oldNavigation === undefined ? undefined : readIfWhole(() => readOldNavigation(zip, oldNavigation));
  const either = (list: 'chapters' | 'pages'): readonly NavigationEntry[] =>
    read && read[list].length > 0 ? read[list] : (old?.[list] ?? []);
  return { chapters: either('chapters'), pages: either('pages') };
}
