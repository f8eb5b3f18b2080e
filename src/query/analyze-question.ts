import type { Embedder } from '../contracts/embedder.js';
import type { LexicalTerms, Query } from '../contracts/query.js';
import type { LexicalSearcher, Thesaurus } from '../contracts/search.js';
import type { Word } from '../contracts/word.js';
import { detectLanguage } from '../text/language.js';
import { asWord, findWords } from '../text/words.js';
import { findAnswerShape } from './answer-shape.js';
import { findAnswerType } from './answer-type.js';
import { findAskedUnit } from './asked-unit.js';
import { cleanQuestion } from './clean-question.js';
import { countContentTerms, findLexicalTerms, findQueryTerms } from './query-terms.js';
import { correctSpelling } from './spelling.js';

/** Passages in which a mistyped word is looked for in its context. */
const contextPassages = 50;

export interface AnalysisParts {
  readonly lexical: LexicalSearcher;
  readonly thesaurus: Thesaurus;
  readonly embedder: Embedder;
}

/** `question` with its typos corrected. */
function correct(question: string, words: readonly Word[], { lexical, thesaurus }: AnalysisParts): string {
  let context: number[] | undefined;
  const findContext = (): number[] =>
    lexical
      .search(findLexicalTerms(words, lexical, thesaurus), contextPassages)
      .map(({ passageId }) => passageId);
  return correctSpelling(question, words, {
    documentFrequency: (stem) => lexical.documentFrequency(stem),
    contextScore: (word) => {
      context ??= findContext();
      return lexical
        .wordContainment(asWord(word), context)
        .reduce((sum, share, rank) => sum + share / (1 + rank), 0);
    },
    isWord: (stem) => thesaurus.has(stem),
  });
}

/**
 * Analyzes a question once, for all that follows. A question without a word is analyzed too: it has no terms, and its
 * embedding is empty. Rejects with the signal's reason once it is aborted.
 * @throws UsageError for a question that is too long.
 */
export async function analyzeQuestion(
  question: string,
  parts: AnalysisParts,
  signal?: AbortSignal,
): Promise<Query> {
  signal?.throwIfAborted();
  const { lexical: statistics, thesaurus, embedder } = parts;
  const text = cleanQuestion(question);
  const typed = findWords(text);
  const corrected = correct(text, typed, parts);
  const words = corrected === text ? typed : findWords(corrected);
  const terms = findQueryTerms(words, statistics, thesaurus);
  const lexical: LexicalTerms = findLexicalTerms(words, statistics, thesaurus);
  const answerType = findAnswerType(words);
  const embedding = words.length > 0 ? await embedder.embedQuestion(corrected) : new Float32Array();
  signal?.throwIfAborted();
  return {
    text,
    corrected,
    language: detectLanguage(text),
    words,
    terms,
    contentTerms: countContentTerms(terms),
    lexical,
    bm25Normalizer: statistics.bm25Normalizer(lexical),
    answerType,
    answerShape: findAnswerShape(words, answerType),
    askedUnit: findAskedUnit(words),
    embedding,
  };
}
