import type { PageFont } from './glyph.js';

/** A glyph as the library's list of operators has it: nothing that it promises, see the contract test. */
export interface LibraryGlyph {
  readonly originalCharCode: number;
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
}

export interface LibraryFont {
  readonly name: string | undefined;
  readonly loadedName: string | undefined;
  readonly fontMatrix: ArrayLike<number> | undefined;
  readonly vertical: boolean;
  readonly bold: boolean;
  readonly black: boolean;
  readonly composite: boolean | undefined;
  /** Characters by code; of a font without such a map, the range of codes that are taken for characters. */
  readonly toUnicode:
    { readonly _map?: readonly (string | number | undefined)[]; readonly firstChar?: number } | undefined;
}

/** The first code that encodings give a character. */
const firstEncoded = 32;

/**
 * Whether a font with codes of one byte has no encoding that could fill the gaps of its map. Programs that number the
 * glyphs of a font as they are met begin at 1, and map them all; a code may have the number of its own character there by
 * chance, as the 46th glyph that is a full stop.
 */
function hasNoEncoding({ composite, toUnicode }: LibraryFont): boolean {
  const first = toUnicode?._map?.findIndex((text, code) => code > 0 && text !== undefined) ?? -1;
  return composite !== true && first > 0 && first < firstEncoded;
}

const boldName = /bold|black|heavy|semibold|demi/i;

export function toPageFont(font: LibraryFont): PageFont {
  const { name = '', loadedName = name } = font;
  return {
    id: loadedName,
    name,
    isBold: font.bold || font.black || boldName.test(name),
    isMapped: hasNoEncoding(font),
  };
}

/** Some programs map a glyph to all of the text that it begins: longer than so many units, and narrower for each. */
const maxUnits = 8;
const minWidthPerUnit = 40;

/**
 * What a glyph says by the font's own maps; undefined where they do not tell. The library gives the code itself as the
 * character then, which would be a letter that nobody wrote.
 */
export function readMappedText(font: LibraryFont, glyph: LibraryGlyph): string | undefined {
  const { unicode, originalCharCode } = glyph;
  if (unicode === '' || unicode === '\0' || unicode === '\ufffd') return undefined;
  if (unicode.length > maxUnits && glyph.width < minWidthPerUnit * unicode.length) return undefined;
  const map = font.toUnicode?._map;
  if (map)
    return isCode(unicode, originalCharCode) && map[originalCharCode] === undefined ? undefined : unicode;
  return font.composite === true && font.toUnicode ? undefined : unicode;
}

function isCode(text: string, code: number): boolean {
  return text.codePointAt(0) === code && String.fromCodePoint(code) === text;
}
