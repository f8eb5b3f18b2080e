import { createRandom } from '../../src/evaluation/metrics/paired.js';

export interface Article {
  readonly title: string;
  readonly text: string;
}

const letters = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';
const fronts = ['', '', '', 'ال', 'ال', 'ال', 'و', 'ب', 'وال', 'بال', 'لل', 'ي', 'ت'];
const backs = ['', '', '', 'ة', 'ات', 'ين', 'ها', 'ون', 'ي', 'ه'];
const particles = ['في', 'من', 'على', 'إلى', 'أن', 'التي', 'عن', 'مع', 'هذا', 'كان', 'بعد', 'قد'];
const roots = 40_000;

/**
 * Articles that nobody wrote, with the proportions of Arabic news: words by Zipf's law over 40,000 roots with
 * clitics and endings, every fourth a particle, 5 to 40 words a sentence, 284 words an article in the mean. The
 * same for the same seed.
 */
export function* generateArticles(seed: number): Generator<Article> {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[] | string): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const vocabulary = Array.from({ length: roots }, () =>
    Array.from({ length: 3 + Math.floor(random() * 3) }, () => pick<string>(letters)).join(''),
  );
  const word = (): string => {
    if (random() < 0.25) return pick(particles);
    // A rank by Zipf's law of exponent 1: the logarithm of the rank is uniform.
    const rank = Math.floor(Math.exp(random() * Math.log(roots)));
    return pick(fronts) + vocabulary[rank - 1 < 0 ? 0 : rank - 1]! + pick(backs);
  };
  const sentence = (): string => {
    const words = Array.from({ length: 5 + Math.floor(random() * 36) }, word);
    if (random() < 0.3) words.splice(2, 0, String(1900 + Math.floor(random() * 125)));
    return `${words.join(' ')}.`;
  };
  for (;;) {
    const title = Array.from({ length: 6 + Math.floor(random() * 5) }, word).join(' ');
    // An exponential number of sentences: a few articles are long.
    const sentences = 1 + Math.floor(-Math.log(1 - random()) * 12.1);
    yield { title, text: Array.from({ length: sentences }, sentence).join(' ') };
  }
}
