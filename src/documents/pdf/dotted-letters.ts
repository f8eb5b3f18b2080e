/** The dots that a letter may have apart from its body, as some fonts draw them. */
const dotted = {
  oneAbove: { ٮ: 'ن', ں: 'ن', ڡ: 'ف', ح: 'خ', د: 'ذ', ر: 'ز', ص: 'ض', ط: 'ظ', ع: 'غ', ڤ: 'ف' },
  twoAbove: { ٮ: 'ت', ڡ: 'ق', ٯ: 'ق', ه: 'ة', ں: 'ت' },
  threeAbove: { ٮ: 'ث', س: 'ش' },
  oneBelow: { ٮ: 'ب', ح: 'ج' },
  twoBelow: { ٮ: 'ي', ى: 'ي', ں: 'ي' },
  hamzaAbove: { ٮ: 'ئ', ا: 'أ', و: 'ؤ', ى: 'ئ' },
  hamzaBelow: { ا: 'إ' },
  madda: { ا: 'آ' },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

/** What a mark may be: the letters that it makes of the bodies that it is drawn onto. */
export const dotKinds: readonly Readonly<Record<string, string>>[] = Object.values(dotted);

/** A word with one mark drawn onto the letters before it; undefined where a letter cannot have it. */
export function addDots(
  word: string,
  mark: string,
  letters: Readonly<Record<string, string>>,
): string | undefined {
  let dottedWord = '';
  for (const character of word) {
    if (character !== mark) {
      dottedWord += character;
      continue;
    }
    const letter = letters[dottedWord.at(-1) ?? ''];
    if (letter === undefined) return undefined;
    dottedWord = dottedWord.slice(0, -1) + letter;
  }
  return dottedWord;
}
