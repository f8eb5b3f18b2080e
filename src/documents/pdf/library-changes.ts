/**
 * Two lines of the library's file reader that drop what reading needs, and what is put in their place while it is
 * loaded. The library is pinned, and a test holds that the lines are there.
 */
export const libraryChanges: readonly (readonly [line: string, replacement: string])[] = [
  // `/ActualText`: what a stretch of the page says where its glyphs do not. Of fonts with ligatures and vowel signs, as
  // LibreOffice writes them, nothing else holds the words. Passed on as a third argument.
  [
    'args = [args[0].name, args[1] instanceof Dict ? args[1].get("MCID") : null];',
    'args = [args[0].name, null, (properties => { const text = properties instanceof Dict ? properties.get("ActualText") : null; return typeof text === "string" ? stringToPDFString(text) : null; })' +
      '(args[1] instanceof Name ? resources?.get("Properties")?.get?.(args[1].name) : args[1])];',
  ],
  // Pictures: not to be unpacked, but a page of nothing else is a scan.
  [
    'const msg = "Image exceeded maximum allowed size and was removed.";',
    'operatorList.addOp(OPS.paintImageXObject, ["", w, h]); const msg = "Image exceeded maximum allowed size and was removed.";',
  ],
];

/** @throws Error when the library is not the one that this project pins. */
export function changeLibrary(source: string): string {
  return libraryChanges.reduce((changed, [line, replacement]) => {
    if (!changed.includes(line)) throw new Error('pdfjs-dist is not of the version that package.json names');
    return changed.replace(line, () => replacement);
  }, source);
}
