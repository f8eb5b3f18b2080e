/** The Greek letters and signs of the font Symbol, from the code 0x20 on. */
const symbolFont =
  ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼';
/** From the code 0xa0 on. */
const symbolFontHigh = '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑';

/** What documents use of the fonts Wingdings. */
const wingdings: Readonly<Record<number, string>> = {
  0x28: '☎',
  0x2a: '✉',
  0x4a: '☺',
  0x4c: '☹',
  0x6c: '●',
  0x6d: '○',
  0x6e: '■',
  0x6f: '□',
  0x71: '❑',
  0x72: '❒',
  0x75: '◆',
  0x76: '❖',
  0x77: '◆',
  0x9f: '•',
  0xa1: '○',
  0xa7: '▪',
  0xa8: '□',
  0xd8: '➢',
  0xdf: '←',
  0xe0: '→',
  0xe8: '➔',
  0xf0: '⇨',
  0xfb: '✗',
  0xfc: '✓',
  0xfd: '☒',
  0xfe: '☑',
};

/** The character that a code of a font of symbols shows; undefined for one that is not known here. */
export function symbolText(code: number, font: string | undefined): string | undefined {
  // Such fonts have their codes in the first private area of Unicode.
  const low = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  const name = font?.toLowerCase() ?? '';
  if (name === 'symbol') {
    const found = low >= 0xa0 ? symbolFontHigh.charAt(low - 0xa0) : symbolFont.charAt(low - 0x20);
    return found === '' ? undefined : found;
  }
  if (name.startsWith('wingdings')) return name === 'wingdings' ? wingdings[low] : undefined;
  const isPrivate = code >= 0xe000 && code <= 0xf8ff;
  return isPrivate || code < 0x20 || code > 0x10ffff ? undefined : String.fromCodePoint(code);
}

/** The mark of an item of a list: one that every font shows, where the font has it under a code of its own. */
export function bulletText(mark: string, font: string | undefined): string {
  const code = mark.trim().codePointAt(0);
  if (code === undefined) return '•';
  const isSymbol =
    /^(?:symbol|wingdings.*|webdings)$/i.test(font ?? '') || (code >= 0xe000 && code <= 0xf8ff);
  if (!isSymbol) return mark.trim() === 'o' && /courier/i.test(font ?? '') ? '○' : mark.trim().slice(0, 8);
  return symbolText(code, font) ?? '•';
}
