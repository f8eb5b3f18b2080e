import type { Query } from '../contracts/query.js';
import { queryFor } from '../matching/query-for.js';
import { findBlock } from '../structure/find-block.js';
import { isStopword } from '../text/stopwords.js';
import { citeSentence } from './cite.js';
import { labelsOf } from './labels.js';
import { PlaceReader } from './places.js';
import type { RatedSentence } from './rate-passage.js';
import { readerFor, type TermShare } from './text-reader.js';

/**
 * What of the question is neither in what is marked with a sentence nor in what it stands under; only the best sentence is
 * looked at so closely.
 */
export interface Support {
  /** How much of the question is there, synonyms and words of the same root counting by their similarity. */
  readonly softCoverage: number;
  /** The largest part of the question that one word makes up which is not there, nor anything like it. */
  readonly softMissing: number;
  /** The part of the question, stopwords left out, that is not there and that other passages hold. */
  readonly missingHeld: number;
  /** The part of the question, stopwords left out, that no passage holds, nor anything like it. */
  readonly missingUnheld: number;
  /** How much is not there of the first of these words, which tells what is asked for: "price". */
  readonly missingFocus: number;
  /** The part that is not there of all the others, which tell of what: "of a spine x-ray". */
  readonly missingSubject: number;
  /** The share of the words, stopwords left out, of which nothing is there. */
  readonly missingWords: number;
  /** How much a label says that the question does not, where the question says what is not there: "Births" for "kidneys". */
  readonly labelConflict: number;
  /** 1 where a name that the question gives is not there: in capitals, in quotation marks, with digits, of other letters. */
  readonly lacksName: number;
  /** 1 where the question asks for a part of the document by its number, and the sentence stands in none such. */
  readonly lacksSection: number;
  /** 1 where the question asks for a value and there is none in the sentence that can be marked. */
  readonly noMark: number;
}

export const supportNames = [
  'softCoverage',
  'softMissing',
  'missingHeld',
  'missingUnheld',
  'missingFocus',
  'missingSubject',
  'missingWords',
  'labelConflict',
  'lacksName',
  'lacksSection',
  'noMark',
] as const satisfies readonly (keyof Support)[];

const latin = /^[\p{Script=Latin}\p{Nd}]+$/u;
const quoted = /["«“][^"»”]{1,60}["»”]/gu;

/** Whether a word of the question is a name, by how it is written: it begins at `start` in the question. */
function isName(word: string, start: number, { corrected, language }: Query): boolean {
  const isCode = /\p{L}/u.test(word) && /\p{Nd}/u.test(word);
  if (isCode || (language === 'ar' && latin.test(word) && /\p{L}/u.test(word))) return true;
  if (
    Array.from(corrected.matchAll(quoted)).some(
      ({ index, 0: text }) => index < start && start < index + text.length,
    )
  )
    return true;
  const isFirst = !/[\p{L}\p{N}]/u.test(corrected.slice(0, start));
  return !isFirst && /^\p{Lu}/u.test(word) && word.length > 1;
}

/** A word of which less is there is missing. */
const mostlyThere = 0.5;

type Missing = Omit<Support, 'softCoverage' | 'labelConflict' | 'lacksName' | 'lacksSection' | 'noMark'>;

/** The part of some words of the question that is not there; 0 where there are none. */
function lackOf(shares: readonly TermShare[]): number {
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  return total > 0 ? shares.reduce((sum, { weight, share }) => sum + weight * (1 - share), 0) / total : 0;
}

/** What of the words that tell what a question is about is not there. */
function findMissing(shares: readonly TermShare[]): Missing {
  const all = shares.reduce((sum, { weight }) => sum + weight, 0);
  const telling = shares.filter(({ word }) => !isStopword(word.folded));
  const total = telling.reduce((sum, { weight }) => sum + weight, 0);
  const partOf = (of: readonly TermShare[]): number =>
    total > 0 ? of.reduce((sum, { weight, share }) => sum + weight * (1 - share), 0) / total : 0;
  const missing = telling.filter(({ share }) => share < mostlyThere);
  return {
    softMissing: telling.reduce(
      (most, { weight, share }) => Math.max(most, all > 0 ? (weight / all) * (1 - share) : 0),
      0,
    ),
    missingHeld: partOf(missing.filter(({ isHeld }) => isHeld)),
    missingUnheld: partOf(missing.filter(({ isHeld }) => !isHeld)),
    missingFocus: lackOf(telling.slice(0, 1)),
    missingSubject: lackOf(telling.slice(1)),
    missingWords: telling.length > 0 ? missing.length / telling.length : 0,
  };
}

/** Finds what of the question a sentence and what it stands under hold. */
export function findSupport(query: Query, best: RatedSentence): Support {
  const { candidate, index, features } = best;
  const { document, passage, hit } = candidate;
  const own = queryFor(query, hit);
  const reader = readerFor(own);
  const sentence = passage.sentences[index]!;
  const place = new PlaceReader(own, reader).find(document, sentence);
  const before = passage.sentences[index - 1];
  const { answerSpans, markSpan } = citeSentence(best, 1, own);
  const texts = [
    reader.readSpan(document, sentence),
    ...answerSpans.map((span) => reader.readSpan(document, span)),
    ...(before ? [reader.readSpan(document, before)] : []),
    ...place.leads,
    ...(place.question ? [place.question] : []),
    ...place.headings,
    reader.read(document.title),
  ];
  // What a part of a document says is all that it holds: no word of such a question is missing in it.
  const isAskedPart = query.questionForm === 'section' && features.inAskedSection === 1;
  const shares = reader
    .softShares(texts)
    .map((each): TermShare => (isAskedPart ? { ...each, share: 1 } : each));
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  const missing = findMissing(shares);
  const labels = labelsOf(document, findBlock(document.blocks, sentence));
  const lacksName = shares.some(
    ({ word, share }) =>
      share < mostlyThere && isName(own.corrected.slice(word.start, word.end), word.start, own),
  );
  return {
    ...missing,
    softCoverage: total > 0 ? shares.reduce((sum, { weight, share }) => sum + weight * share, 0) / total : 0,
    labelConflict: labels.length > 0 ? (1 - features.labelPrecision) * missing.missingHeld : 0,
    lacksName: lacksName ? 1 : 0,
    lacksSection: query.sections.length > 0 && features.inAskedSection === 0 ? 1 : 0,
    noMark: own.askedValues.length > 0 && !markSpan ? 1 : 0,
  };
}
