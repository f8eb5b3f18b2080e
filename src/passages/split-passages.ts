import type { Block, ParsedDocument } from '../contracts/document.js';
import type { Passage } from '../contracts/passage.js';
import type { Span } from '../contracts/span.js';
import { splitSentences } from '../text/sentences.js';

/** Changes whenever the same document would be cut otherwise; kept in the manifest. */
export const passageSplitterVersion = 2;

export interface PassageLimits {
  /** Passages grow to about this many tokens: short blocks merge up to it, long ones are cut near it. */
  readonly targetTokens: number;
  /** No passage takes more, title and heading not counted. At least 16. */
  readonly maxTokens: number;
  /** Sentences of a long block repeated at the start of its next passage. */
  readonly overlapSentences: number;
}

export type TokenCounter = (text: string) => number;

interface CountedSentence {
  readonly span: Span;
  readonly tokens: number;
}

/** Sentences of a block, each within `maxTokens`: a longer one is cut at ever shorter lengths. */
function countSentences(
  text: string,
  block: Span,
  count: TokenCounter,
  maxTokens: number,
  maxUnits?: number,
): CountedSentence[] {
  return splitSentences(text, block, maxUnits).flatMap((span) => {
    // One more than counted: joining two sentences can cost a token in sub-word models.
    const tokens = count(text.slice(span.start, span.end)) + 1;
    const units = span.end - span.start;
    // Two units may be one character, and so may more that were not cut any further.
    const isCharacter = units <= 2 || (maxUnits !== undefined && units > maxUnits);
    if (tokens <= maxTokens || isCharacter) return [{ span, tokens }];
    return countSentences(text, span, count, maxTokens, Math.floor(units / 2));
  });
}

/** Collects sentences into passages, in order. */
class PassageBuilder {
  readonly passages: Passage[] = [];
  private sentences: CountedSentence[] = [];
  private tokens = 0;
  /** Sentences at the start of the open passage that the one before already holds. */
  private repeated = 0;

  constructor(private readonly limits: PassageLimits) {}

  get isEmpty(): boolean {
    return this.sentences.length === this.repeated;
  }

  fits(tokens: number, limit: number): boolean {
    return this.tokens + tokens <= limit;
  }

  add(sentence: CountedSentence): void {
    this.sentences.push(sentence);
    this.tokens += sentence.tokens;
  }

  /** Ends the open passage; the next begins with its last `overlap` sentences. */
  finish(overlap = 0): void {
    if (!this.isEmpty) {
      const sentences = this.sentences.map((sentence) => sentence.span);
      this.passages.push({ span: { start: sentences[0]!.start, end: sentences.at(-1)!.end }, sentences });
    }
    const kept = overlap > 0 && !this.isEmpty ? this.sentences.slice(-overlap) : [];
    const keptTokens = kept.reduce((sum, sentence) => sum + sentence.tokens, 0);
    // An overlap that would fill the next passage is none.
    const useful = keptTokens * 2 <= this.limits.targetTokens;
    this.sentences = useful ? kept : [];
    this.tokens = useful ? keptTokens : 0;
    this.repeated = this.sentences.length;
  }
}

function opensPassage(block: Block): boolean {
  return block.kind === 'heading' || block.kind === 'title';
}

/**
 * Cuts a document into passages. A passage holds whole sentences, begins at a title or heading where there is
 * one, and holds whole blocks where they fit: short blocks are merged up to the target, a block longer than
 * the target is cut at sentence ends. Every sentence of the document is in some passage.
 */
export function splitPassages(
  document: ParsedDocument,
  count: TokenCounter,
  limits: PassageLimits,
): Passage[] {
  const target = Math.min(limits.targetTokens, limits.maxTokens);
  const builder = new PassageBuilder(limits);
  let afterHeading = false;
  for (const block of document.blocks) {
    const sentences = countSentences(document.text, block.span, count, limits.maxTokens);
    const tokens = sentences.reduce((sum, sentence) => sum + sentence.tokens, 0);
    const isHeading = opensPassage(block);
    if (isHeading && !afterHeading) builder.finish();
    else if (!afterHeading && !builder.fits(tokens, target)) builder.finish();
    for (const sentence of sentences) {
      const limit = builder.isEmpty || afterHeading ? limits.maxTokens : target;
      if (!builder.fits(sentence.tokens, limit)) {
        builder.finish(limits.overlapSentences);
        if (!builder.fits(sentence.tokens, limits.maxTokens)) builder.finish();
      }
      builder.add(sentence);
      afterHeading = false;
    }
    afterHeading = isHeading;
  }
  builder.finish();
  return builder.passages;
}
