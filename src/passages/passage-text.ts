import type { ParsedDocument } from '../contracts/document.js';
import type { Span } from '../contracts/span.js';
import { findWords } from '../text/words.js';

/** Longer titles and headings are cut to this for matching; what is quoted is never cut. */
const maxTitleUnits = 200;

/** The nearest heading that starts before `offset`, if any. */
function findHeading(document: Pick<ParsedDocument, 'text' | 'blocks'>, offset: number): string | undefined {
  const heading = document.blocks.findLast((block) => block.kind === 'heading' && block.span.start < offset);
  return heading && document.text.slice(heading.span.start, heading.span.end);
}

/** "000_3be0290bbfd39d7b" says nothing: a title counts that has a word of letters alone. */
function isTelling(title: string): boolean {
  return findWords(title).some((word) => word.folded.length > 1 && /^\p{L}+$/u.test(word.folded));
}

/**
 * What is embedded and matched for a passage: `context`, which is the document's title and the heading above
 * as far as the passage does not hold them itself, and `body`, the passage as it is quoted.
 */
export function passageText(document: ParsedDocument, span: Span): { context: string; body: string } {
  const title = document.blocks.find((block) => block.kind === 'title');
  const holdsTitle = title !== undefined && span.start <= title.span.start && title.span.end <= span.end;
  const context: string[] = [];
  if (!holdsTitle && isTelling(document.title)) context.push(document.title);
  const heading = findHeading(document, span.start);
  if (heading !== undefined) context.push(heading);
  return {
    context: context.map((part) => part.slice(0, maxTitleUnits).toWellFormed()).join('\n'),
    body: document.text.slice(span.start, span.end),
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
