/**
 * Light stemming of folded Arabic words in the manner of Larkey, Ballesteros and Connell, "Light Stemming for
 * Arabic Information Retrieval" (2007): clitics off the front, inflection off the back, never below a length.
 * Folding has made ة into ه and ى into ي already. The lists were chosen on development questions.
 */

/** Article clusters, longest first. */
const articles = ['وبال', 'وكال', 'فبال', 'وال', 'بال', 'كال', 'فال', 'ولل', 'فلل', 'ال', 'لل'];
const minAfterArticle = 2;

/** Conjunction and prepositions of one letter, an article perhaps behind them. */
const proclitics = ['و', 'ب', 'ل'];
const minAfterProclitic = 4;

/** Taken off in this order, each at most once. */
const suffixes = 'هما تها تهم ها هم هن نا كم ان ات ون ين يه وا ه ي ا'.split(' ');
const minStem = 3;

function withoutPrefix(word: string, prefixes: readonly string[], minLeft: number): string {
  const prefix = prefixes.find((each) => word.startsWith(each) && word.length - each.length >= minLeft);
  return prefix === undefined ? word : word.slice(prefix.length);
}

/** "الله" is no word with an article, and "لله", "بالله" are forms of it. */
const nameOfGod = /^(?:[وفبتك]?الله|و?لله)$/;

/** A folded word without what is written in front of it: its inflection tells words apart that share a stem. */
export function bareArabic(word: string): string {
  if (nameOfGod.test(word)) return 'الله';
  const bare = withoutPrefix(word, articles, minAfterArticle);
  if (bare !== word) return bare;
  const left = withoutPrefix(word, proclitics, minAfterProclitic);
  return left === word ? word : withoutPrefix(left, articles, minAfterArticle);
}

/** The light stem of a folded word; the word itself where nothing comes off. */
export function stemArabic(word: string): string {
  if (nameOfGod.test(word)) return 'الله';
  let stem = bareArabic(word);
  for (const suffix of suffixes) {
    if (stem.endsWith(suffix) && stem.length - suffix.length >= minStem) stem = stem.slice(0, -suffix.length);
  }
  return stem;
}
