import type { Block, ParsedDocument } from '../contracts/document.js';
import type { Passage, PassageText, ReadablePassage } from '../contracts/passage.js';
import type { Span } from '../contracts/span.js';
import { tokenize } from '../text/tokenize.js';

/** Longer titles and headings are cut to this for matching; what is quoted is never cut. */
const maxTitleUnits = 200;

/** The nearest of `headings` that starts before `offset`, if any. */
function findHeading(headings: readonly Block[], offset: number): Block | undefined {
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (headings[middle]!.span.start < offset) low = middle + 1;
    else high = middle;
  }
  return headings[low - 1];
}

/** "000_3be0290bbfd39d7b" says nothing: a title counts that has a word of letters alone. */
function isTelling(title: string): boolean {
  return tokenize(title).some((word) => word.folded.length > 1 && /^\p{L}+$/u.test(word.folded));
}

interface Outline {
  /** The block of the title, where the text has one. */
  readonly title: Block | undefined;
  /** In order. */
  readonly headings: readonly Block[];
  /** The title as far as it counts, or empty. */
  readonly tellingTitle: string;
}

const outlines = new WeakMap<ParsedDocument, Outline>();

/** Made once a document: looking through all blocks for each passage would take quadratic time. */
function outlineOf(document: ParsedDocument): Outline {
  let outline = outlines.get(document);
  if (!outline) {
    const title = document.title.slice(0, maxTitleUnits);
    outline = {
      title: document.blocks.find((block) => block.kind === 'title'),
      headings: document.blocks.filter((block) => block.kind === 'heading'),
      tellingTitle: isTelling(title) ? title : '',
    };
    outlines.set(document, outline);
  }
  return outline;
}

/**
 * What is embedded and matched for a passage: `context`, which is the document's title and the heading above
 * as far as the passage does not hold them itself, and `body`, the passage as it is quoted.
 */
export function passageText(document: ParsedDocument, span: Span): PassageText {
  const { title, headings, tellingTitle } = outlineOf(document);
  const holdsTitle = title !== undefined && span.start <= title.span.start && title.span.end <= span.end;
  const context: string[] = [];
  if (!holdsTitle && tellingTitle !== '') context.push(tellingTitle);
  const heading = findHeading(headings, span.start);
  if (heading) context.push(document.text.slice(heading.span.start, heading.span.end));
  return {
    context: context.map((part) => part.slice(0, maxTitleUnits).toWellFormed()).join('\n'),
    body: document.text.slice(span.start, span.end),
  };
}

/** The same, with its sentences. */
export function readablePassage(document: ParsedDocument, { span, sentences }: Passage): ReadablePassage {
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
