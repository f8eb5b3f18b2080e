/** Most of what glyphs say: letters and signs that stand for themselves. */
const plain = /^[ -~\u0621-\u063a\u0641-\u065f\u0660-\u0669]*$/;
const presentationForms = /[\ufb00-\ufb06\ufb1d-\ufdf9\ufe70-\ufefc]/u;
/** Characters that steer how text is shown, and those that no text holds. */
const invisible =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\uffff\ue000-\uf8ff\u{f0000}-\u{10ffff}]/gu;
const spaces = /[\t\n\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;

/**
 * What a glyph says, with the letters that its presentation form stands for. Decomposed within the glyph, so that the
 * letters of lam-alef stay in their order whatever becomes of the line. Soft hyphens stay, for the end of a line.
 */
export function cleanGlyphText(text: string): string {
  if (plain.test(text)) return text;
  let clean = text;
  if (presentationForms.test(clean)) {
    // A mark that stands alone is written above a space or a kashida, which is no text.
    clean = clean.normalize('NFKC').replace(/^[ \u0640]+(?=\p{Mn})/u, '');
  }
  if (clean === '\u00ad') return clean;
  return clean.replace(spaces, ' ').replace(invisible, '');
}
