import { createRandom } from '../../../src/evaluation/metrics/paired.js';
import { tokenize } from '../../../src/text/tokenize.js';

/** What a question needs to be made from: a document's text and the spans of its sentences. */
export interface QuestionSource {
  readonly text: string;
  readonly sentences: readonly { readonly start: number; readonly end: number }[];
}

/** Long runs in which no sentence is long enough would never end. */
const maxTries = 1_000;

/**
 * Questions of 5 to 9 words: a few words of a sentence somewhere in the documents behind question words; one
 * in five has a typo. The same for the same seed.
 */
export async function makeQuestions(
  count: number,
  drawSource: (random: () => number) => Promise<QuestionSource | undefined> | QuestionSource | undefined,
  seed = 7,
): Promise<string[]> {
  const random = createRandom(seed);
  const makeOne = async (): Promise<string> => {
    for (let tries = 0; tries < maxTries; tries++) {
      const source = await drawSource(random);
      const span = source?.sentences[Math.floor(random() * source.sentences.length)];
      if (!source || !span) continue;
      const words = tokenize(source.text.slice(span.start, span.end)).map(({ folded }) => folded);
      if (words.length < 4) continue;
      const from = Math.floor(random() * (words.length - 3));
      const asked = words.slice(from, from + 3 + Math.floor(random() * 5));
      if (random() < 0.2) asked[1] = slip(asked[1]!, random);
      return `${random() < 0.5 ? 'متى' : 'ما هو'} ${asked.join(' ')}؟`;
    }
    throw new Error('The documents hold no sentence of four words to ask about.');
  };
  const questions: string[] = [];
  while (questions.length < count) questions.push(await makeOne());
  return questions;
}

/** Two neighbouring letters of a word the other way round. */
function slip(word: string, random: () => number): string {
  if (word.length < 4) return word;
  const at = 1 + Math.floor(random() * (word.length - 2));
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}
