import type { Query } from '../contracts/query.js';
import type { Token } from '../contracts/token.js';
import { denies, saysDirection, saysYesOrNo } from './polarity.js';
import { structureFeatureNames, type StructureFeatures } from './structure-features.js';
import { unknownValues, valueFeatureNames, type ValueFeatures } from './value-features.js';

/** What speaks for a sentence as the answer; all about 0 to 1, larger is better unless said otherwise. */
export interface SentenceFeatures extends StructureFeatures, ValueFeatures {
  /** How much of the question the sentence holds. */
  readonly coverage: number;
  /** How much more of it the sentence before adds: pronouns and subjects left out point backwards. */
  readonly coverageWithPrevious: number;
  /** As `bestWindowCoverage` of a passage: related terms count too. */
  readonly softWindowCoverage: number;
  /** Cosine of question and sentence. */
  readonly cosine: number;
  /** Cosine of question and sentence, the latter behind what it stands under. */
  readonly contextCosine: number;
  /** 1 where the question asks what is not or may not be and the sentence denies nothing. */
  readonly negationMismatch: number;
  /** 1 where the question asks for what was before or after something and the sentence speaks of that direction. */
  readonly directionMatch: number;
  /** 1 where the question asks whether something is so and the sentence begins with a yes or a no. */
  readonly saysYesOrNo: number;
  /** 1 for a title or a heading: these name what is told below. */
  readonly heading: number;
  /** 1 for the first sentence of its passage below title and heading. */
  readonly first: number;
  /** 1 for such a first sentence where the question asks what or who something is. */
  readonly firstForDefinition: number;
  /** Words of the sentence, as ln(1 + words) / 5. */
  readonly length: number;
  /** The passage's score after re-ranking. */
  readonly passageScore: number;
  /** How much of the question title and passage hold together. */
  readonly passageCoverage: number;
  /** Cosine of question and passage. */
  readonly passageCosine: number;
}

/** What the sentence model does not weigh, and the confidence does. */
export interface RatedFeatures extends SentenceFeatures {
  /** Terms of the query that are no stopwords, as ln(1 + terms) / 3. */
  readonly contentTerms: number;
}

export const sentenceFeatureNames = [
  'coverage',
  'coverageWithPrevious',
  'softWindowCoverage',
  'cosine',
  'contextCosine',
  ...valueFeatureNames,
  'negationMismatch',
  'directionMatch',
  'saysYesOrNo',
  'heading',
  'first',
  'firstForDefinition',
  'length',
  'passageScore',
  'passageCoverage',
  'passageCosine',
  ...structureFeatureNames,
] as const satisfies readonly (keyof SentenceFeatures)[];

export interface SentenceToRate {
  readonly words: readonly Token[];
  readonly coverage: number;
  /** How much of the question the sentence and the one before it hold together. */
  readonly coverageWithPrevious: number;
  readonly softWindowCoverage: number;
  readonly isHeading: boolean;
  readonly isFirst: boolean;
  readonly structure: StructureFeatures;
}

export interface PassageScores {
  readonly score: number;
  readonly coverage: number;
  readonly cosine: number;
}

/** What speaks for a sentence, as far as it is known without its values and its vectors. */
export function findSentenceFeatures(
  query: Query,
  sentence: SentenceToRate,
  passage: PassageScores,
): RatedFeatures {
  const { questionForm, contentTerms } = query;
  const asksWhatOrWho = questionForm === 'definition' || questionForm === 'person';
  return {
    ...sentence.structure,
    ...unknownValues,
    coverage: sentence.coverage,
    coverageWithPrevious: Math.max(0, sentence.coverageWithPrevious - sentence.coverage),
    softWindowCoverage: sentence.softWindowCoverage,
    cosine: 0,
    contextCosine: 0,
    negationMismatch: query.isNegated && !denies(sentence.words) ? 1 : 0,
    directionMatch: saysDirection(sentence.words, query.timeDirection) ? 1 : 0,
    saysYesOrNo: questionForm === 'yes-no' && saysYesOrNo(sentence.words) ? 1 : 0,
    heading: sentence.isHeading ? 1 : 0,
    first: sentence.isFirst ? 1 : 0,
    firstForDefinition: sentence.isFirst && asksWhatOrWho ? 1 : 0,
    length: Math.log1p(sentence.words.length) / 5,
    passageScore: passage.score,
    passageCoverage: passage.coverage,
    passageCosine: passage.cosine,
    contentTerms: Math.log1p(contentTerms) / 3,
  };
}
