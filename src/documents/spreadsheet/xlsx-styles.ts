import { readXml } from '../office/read-xml.js';
import type { ZipArchive } from '../office/zip-archive.js';
import { builtInFormat } from './number-format.js';

/** How the cells of one style show what they hold. */
export interface CellStyle {
  readonly format: string;
  readonly isBold: boolean;
}

/** A workbook has 64,000 at most. */
const maxStyles = 65_536;

/** The styles of the cells of a workbook, by their positions. */
export function readStyles(zip: ZipArchive, partName: string | undefined): readonly CellStyle[] {
  const formats = new Map<string, string>();
  const boldFonts: boolean[] = [];
  const styles: CellStyle[] = [];
  let area = '';
  if (partName === undefined) return styles;
  readXml(zip.unpack(partName), {
    open: (name, attributes) => {
      if (name === 'x:dxfs' || name === 'x:cellStyleXfs') return 'skip';
      if (name === 'x:fonts' || name === 'x:cellXfs') area = name;
      else if (name === 'x:numFmt') {
        formats.set(attributes.get('numFmtId') ?? '', attributes.get('formatCode') ?? '');
      } else if (name === 'x:font' && area === 'x:fonts') boldFonts.push(false);
      else if (name === 'x:b' && boldFonts.length > 0 && area === 'x:fonts') {
        boldFonts[boldFonts.length - 1] = !/^(?:0|false|off)$/.test(attributes.get('val') ?? '');
      } else if (name === 'x:xf' && area === 'x:cellXfs' && styles.length < maxStyles) {
        const id = attributes.get('numFmtId') ?? '0';
        const isBold = boldFonts[Number(attributes.get('fontId'))] ?? false;
        styles.push({ format: formats.get(id) ?? builtInFormat(Number(id)), isBold });
      }
      return undefined;
    },
    close: (name) => {
      if (name === area) area = '';
    },
  });
  return styles;
}
