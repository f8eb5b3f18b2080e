import { keepOfUnit, type UnitWords } from './asked-unit.js';
import { evidenceOf, findEvidence, hasSureSigns } from './evidence.js';
import { measureEvidenceNear, measureKin, type AskedWords } from './kinship.js';
import type { QuestionType } from './question-type.js';
import type { QuestionMatch } from '../contracts/search.js';
import type { Word } from '../contracts/word.js';
import { isFunctionWord } from '../text/function-words.js';
import { findWords } from '../text/words.js';

/** What speaks for a sentence as the answer; all about 0 to 1, larger is better unless said otherwise. */
export interface SentenceFeatures {
  /** How much of the question the sentence holds. */
  readonly coverage: number;
  /** How much more of it the sentence before adds: pronouns and subjects left out point backwards. */
  readonly coverageWithPrevious: number;
  /** As coverage, but a word counts in forms used like it too. */
  readonly near: number;
  /** As coverage, but a word counts in every form of the same skeleton: "انتهى" for "الانتهاء". 0 for a title or heading. */
  readonly kin: number;
  /** Cosine of question and sentence. */
  readonly cosine: number;
  /** 1 where the sentence has what the type of question asks for, an amount in the unit asked for. */
  readonly evidence: number;
  /** How near the date or number that is asked for stands to the words of the question. */
  readonly evidenceNear: number;
  /** 1 for a question with a type whose evidence can be told, where the sentence has none, of any unit. */
  readonly missingEvidence: number;
  /** 1 for a title or a heading: these name what is told below. */
  readonly heading: number;
  /** 1 for the first sentence of its passage below title and heading. */
  readonly first: number;
  /** The same where the question asks what or who something is. */
  readonly firstForDefinition: number;
  /** Words of the sentence, as ln(1 + words) / 5. */
  readonly length: number;
  /** The passage's fused score. */
  readonly passage: number;
  /** The share of the question's words that the whole passage holds. */
  readonly passageCoverage: number;
  /** Cosine of question and passage. */
  readonly passageCosine: number;
}

/** What the sentence model does not weigh, and the confidence does. */
export interface RatedFeatures extends SentenceFeatures {
  /** Words of the question, those of asking not counted, as ln(1 + words) / 3. */
  readonly questionWords: number;
}

export const sentenceFeatureNames = [
  'coverage',
  'coverageWithPrevious',
  'near',
  'kin',
  'cosine',
  'evidence',
  'evidenceNear',
  'missingEvidence',
  'heading',
  'first',
  'firstForDefinition',
  'length',
  'passage',
  'passageCoverage',
  'passageCosine',
] as const satisfies readonly (keyof SentenceFeatures)[];

export interface SentenceToRate {
  readonly text: string;
  readonly words: readonly Word[];
  readonly coverage: number;
  readonly coverageWithPrevious: number;
  readonly near: number;
  readonly cosine: number;
  readonly isHeading: boolean;
  readonly isFirst: boolean;
}

export interface PassageScores {
  readonly fused: number;
  readonly coverage: number;
  readonly cosine: number;
}

/** What is asked, the same for all sentences. */
export interface AskedFor {
  readonly type: QuestionType;
  /** Words of the question, those of asking not counted. */
  readonly contentWords: number;
  readonly words: AskedWords;
  /** What is counted, where the question says so. */
  readonly unit: UnitWords | undefined;
}

/** `match`: of the question and any text. */
export function countContentWords({ words }: QuestionMatch): number {
  return words.filter(({ word }) => findWords(word).some(({ folded }) => !isFunctionWord(folded))).length;
}

/** What the sentence has of what is asked for, and how near that stands to the words of the question. */
function rateEvidence(
  { text, words }: SentenceToRate,
  asked: AskedFor,
): Pick<SentenceFeatures, 'evidence' | 'evidenceNear'> & { hasAny: boolean } {
  if (!hasSureSigns(asked.type)) {
    const evidence = evidenceOf(text, asked.type, words);
    return { hasAny: evidence > 0, evidence, evidenceNear: 0 };
  }
  const found = findEvidence(text, asked.type, words);
  const asAsked = asked.unit ? keepOfUnit(found, words, asked.unit) : found;
  return {
    hasAny: found.length > 0,
    evidence: asAsked.length > 0 ? 1 : 0,
    evidenceNear: measureEvidenceNear(asked.words, words, asAsked),
  };
}

export function sentenceFeatures(
  sentence: SentenceToRate,
  passage: PassageScores,
  asked: AskedFor,
): RatedFeatures {
  const { type, contentWords } = asked;
  const { hasAny, evidence, evidenceNear } = rateEvidence(sentence, asked);
  return {
    coverage: sentence.coverage,
    coverageWithPrevious: Math.max(0, sentence.coverageWithPrevious - sentence.coverage),
    near: sentence.near,
    kin: sentence.isHeading ? 0 : measureKin(asked.words, sentence.words),
    cosine: sentence.cosine,
    evidence,
    evidenceNear,
    missingEvidence: hasSureSigns(type) && !hasAny ? 1 : 0,
    heading: sentence.isHeading ? 1 : 0,
    first: sentence.isFirst ? 1 : 0,
    firstForDefinition: sentence.isFirst && (type === 'definition' || type === 'person') ? 1 : 0,
    length: Math.log1p(sentence.words.length) / 5,
    passage: passage.fused,
    passageCoverage: passage.coverage,
    passageCosine: passage.cosine,
    questionWords: Math.log1p(contentWords) / 3,
  };
}
