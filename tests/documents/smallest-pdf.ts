/** Digits, and words of other scripts than Arabic, go from left to right in a line of Arabic. */
const leftToRight = /\p{Nd}+|[^\s\p{Script=Arabic}]+/gu;

/** The characters of a line in the order in which they stand on the page, from the left. */
function visualOrder(line: string): string[] {
  if (!/\p{Script=Arabic}/u.test(line)) return Array.from(line);
  const reversed = line.replace(leftToRight, (run) => Array.from(run).reverse().join(''));
  return Array.from(reversed).reverse();
}

/** Characters that one code of a font can stand for. */
function isPrintable(character: string): boolean {
  return /^[\p{L}\p{N}\p{P}\p{S} ]$/u.test(character) && character.length === 1;
}

const hex = (value: number): string => value.toString(16).padStart(4, '0');

/**
 * A PDF of pages with a line of text each, in a font that is not in the file and says which characters its codes stand
 * for; without text where a line is empty.
 */
export function makePdf(lines: readonly string[]): Uint8Array {
  const shown = lines.map((line) => visualOrder(line).filter(isPrintable));
  const characters = [...new Set(shown.flat())];
  const codeOf = new Map(characters.map((character, i) => [character, i + 1]));
  const pageIds = lines.map((_, i) => 6 + 2 * i);
  const stream = (content: string): string => `<</Length ${content.length}>>stream\n${content}\nendstream`;
  const map = characters
    .map((character) => `<${hex(codeOf.get(character)!)}> <${hex(character.charCodeAt(0))}>`)
    .reduce<string[][]>((groups, entry, i) => {
      if (i % 100 === 0) groups.push([]);
      groups.at(-1)!.push(entry);
      return groups;
    }, [])
    .map((group) => `${group.length} beginbfchar\n${group.join('\n')}\nendbfchar`);
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${pageIds.map((id) => `${id} 0 R`).join(' ')}]/Count ${lines.length}>>`,
    '<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>',
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500' +
      '/FontDescriptor<</Type/FontDescriptor/FontName/Made/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>',
    stream(
      [
        '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
        '/CMapName /Made def /CMapType 2 def',
        '1 begincodespacerange <0000> <ffff> endcodespacerange',
        ...map,
        'endcmap CMapName currentdict /CMap defineresource pop end end',
      ].join('\n'),
    ),
    ...shown.flatMap((line, i) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 2000 800]/Resources<</Font<</F 3 0 R>>>>/Contents ${pageIds[i]! + 1} 0 R>>`,
      stream(
        line.length === 0
          ? ''
          : `BT /F 12 Tf 50 700 Td <${line.map((character) => hex(codeOf.get(character)!)).join('')}> Tj ET`,
      ),
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
