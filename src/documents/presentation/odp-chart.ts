import { readXml } from '../office/read-xml.js';
import type { ZipArchive } from '../office/zip-archive.js';
import type { WordContent } from '../office/word-content.js';
import { toParagraph, toTable } from './plain-content.js';
import { withHeader } from './table-header.js';

const maxRows = 2000;

/** What a chart shows that is a file of its own inside of another: its title, and the table that it was made of. */
export function readOdpChart(zip: ZipArchive, folder: string): WordContent[] {
  const part = `${folder}/content.xml`;
  if (!zip.has(part)) return [];
  const state = { isChart: false, title: '', isTitle: false };
  let pieces: string[] | undefined;
  const rows: string[][] = [];
  readXml(zip.unpack(part), {
    open: (name) => {
      if (name.endsWith(':chart')) state.isChart = true;
      else if (!state.isChart) return undefined;
      if (name.endsWith(':title')) state.isTitle = true;
      else if (name === 'table:table-row') rows.push([]);
      else if (name === 'table:table-cell') pieces = [];
      return undefined;
    },
    close: (name) => {
      if (name.endsWith(':title')) state.isTitle = false;
      else if (name === 'table:table-cell') {
        rows.at(-1)?.push((pieces ?? []).join(' ').trim());
        pieces = undefined;
      }
    },
    text: (text) => {
      if (state.isTitle) state.title += text;
      else pieces?.push(text);
    },
  });
  if (!state.isChart) return [];
  const filled = rows.filter((row) => row.some((text) => text !== '')).slice(0, maxRows);
  return [
    ...(state.title.trim() === '' ? [] : [toParagraph(state.title, { role: 'caption' })]),
    ...(filled.length === 0 ? [] : [withHeader(toTable(filled, filled[0]![0] === ''))]),
  ];
}
