/**
 * Words of one root, by the patterns that questions and documents exchange most: "دفع", "مدفوع", "دفعات"; "تأخر",
 * "تأخير". Only roots of three strong letters are recognised, each letter of a pattern standing for itself but ف, ع and ل.
 */
const patterns = [
  'فعل',
  'فاعل',
  'مفعول',
  'تفعيل',
  'تفعل',
  'افعال',
  'افتعال',
  'انفعال',
  'استفعال',
  'فعال',
  'فعول',
  'فعيل',
  'مفعل',
  'يفعل',
  'تفاعل',
  'مفاعل',
];
/** Those of which a root is taken: of the others, a word of three letters and more is too often of another pattern. */
const readPatterns = [
  'مفعول',
  'تفعيل',
  'افتعال',
  'انفعال',
  'استفعال',
  'فاعل',
  'فعال',
  'فعول',
  'فعيل',
  'يفعل',
  'مفعل',
  'فعل',
];

const weak = 'اوي';

const readers = readPatterns.map((pattern) => {
  const source = Array.from(pattern, (letter) => ('فعل'.includes(letter) ? '(\\p{L})' : letter)).join('');
  return new RegExp(`^${source}$`, 'u');
});

function findRoot(stem: string): string | undefined {
  for (const reader of readers) {
    const found = reader.exec(stem);
    if (!found) continue;
    const root = found.slice(1).join('');
    if (root.length === 3 && !Array.from(root).some((letter) => weak.includes(letter))) return root;
  }
  return undefined;
}

/** Words of the same root as a folded stem, without itself; none where no root is recognised. */
export function findRootForms(stem: string): string[] {
  const root = findRoot(stem);
  if (root === undefined) return [];
  const [first = '', second = '', third = ''] = root;
  return patterns
    .map((pattern) =>
      Array.from(pattern, (letter) =>
        letter === 'ف' ? first : letter === 'ع' ? second : letter === 'ل' ? third : letter,
      ).join(''),
    )
    .filter((word) => word !== stem);
}
