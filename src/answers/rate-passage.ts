import type { BlockKind, StoredDocument } from '../contracts/document.js';
import type { Query } from '../contracts/query.js';
import { isHeading } from '../structure/find-block.js';
import { ContrastFinder } from './contrasts.js';
import { findSentenceFeatures, type RatedFeatures } from './features.js';
import { linearScore } from './logistic.js';
import type { Place, PlaceReader } from './places.js';
import type { RetrievedPassage } from './retrieved-passage.js';
import { findStructureFeatures, type PlacedSentence } from './structure-features.js';
import type { Presence, TextReader } from './text-reader.js';
import { findValueFeatures } from './value-features.js';
import { sentenceModel } from './weights.js';

export interface RatedSentence {
  readonly candidate: RetrievedPassage;
  /** Position among the passage's sentences. */
  readonly index: number;
  readonly features: RatedFeatures;
  /** By the sentence model; for ordering, not a probability. */
  readonly score: number;
}

/** The sentence as it stands in its document. */
export function sentenceText({ candidate: { document, passage }, index }: RatedSentence): string {
  const { start, end } = passage.sentences[index]!;
  return document.text.slice(start, end);
}

/** A sentence of which something is not known yet: its vectors, rated as if at a right angle to the query's; its values. */
export type PartlyRatedSentence = RatedSentence & PlacedSentence;

/** `text` behind that of the block that the sentence stands under, if there is one: what is embedded beside it. */
export function textInContext({ read, place }: PlacedSentence): string {
  return place.above === undefined ? read.text : `${place.above}\n${read.text}`;
}

/** Where one sentence goes on with another one. */
export const runningText: ReadonlySet<BlockKind> = new Set<BlockKind>([
  'paragraph',
  'answer',
  'definition',
  'quote',
]);

/**
 * So much better has a sentence in another language to be where others are in that of the question, which say what is asked
 * more plainly. Chosen of 0, 0.6 and 1.2 on documents of both languages indexed together.
 */
const foreignHandicap = 0.6;

/** What is taken off the score of the sentences of a passage, whatever their features. */
export function handicapOf({ hit }: RetrievedPassage): number {
  return hit.isTranslated ? foreignHandicap : 0;
}

/** How well a sentence with some features answers, by the sentence model; for ordering. */
export function scoreSentence(candidate: RetrievedPassage, features: RatedFeatures): number {
  return linearScore(sentenceModel, features) - handicapOf(candidate);
}

/** Whether a sentence may speak of what the one before it names: in one block, or in running text. */
export function leansOn(
  { blocks }: Pick<StoredDocument, 'blocks'>,
  before: { readonly place: Pick<Place, 'kind' | 'context'> } | undefined,
  { place }: { readonly place: Pick<Place, 'kind' | 'context'> },
): boolean {
  if (!before || blocks[place.context.block]?.cells) return false;
  const [last, next] = [before.place.context.block, place.context.block];
  if (last === next || blocks[next]?.parent === last) return true;
  return runningText.has(before.place.kind) && runningText.has(place.kind);
}

/** Rates all sentences of a passage, in order, by all but their values and vectors. */
export function ratePassage(
  query: Query,
  reader: TextReader,
  places: PlaceReader,
  candidate: RetrievedPassage,
): PartlyRatedSentence[] {
  const { hit, document, passage } = candidate;
  const placed = passage.sentences.map((span): PlacedSentence => ({
    read: reader.readSpan(document, span),
    place: places.find(document, span),
  }));
  const isTitled = placed.map(({ place }) => isHeading(document.blocks[place.context.block]));
  const first = isTitled.indexOf(false);
  const title = reader.read(document.title);
  const contrasts = new ContrastFinder(query.tokens);
  const scores = {
    score: hit.score,
    coverage: reader.coverage(reader.join([title, ...placed.map(({ read }) => read)])),
    cosine: Math.max(0, hit.cosine),
  };
  /** What has been read so far under each heading. */
  const sections = new Map<number | undefined, Presence>();
  return placed.map((sentence, index): PartlyRatedSentence => {
    const { read, place } = sentence;
    const [heading] = place.context.headings;
    const previous = placed[index - 1];
    const section = sections.get(heading) ?? reader.join([]);
    sections.set(heading, reader.join([section, read]));
    const leaning = leansOn(document, previous, sentence) ? [previous!.read] : [];
    const features = findSentenceFeatures(
      query,
      {
        words: read.words,
        isFirst: index === first,
        isHeading: isTitled[index]! || place.kind === 'table-header',
        coverage: reader.coverage(read),
        coverageWithPrevious: reader.coverage(reader.join([...leaning, read])),
        softWindowCoverage: reader.windowCoverage(read),
        structure: findStructureFeatures(query, reader, sentence, {
          previous,
          next: placed[index + 1],
          section,
          title,
          contrasts,
        }),
      },
      scores,
    );
    return { ...sentence, candidate, index, features, score: scoreSentence(candidate, features) };
  });
}

/** Finds the values of a sentence, and rates it by them too. */
export function rateValues(
  query: Query,
  reader: TextReader,
  sentence: PartlyRatedSentence,
): PartlyRatedSentence {
  const features = { ...sentence.features, ...findValueFeatures(query, reader, sentence.read) };
  return { ...sentence, features, score: scoreSentence(sentence.candidate, features) };
}
