import type { Block, DocumentContent } from '../contracts/document.js';
import type { Passage, PassageText, ReadablePassage } from '../contracts/passage.js';
import type { Span } from '../contracts/span.js';
import { ancestorsOf } from '../structure/ancestors.js';
import { firstBlockIn } from '../structure/find-block.js';
import { tokenize } from '../text/tokenize.js';

/** Longer titles, headings and leads are cut to this for matching; what is quoted is never cut. */
const maxPartUnits = 200;

/** Of what a passage stands under, so many parts count, the nearest. */
const maxParts = 6;

/** "000_3be0290bbfd39d7b" says nothing: a title counts that has a word of letters alone. */
function isTelling(title: string): boolean {
  return tokenize(title).some((word) => word.folded.length > 1 && /^\p{L}+$/u.test(word.folded));
}

interface Outline {
  /** The block of the title, where the text has one. */
  readonly title: Block | undefined;
  /** The title as far as it counts, or empty. */
  readonly tellingTitle: string;
}

/** The block that says the title: that of the title, or a heading that says the same. */
function findTitle({ blocks, text, title }: DocumentContent): Block | undefined {
  return blocks.find(
    ({ kind, span }) =>
      kind === 'title' || (kind === 'heading' && text.slice(span.start, span.end) === title),
  );
}

const outlines = new WeakMap<DocumentContent, Outline>();

/** Made once a document: looking through all blocks for each passage would take quadratic time. */
function outlineOf(document: DocumentContent): Outline {
  let outline = outlines.get(document);
  if (!outline) {
    const title = document.title.slice(0, maxPartUnits);
    outline = {
      title: findTitle(document),
      tellingTitle: isTelling(title) ? title : '',
    };
    outlines.set(document, outline);
  }
  return outline;
}

/** As much of a block as counts as context: of a lead its end, of all else its beginning. */
function contextPart(text: string, { kind, span }: Block): string {
  const part = text.slice(span.start, span.end);
  return kind === 'paragraph' || kind === 'answer' ? part.slice(-maxPartUnits) : part.slice(0, maxPartUnits);
}

/**
 * What is embedded and matched for a passage: `context`, which is the document's title and what the passage stands
 * under (headings, a lead, the header of a table, a question, a term), the nearest first, as far as the passage does not
 * hold it itself; and `body`, the passage as it is quoted.
 */
export function passageText(document: DocumentContent, span: Span): PassageText {
  const { title, tellingTitle } = outlineOf(document);
  const { blocks, text } = document;
  const holdsTitle = title !== undefined && span.start <= title.span.start && title.span.end <= span.end;
  const above = ancestorsOf(blocks, firstBlockIn(blocks, span))
    .map((position) => blocks[position]!)
    .filter((block) => block.span.start < span.start)
    .slice(0, maxParts)
    .map((block) => contextPart(text, block))
    .filter((part) => part !== tellingTitle);
  const context = holdsTitle || tellingTitle === '' ? above : [tellingTitle, ...above];
  return {
    context: context.map((part) => part.toWellFormed()).join('\n'),
    body: text.slice(span.start, span.end),
  };
}

/** What {@link passageText} gives of a passage, with the sentences of its body. */
export function readablePassage(document: DocumentContent, { span, sentences }: Passage): ReadablePassage {
  return {
    ...passageText(document, span),
    sentences: sentences.map(({ start, end }) => ({ start: start - span.start, end: end - span.start })),
  };
}

/** As much of `context` as `maxTokens` hold, cut at white space; possibly nothing. */
export function fitContext(context: string, count: (text: string) => number, maxTokens: number): string {
  let fitted = context;
  while (fitted !== '' && count(fitted) > maxTokens) {
    const half = fitted.slice(0, Math.floor(fitted.length * 0.75));
    fitted = half.slice(0, Math.max(0, half.search(/\s\S*$/u))).trimEnd();
  }
  return fitted;
}
