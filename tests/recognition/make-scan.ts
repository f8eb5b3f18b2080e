/** A PDF of pages, each of a line of Latin text or, where it is undefined, of a picture of two by two points. */
export function makeScan(pages: readonly (string | undefined)[]): Uint8Array {
  const stream = (entries: string, content: string): string =>
    `<<${entries}/Length ${content.length}>>stream\n${content}\nendstream`;
  const pageIds = pages.map((_, i) => 5 + 2 * i);
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${pageIds.map((id) => `${id} 0 R`).join(' ')}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    stream('/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8', 'abcd'),
    ...pages.flatMap((text, i) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R>>>>/Contents ${pageIds[i]! + 1} 0 R>>`,
      stream('', text === undefined ? '595 0 0 842 0 0 cm /I Do' : `BT /F 12 Tf 50 700 Td (${text}) Tj ET`),
    ]),
  ];
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}` +
      `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`,
    'latin1',
  );
}
