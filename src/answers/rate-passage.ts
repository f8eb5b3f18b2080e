import type { BlockKind, StoredDocument } from '../contracts/document.js';
import type { Query } from '../contracts/query.js';
import type { Token } from '../contracts/token.js';
import { isHeading } from '../structure/find-block.js';
import { findEdition, type Edition } from './editions.js';
import { findSentenceFeatures, type RatedFeatures } from './features.js';
import { linearScore } from './logistic.js';
import type { RetrievedPassage } from './retrieved-passage.js';
import { findStructureFeatures, type PlacedSentence } from './structure-features.js';
import type { TextReader } from './text-reader.js';
import { findUnitContext } from './unit-context.js';
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

/** A sentence whose vector is not known yet, rated as if it were at a right angle to the query's. */
export type UnembeddedSentence = RatedSentence & {
  readonly text: string;
  readonly words: readonly Token[];
  /** `text` behind that of the block that the sentence stands under, if there is one: what is embedded beside it. */
  readonly textInContext: string;
  /** The edition that the nearest heading names. */
  readonly edition: Edition | undefined;
};

const runningText: ReadonlySet<BlockKind> = new Set<BlockKind>([
  'paragraph',
  'answer',
  'definition',
  'quote',
]);

/** Whether a sentence may speak of what the one before it names: in one block, or in running text. */
function goesOn(
  { blocks }: StoredDocument,
  before: PlacedSentence | undefined,
  { context }: PlacedSentence,
): boolean {
  if (!before || blocks[context.block]?.cells) return false;
  const [last, next] = [before.context.block, context.block];
  if (last === next || blocks[next]?.parent === last) return true;
  return [last, next].every((block) => runningText.has(blocks[block]?.kind ?? 'paragraph'));
}

/** Rates all sentences of a passage, in order. */
export function ratePassage(
  query: Query,
  reader: TextReader,
  candidate: RetrievedPassage,
): UnembeddedSentence[] {
  const { hit, document, passage } = candidate;
  const placed = passage.sentences.map((span): PlacedSentence => ({
    read: reader.readSpan(document, span),
    context: findUnitContext(document, span),
  }));
  const isTitled = placed.map(({ context }) => isHeading(document.blocks[context.block]));
  const first = isTitled.indexOf(false);
  const title = reader.read(document.title);
  const scores = {
    score: hit.score,
    coverage: reader.coverage([title, ...placed.map(({ read }) => read)]),
    cosine: Math.max(0, hit.cosine),
  };
  return placed.map((sentence, index): UnembeddedSentence => {
    const { read, context } = sentence;
    const previous = goesOn(document, placed[index - 1], sentence) ? placed[index - 1] : undefined;
    const features = findSentenceFeatures(
      query,
      {
        ...read,
        isFirst: index === first,
        isHeading: isTitled[index]! || document.blocks[context.block]?.kind === 'table-header',
        coverage: reader.coverage([read]),
        coverageWithPrevious: reader.coverage(previous ? [previous.read, read] : [read]),
        softWindowCoverage: reader.windowCoverage(read),
        cosine: 0,
        contextCosine: 0,
        structure: findStructureFeatures(query, reader, candidate, sentence, {
          before: placed.slice(0, index),
          next: placed[index + 1],
          title,
        }),
      },
      scores,
    );
    const above = [context.question, ...context.leads, ...context.headings].find(
      (position) => position !== undefined,
    );
    const [heading] = context.headings;
    return {
      candidate,
      index,
      text: read.text,
      words: read.words,
      edition: heading === undefined ? undefined : findEdition(reader.readBlock(document, heading).text),
      textInContext:
        above === undefined ? read.text : `${reader.readBlock(document, above).text}\n${read.text}`,
      features,
      score: linearScore(sentenceModel, features),
    };
  });
}
