import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import { readInlineHtml, type InlinePart } from './markdown-html.js';
import type { NewBlock } from './text-builder.js';

/** Brackets open at one time in one paragraph; the library looks for the end of each again. */
const maxOpenBrackets = 10;

/** Whether so many brackets are open at once that looking for their ends would take long. */
function hasDeepBrackets(content: string): boolean {
  let open = 0;
  for (let i = 0; i < content.length; i++) {
    const code = content.charCodeAt(i);
    if (code === 0x5b && ++open > maxOpenBrackets) return true;
    if (code === 0x5d && open > 0) open--;
  }
  return false;
}

function collectParts(parts: InlinePart[], tokens: readonly Token[]): void {
  for (const { type, content, children } of tokens) {
    if (type === 'footnote_ref') continue;
    if (type === 'softbreak' || type === 'hardbreak') parts.push({ text: '\n', isHtml: false });
    else if (type === 'image') collectParts(parts, children ?? []);
    else parts.push({ text: content, isHtml: type === 'html_inline' });
  }
}

export type InlineText = Pick<NewBlock, 'text' | 'line' | 'lineBreaks'>;

/**
 * The text of a paragraph that begins on `line`, without its markup; newlines stay where they were, but where it holds
 * HTML, of which the line breaks are told.
 */
export function readInline(
  markdown: MarkdownIt,
  content: string,
  environment: object,
  line: number,
): InlineText {
  if (hasDeepBrackets(content)) return { text: content, line };
  const tokens: Token[] = [];
  markdown.inline.parse(content, markdown, environment, tokens);
  const parts: InlinePart[] = [];
  collectParts(parts, tokens);
  // A mark of a note that nobody wrote would glue to the word before it.
  const shown = parts.map((part) =>
    part.isHtml ? part : { ...part, text: part.text.replace(/\[\^[^\]\s]{1,20}\]/g, '') },
  );
  if (shown.some(({ isHtml }) => isHtml)) return readInlineHtml(shown, line);
  return { text: shown.map(({ text }) => text).join(''), line };
}
