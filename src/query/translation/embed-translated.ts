import type { Embedder } from '../../contracts/embedder.js';
import type { Alternative } from '../../contracts/query.js';
import type { Token } from '../../contracts/token.js';
import { innerProduct } from '../../text/inner-product.js';
import { termsOf } from '../../text/terms.js';
import type { Translations } from './translate-question.js';

/** Texts that a translated question is embedded as; more find no more. */
const textCount = 4;

/** The form of the alternative at a share of the probability of all, from 0 to 1, those before it being the likelier ones. */
function formAt(alternatives: readonly Alternative[], share: number): string | undefined {
  let sum = 0;
  const at = alternatives.find(({ part }) => (sum += part) >= share);
  return (at ?? alternatives.at(-1))?.form;
}

/** How a question may read in the other language: a word has each of its translations in a share of the texts. */
function translateTexts(tokens: readonly Token[], translations: Translations): string[] {
  const texts = Array.from({ length: textCount }, (_, index) =>
    tokens
      .map(
        (token) =>
          formAt(translations.get(termsOf(token).stem) ?? [], (index + 0.5) / textCount) ?? token.folded,
      )
      .join(' '),
  );
  return [...new Set(texts)];
}

/**
 * The vector of a question put into words of the other language one by one, as all that these may be: the mean of those
 * of some texts, of length 1 as they are.
 */
export async function embedTranslated(
  tokens: readonly Token[],
  translations: Translations,
  embedder: Embedder,
): Promise<Float32Array> {
  const [first, ...others] = translateTexts(tokens, translations);
  const sum = (await embedder.embedQuestion(first!)).slice();
  for (const text of others) {
    const vector = await embedder.embedQuestion(text);
    for (let at = 0; at < sum.length; at++) sum[at]! += vector[at]!;
  }
  const length = Math.sqrt(innerProduct(sum, sum));
  return length > 0 ? sum.map((component) => component / length) : sum;
}
