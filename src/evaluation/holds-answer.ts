import { tokenize } from '../text/tokenize.js';

function folded(text: string): string {
  return ` ${tokenize(text)
    .map((word) => word.folded)
    .join(' ')} `;
}

/**
 * Whether `sentence` holds one of the gold answers: its words in a row, folded as for matching, so that a
 * comma or a diacritic that an annotator took along does not decide. An answer without words is compared
 * as it stands, and an empty one is in nothing.
 */
export function holdsAnswer(sentence: string, answers: readonly string[]): boolean {
  const words = folded(sentence);
  return answers.some((answer) => {
    const wanted = folded(answer);
    if (wanted.trim() !== '') return words.includes(wanted);
    return answer.trim() !== '' && sentence.includes(answer.trim());
  });
}
