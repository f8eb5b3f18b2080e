import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AnswerLanguage, GlossedWord } from '../contracts/answer.js';
import type { Translator } from '../contracts/search.js';
import type { Span } from '../contracts/span.js';
import { BilingualLexicon } from './translation/bilingual-lexicon.js';
import { glossText } from './translation/gloss-text.js';
import { SpellingModel } from './translation/spelling-model.js';
import { WordTranslator } from './translation/word-translator.js';

/** A file that comes with the code, as the stemmer does; scripts/train makes it. */
function readModel(path: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../../models/${path}`, import.meta.url)));
}

let lexicon: BilingualLexicon | undefined;
let spelling: SpellingModel | undefined;

/** The lexicon that comes with the program, read at the first call. */
export function loadLexicon(): BilingualLexicon {
  lexicon ??= BilingualLexicon.decode(readModel('isnad-lexicon-v1/lexicon.bin'));
  return lexicon;
}

/** The spelling model that comes with the program, read at the first call. */
export function loadSpelling(): SpellingModel {
  spelling ??= SpellingModel.decode(readModel('isnad-spelling-v1/spelling.bin'));
  return spelling;
}

/** With the lexicon and the spelling model that come with the program, each read when it is first needed. */
export function createTranslator(): Translator {
  return new WordTranslator(loadLexicon, loadSpelling);
}

/** What words of a text in the other language may mean, by the lexicon and the spelling model that come with the program. */
export function glossWords(text: string, spans: readonly Span[], into: AnswerLanguage): GlossedWord[] {
  return glossText(text, spans, into, { lexicon: loadLexicon, spelling: loadSpelling });
}
