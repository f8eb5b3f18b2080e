import { decodeAs } from '../../text-decoder.js';
import { symbolText } from '../symbol-fonts.js';

/** Code page of Windows → its name; those of 1250 to 1258 have their number in it. */
const namesByPage: Readonly<Record<number, string>> = {
  708: 'iso-8859-6',
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  10007: 'x-mac-cyrillic',
  28596: 'iso-8859-6',
  65001: 'utf-8',
};

/** Character set of a font → code page. */
const pagesByCharset: Readonly<Record<number, number>> = {
  0: 1252,
  77: 10000,
  128: 932,
  129: 949,
  130: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  179: 1256,
  180: 1256,
  181: 1255,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};
const symbolCharset = 2;

export interface RtfFont {
  name: string;
  charset: number | undefined;
  codePage: number | undefined;
}

export function encodingOfPage(page: number): string | undefined {
  return page >= 1250 && page <= 1258 ? `windows-${page}` : namesByPage[page];
}

function decodeSymbols(bytes: Uint8Array, font: RtfFont): string {
  return Array.from(bytes, (byte) => symbolText(0xf000 + byte, font.name) ?? '').join('');
}

/** The text that bytes stand for in a font, or in none. */
export function decodeInFont(bytes: Uint8Array, font: RtfFont | undefined, documentEncoding: string): string {
  if (font?.charset === symbolCharset) return decodeSymbols(bytes, font);
  const page = font?.codePage ?? (font?.charset === undefined ? undefined : pagesByCharset[font.charset]);
  const encoding = (page === undefined ? undefined : encodingOfPage(page)) ?? documentEncoding;
  const text = decodeAs(bytes, encoding);
  // Programs name character sets of fonts that they then do not write in.
  return text.includes('\ufffd') && encoding !== documentEncoding ? decodeAs(bytes, documentEncoding) : text;
}
