import { readXml } from '../office/read-xml.js';
import type { ZipArchive } from '../office/zip-archive.js';
import { tidyCell } from './sheet-row.js';

/** Characters that XML cannot hold are written by their numbers. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The texts that the cells of a workbook refer to by their positions; each with all of its runs, without readings. */
export function readSharedStrings(zip: ZipArchive, partName: string | undefined): readonly string[] {
  const strings: string[] = [];
  if (partName === undefined) return strings;
  let pieces: string[] = [];
  let isText = false;
  readXml(zip.unpack(partName), {
    open: (name) => {
      if (name === 'x:rPh') return 'skip';
      if (name === 'x:si') pieces = [];
      if (name === 'x:t') isText = true;
      return undefined;
    },
    close: (name) => {
      if (name === 'x:t') isText = false;
      else if (name === 'x:si') strings.push(tidyCell(decodeEscapes(pieces.join(''))));
    },
    text: (text) => {
      if (isText) pieces.push(text);
    },
  });
  return strings;
}
