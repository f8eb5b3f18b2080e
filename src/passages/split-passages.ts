import type { Block, DocumentContent } from '../contracts/document.js';
import type { Passage } from '../contracts/passage.js';
import type { Span } from '../contracts/span.js';
import { isOneUnit } from '../structure/ancestors.js';
import { splitSentences } from '../text/sentences.js';

/** Changes whenever the same document would be cut otherwise; kept in the manifest. */
export const passageSplitterVersion = 3;

export interface PassageLimits {
  /** Passages grow to about this many tokens: short blocks merge up to it, long ones are cut near it. */
  readonly targetTokens: number;
  /** No passage takes more, title and heading not counted. At least 16. */
  readonly maxTokens: number;
}

export type TokenCounter = (text: string) => number;

interface CountedSentence {
  readonly span: Span;
  readonly tokens: number;
}

/** Blocks that are one unit are so up to this length. UTF-16 units. */
const maxUnitLength = 1200;

/** Cuts a document's text into sentences whose tokens are counted. */
class SentenceCounter {
  constructor(
    private readonly text: string,
    private readonly count: TokenCounter,
    private readonly maxTokens: number,
  ) {}

  /** Sentences of a block, each within the most tokens; a row, a field or a turn is one. */
  sentencesOf({ kind, span }: Block): CountedSentence[] {
    const isUnit = isOneUnit(kind) && span.end - span.start <= maxUnitLength;
    return isUnit ? this.fit(span) : this.cut(span);
  }

  private cut(span: Span, maxUnits?: number): CountedSentence[] {
    return splitSentences(this.text, span, maxUnits).flatMap((sentence) => this.fit(sentence, maxUnits));
  }

  /** A sentence as it is, or cut at ever shorter lengths. */
  private fit(span: Span, maxUnits?: number): CountedSentence[] {
    // One more than counted: joining two sentences can cost a token in sub-word models.
    const tokens = this.count(this.text.slice(span.start, span.end)) + 1;
    const units = span.end - span.start;
    // Two units may be one character, and so may more that were not cut any further.
    const isCharacter = units <= 2 || (maxUnits !== undefined && units > maxUnits);
    if (tokens <= this.maxTokens || isCharacter) return [{ span, tokens }];
    return this.cut(span, Math.floor(units / 2));
  }
}

/** Collects sentences into passages, in order. */
class PassageBuilder {
  readonly passages: Passage[] = [];
  private sentences: CountedSentence[] = [];
  private tokens = 0;

  get isEmpty(): boolean {
    return this.sentences.length === 0;
  }

  fits(tokens: number, limit: number): boolean {
    return this.tokens + tokens <= limit;
  }

  add(sentence: CountedSentence): void {
    this.sentences.push(sentence);
    this.tokens += sentence.tokens;
  }

  /** Ends the open passage. */
  finish(): void {
    if (this.isEmpty) return;
    const sentences = this.sentences.map((sentence) => sentence.span);
    this.passages.push({ span: { start: sentences[0]!.start, end: sentences.at(-1)!.end }, sentences });
    this.sentences = [];
    this.tokens = 0;
  }
}

/** Blocks that are looked at to see whether one fits with those that it leads on to. */
const maxLed = 4;

function opensPassage(block: Block): boolean {
  return block.kind === 'heading' || block.kind === 'title';
}

/** Whether a block is read together with the one behind it: a heading, or what the next one stands under. */
function leadsOn(block: Block, position: number, next: Block | undefined): boolean {
  return opensPassage(block) || next?.parent === position;
}

/**
 * Cuts a document into passages. A passage holds whole sentences, begins at a title or heading where there is
 * one, and holds whole blocks where they fit: short blocks are merged up to the target, a block longer than
 * the target is cut at sentence ends. A question stays with its answer, a lead with its first item, a header with its
 * first row. Every sentence of the document is in some passage.
 */
export function splitPassages(
  document: DocumentContent,
  count: TokenCounter,
  limits: PassageLimits,
): Passage[] {
  const target = Math.min(limits.targetTokens, limits.maxTokens);
  const builder = new PassageBuilder();
  const counter = new SentenceCounter(document.text, count, limits.maxTokens);
  const { blocks } = document;
  /** Counted ahead, to see whether a block fits with those that it leads on to. */
  const counted = new Map<number, CountedSentence[]>();
  const sentencesAt = (position: number): CountedSentence[] => {
    const sentences = counted.get(position) ?? counter.sentencesOf(blocks[position]!);
    counted.set(position, sentences);
    return sentences;
  };
  const tokensFrom = (position: number): number => {
    let tokens = 0;
    for (let at = position; at < blocks.length && at < position + maxLed; at++) {
      tokens += sentencesAt(at).reduce((sum, sentence) => sum + sentence.tokens, 0);
      if (tokens > target || !leadsOn(blocks[at]!, at, blocks[at + 1])) break;
    }
    return tokens;
  };
  /** Whether the block before leads on to this one. */
  let isLed = false;
  let isAfterHeading = false;
  blocks.forEach((block, position) => {
    const sentences = sentencesAt(position);
    const isHeading = opensPassage(block);
    if (isHeading && !isAfterHeading) builder.finish();
    else if (!isLed && !builder.fits(tokensFrom(position), target)) builder.finish();
    for (const sentence of sentences) {
      const limit = builder.isEmpty || isLed ? limits.maxTokens : target;
      if (!builder.fits(sentence.tokens, limit)) builder.finish();
      builder.add(sentence);
      isLed = false;
    }
    counted.delete(position);
    isLed = leadsOn(block, position, blocks[position + 1]);
    isAfterHeading = isHeading;
  });
  builder.finish();
  return builder.passages;
}
