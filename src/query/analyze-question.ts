import type { Embedder } from '../contracts/embedder.js';
import type { AnswerLanguage } from '../contracts/answer.js';
import type { Query, TranslatedTerms } from '../contracts/query.js';
import type { AnalysisIndex, Thesaurus, Translator } from '../contracts/search.js';
import type { Token } from '../contracts/token.js';
import { detectLanguage } from '../text/language.js';
import { findSectionReferences } from '../text/section-numbers.js';
import { termsOf } from '../text/terms.js';
import { asToken, tokenize } from '../text/tokenize.js';
import { findAnswerShape } from './answer-shape.js';
import { findAnswerType } from './answer-type.js';
import { findAskedFor } from './asked-for.js';
import { findAskedUnit } from './asked-unit.js';
import { cleanQuestion } from './clean-question.js';
import { countContentTerms, findLexicalTerms, findQueryTerms } from './query-terms.js';
import { findQuestionScope } from './question-scope.js';
import { correctSpelling } from './spelling.js';
import { embedTranslated } from './translation/embed-translated.js';
import {
  findTranslatedTerms,
  findTranslations,
  translateTerms,
  withTranslations,
  type Translations,
} from './translation/translate-question.js';
import { findAlternatives } from './word-alternatives.js';

/** Passages in which a mistyped word is looked for in its context. */
const contextPassages = 50;

export interface AnalysisParts {
  readonly lexical: AnalysisIndex;
  readonly thesaurus: Thesaurus;
  readonly embedder: Embedder;
  /** Asked only where there are passages in another language than the question's. */
  readonly translator: Translator;
}

const otherLanguage: Readonly<Record<AnswerLanguage, AnswerLanguage>> = { ar: 'en', en: 'ar' };

/** What the words of a question may be in a language; undefined where no passage is in that. */
function translate(
  tokens: readonly Token[],
  into: AnswerLanguage,
  { lexical, translator }: AnalysisParts,
): Translations | undefined {
  if (lexical.passagesIn(into) === 0) return undefined;
  return findTranslations(tokens, into, translator, lexical);
}

/** The words of a question in the script of the other language that no passage holds, in its own: "هل زار Toyota". */
function translateStrangers(
  tokens: readonly Token[],
  language: AnswerLanguage,
  parts: AnalysisParts,
): Translations {
  const strangers = tokens.filter((token) => parts.lexical.documentFrequency(termsOf(token).stem) === 0);
  return translate(strangers, language, parts) ?? new Map<number, never>();
}

/** `question` with its typos corrected. */
function correct(
  question: string,
  tokens: readonly Token[],
  { lexical, thesaurus }: AnalysisParts,
): Promise<string> {
  let context: number[] | undefined;
  const findContext = async (): Promise<number[]> => {
    const hits = await lexical.search(findLexicalTerms(tokens, lexical, thesaurus), contextPassages);
    return hits.map(({ passageId }) => passageId);
  };
  return correctSpelling(question, tokens, {
    documentFrequency: (stem) => lexical.documentFrequency(stem),
    contextScore: async (word) => {
      lexical.confirm?.();
      context ??= await findContext();
      const shares = await lexical.wordContainment(asToken(word), context);
      return shares.reduce((sum, share, rank) => sum + share / (1 + rank), 0);
    },
    isWord: (stem) => thesaurus.has(stem),
  });
}

/** The query for passages in another language. */
async function translateQuery(
  query: Query,
  translated: TranslatedTerms,
  translations: Translations,
  { embedder }: AnalysisParts,
): Promise<Query> {
  const embedding = embedder.comparesLanguages
    ? query.embedding
    : await embedTranslated(query.tokens, translations, embedder);
  return { ...query, terms: translateTerms(query.terms, translated, translations), embedding };
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
  const language = detectLanguage(text);
  const into = otherLanguage[language];
  await statistics.prepare?.(typed);
  const asTyped = translate(typed, into, parts);
  const strangers = translateStrangers(typed, language, parts);
  const isTranslated = ({ stem }: { readonly stem: number }): boolean =>
    asTyped?.has(stem) === true || strangers.has(stem);
  const uncertain = typed.filter((token) => !isTranslated(termsOf(token)));
  const corrected = await correct(text, uncertain, parts);
  statistics.confirm?.();
  const tokens = corrected === text ? typed : tokenize(corrected);
  const translations = corrected === text ? asTyped : translate(tokens, into, parts);
  const alternatives = withTranslations(findAlternatives(corrected, tokens), strangers);
  const terms = findQueryTerms(tokens, statistics, thesaurus, alternatives);
  const own = findLexicalTerms(tokens, statistics, thesaurus, alternatives);
  const translated =
    translations && findTranslatedTerms(tokens, own.stems, into, translations, statistics, alternatives);
  const lexical = translated ? { ...own, translated } : own;
  const bm25Normalizer = statistics.bm25Normalizer(lexical);
  statistics.confirm?.();
  const embedding = tokens.length > 0 ? await embedder.embedQuestion(corrected) : new Float32Array();
  signal?.throwIfAborted();
  const query: Query = {
    text,
    corrected,
    language,
    tokens,
    terms,
    contentTerms: countContentTerms(terms),
    lexical,
    bm25Normalizer,
    answerShape: findAnswerShape(tokens, findAnswerType(tokens)),
    askedUnit: findAskedUnit(tokens),
    ...findAskedFor(corrected, tokens),
    ...findQuestionScope(tokens),
    sections: findSectionReferences(corrected, tokens),
    embedding,
  };
  if (!translated || tokens.length === 0) return query;
  const inOther = await translateQuery(query, translated, translations, parts);
  signal?.throwIfAborted();
  return { ...query, translated: inOther };
}
