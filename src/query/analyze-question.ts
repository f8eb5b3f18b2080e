import type { Embedder } from '../contracts/embedder.js';
import type { Query } from '../contracts/query.js';
import type { LexicalSearcher, Thesaurus } from '../contracts/search.js';
import type { Token } from '../contracts/token.js';
import { detectLanguage } from '../text/language.js';
import { findSectionReferences } from '../text/section-numbers.js';
import { asToken, tokenize } from '../text/tokenize.js';
import { findAnswerShape } from './answer-shape.js';
import { findAnswerType } from './answer-type.js';
import { findAskedFor } from './asked-for.js';
import { findAskedUnit } from './asked-unit.js';
import { cleanQuestion } from './clean-question.js';
import { countContentTerms, findLexicalTerms, findQueryTerms } from './query-terms.js';
import { findQuestionParts } from './question-parts.js';
import { findQuestionScope } from './question-scope.js';
import { correctSpelling } from './spelling.js';
import { findAlternatives } from './word-alternatives.js';

/** Passages in which a mistyped word is looked for in its context. */
const contextPassages = 50;

export interface AnalysisParts {
  readonly lexical: LexicalSearcher;
  readonly thesaurus: Thesaurus;
  readonly embedder: Embedder;
}

/** `question` with its typos corrected. */
function correct(question: string, tokens: readonly Token[], { lexical, thesaurus }: AnalysisParts): string {
  let context: number[] | undefined;
  const findContext = (): number[] =>
    lexical
      .search(findLexicalTerms(tokens, lexical, thesaurus), contextPassages)
      .map(({ passageId }) => passageId);
  return correctSpelling(question, tokens, {
    documentFrequency: (stem) => lexical.documentFrequency(stem),
    contextScore: (word) => {
      context ??= findContext();
      return lexical
        .wordContainment(asToken(word), context)
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
  const typed = tokenize(text);
  const corrected = correct(text, typed, parts);
  const tokens = corrected === text ? typed : tokenize(corrected);
  const alternatives = findAlternatives(corrected, tokens);
  const terms = findQueryTerms(tokens, statistics, thesaurus, alternatives);
  const lexicalTerms = findLexicalTerms(tokens, statistics, thesaurus, alternatives);
  const answerType = findAnswerType(tokens);
  const embedding = tokens.length > 0 ? await embedder.embedQuestion(corrected) : new Float32Array();
  signal?.throwIfAborted();
  return {
    text,
    corrected,
    language: detectLanguage(text),
    tokens,
    terms,
    contentTerms: countContentTerms(terms),
    lexical: lexicalTerms,
    bm25Normalizer: statistics.bm25Normalizer(lexicalTerms),
    answerType,
    answerShape: findAnswerShape(tokens, answerType),
    askedUnit: findAskedUnit(tokens),
    ...findAskedFor(corrected, tokens),
    ...findQuestionScope(tokens),
    sections: findSectionReferences(corrected, tokens),
    parts: findQuestionParts(corrected, tokens),
    embedding,
  };
}
