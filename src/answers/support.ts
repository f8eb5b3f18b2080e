import type { Query } from '../contracts/query.js';
import { queryFor } from '../matching/query-for.js';
import { isStopword } from '../text/stopwords.js';
import { labelsOf } from './labels.js';
import { speaksOfAnother } from './named-kinds.js';
import { PlaceReader } from './places.js';
import { leansOn, runningText, type RatedSentence } from './rate-passage.js';
import { readerFor } from './text-reader.js';

/** What of the question is neither in a sentence nor in what it stands under; only the best sentence is looked at so closely. */
export interface Support {
  /** How much of the question is there, synonyms and words of the same root counting by their similarity. */
  readonly softCoverage: number;
  /** The largest part of the question that one word makes up which is not there, nor anything like it. */
  readonly softMissing: number;
  /** 1 where a name that the question gives is not there: in capitals, in quotation marks, with digits, of other letters. */
  readonly lacksName: number;
  /** 1 where the question asks for a part of the document by its number, and the sentence stands in none such. */
  readonly lacksSection: number;
  /** 1 for a text in another language than the question's. */
  readonly isTranslated: number;
  /** 1 where it speaks of another one of a kind than the question names; the model does not weigh it. */
  readonly isOfAnother: number;
}

export const supportNames = [
  'softCoverage',
  'softMissing',
  'lacksName',
  'lacksSection',
  'isTranslated',
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

/** Finds what of the question a sentence and what it stands under hold. */
export function findSupport(query: Query, best: RatedSentence): Support {
  const { candidate, index, features } = best;
  const { document, passage, hit } = candidate;
  const own = queryFor(query, hit);
  const reader = readerFor(own);
  const sentence = passage.sentences[index]!;
  const places = new PlaceReader(own, reader);
  const place = places.find(document, sentence);
  const before = passage.sentences[index - 1];
  // The row above is about something else.
  const isLedBy = before && leansOn(document, { place: places.find(document, before) }, { place });
  const read = reader.readSpan(document, sentence);
  const { block } = place.context;
  const labels = labelsOf(document, block).map((span) => reader.readSpan(document, span));
  const title = reader.read(document.title);
  const isRunning = runningText.has(place.kind) && labels.length === 0;
  const texts = [
    read,
    ...(before && isLedBy ? [reader.readSpan(document, before)] : []),
    ...place.leads,
    ...(place.question ? [place.question] : []),
    ...place.headings,
    title,
  ];
  const shares = reader.softShares(texts);
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  const part = (weight: number): number => (total > 0 ? weight / total : 0);
  const missing = shares.filter(({ word }) => !isStopword(word.folded));
  return {
    softCoverage: shares.reduce((sum, { weight, share }) => sum + part(weight) * share, 0),
    softMissing: missing.reduce((most, { weight, share }) => Math.max(most, part(weight) * (1 - share)), 0),
    lacksName: shares.some(
      ({ word, share }) => share < 0.5 && isName(own.corrected.slice(word.start, word.end), word.start, own),
    )
      ? 1
      : 0,
    lacksSection: query.sections.length > 0 && features.inAskedSection === 0 ? 1 : 0,
    isTranslated: hit.isTranslated && query.translated ? 1 : 0,
    isOfAnother: speaksOfAnother(own, reader, {
      own: read,
      labels,
      names: [...labels, ...place.headings, ...(place.question ? [place.question] : [])],
      readAround: () => [
        ...place.leads,
        title,
        ...(isRunning ? [reader.readSpan(document, passage.span)] : []),
      ],
    })
      ? 1
      : 0,
  };
}
