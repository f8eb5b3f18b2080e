import MarkdownIt, { type Token } from 'markdown-it';

import type { BlockKind } from '../contracts/document.js';
import { addHtml, allowHtml, readInlineHtml, type InlinePart } from './markdown-html.js';
import { parseText } from './parse-text.js';
import { createTextBuilder, tidyTitle, type NewBlock, type ParsedText } from './text-builder.js';

/** The library drops what lists and quotations nested deeper hold: such a file is read as plain text. */
const maxNesting = 100;
/** Larger files are read as plain text: the library may take three hundred times their size. */
const maxMarkdownUnits = 4 * 2 ** 20;
/** Brackets open at one time in one paragraph; the library looks for the end of each again. */
const maxOpenBrackets = 10;

const markdown = new MarkdownIt({ html: false });
// Escaped characters stay apart from the rest, so that `\<b>` is not taken for a tag.
markdown.core.ruler.disable('text_join');
allowHtml(markdown);
// Paragraphs are parsed one by one, below, after a look at their brackets.
markdown.core.ruler.disable('inline');

/** The id and classes that a heading may end with. */
const headingAttributes = /[ \t]*\{[ \t]*[#.][^{}\n]{0,200}\}[ \t]*$/;

const maxFrontMatterLines = 500;

interface FrontMatter {
  readonly title: string | undefined;
  /** The source with the front matter's lines made empty: later lines keep their numbers. */
  readonly body: string;
}

function unquote(value: string): string {
  return /^(["'])(.*)\1$/s.exec(value)?.[2] ?? value;
}

/** The block of `key: value` lines between two lines of `---` that a file may begin with. */
function splitFrontMatter(source: string): FrontMatter {
  const none = { title: undefined, body: source };
  if (!/^---[ \t]*\n/.test(source)) return none;
  let title: string | undefined;
  let from = source.indexOf('\n') + 1;
  for (let lines = 1; lines < maxFrontMatterLines && from < source.length; lines++) {
    const newline = source.indexOf('\n', from);
    const end = newline < 0 ? source.length : newline;
    const line = source.slice(from, end);
    if (/^(?:---|\.\.\.)[ \t]*$/.test(line)) return { title, body: '\n'.repeat(lines) + source.slice(end) };
    // Anything else at the margin means that the first line was a rule and this is text.
    if (line !== '' && !/^(?:[\w"'-][^:]{0,200}:(?:\s|$)|\s|#|-\s)/u.test(line)) return none;
    const found = /^title:\s*(\S.*)$/i.exec(line)?.[1]?.trim();
    if (found !== undefined && !/^[>|]/.test(found)) title ??= unquote(found);
    from = end + 1;
  }
  return none;
}

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
    if (type === 'softbreak' || type === 'hardbreak') parts.push({ text: '\n', isHtml: false });
    else if (type === 'image') collectParts(parts, children ?? []);
    else parts.push({ text: content, isHtml: type === 'html_inline' });
  }
}

/** The text of a paragraph that begins on `line`, without its markup; newlines stay where they were. */
function readInline(
  content: string,
  environment: object,
  line: number,
): Pick<NewBlock, 'text' | 'line' | 'lineBreaks'> {
  const parts: InlinePart[] = [];
  if (hasDeepBrackets(content)) parts.push({ text: content, isHtml: false });
  else {
    const tokens: Token[] = [];
    markdown.inline.parse(content, markdown, environment, tokens);
    collectParts(parts, tokens);
  }
  if (parts.some(({ isHtml }) => isHtml)) return readInlineHtml(parts, line);
  const text = parts.map((part) => part.text).join('');
  return { text, line: line + leadingNewlines(text) };
}

/** Where a token stands: what it is inside of. */
interface Surroundings {
  heading: number;
  items: number;
  quotes: number;
}

function kindOf({ heading, items, quotes }: Surroundings): BlockKind {
  if (heading > 0) return 'heading';
  if (items > 0) return 'list-item';
  return quotes > 0 ? 'quote' : 'paragraph';
}

/** On how many lines before its first character a block of text has nothing. */
function leadingNewlines(text: string): number {
  return text.slice(0, text.length - text.trimStart().length).split('\n').length - 1;
}

function lineOf(token: Token): number {
  return (token.map?.[0] ?? 0) + 1;
}

/**
 * Markdown: the stored text is what a reader sees, without the marks; the text of links and the description
 * of pictures stay, their addresses go. The title is that of the front matter, or the first heading of the
 * first level.
 */
export function parseMarkdown(source: string): ParsedText {
  const { title: ownTitle, body } = splitFrontMatter(source);
  if (body.length > maxMarkdownUnits) return parseText(source);
  const environment = {};
  const tokens = markdown.parse(body, environment);
  if (tokens.some((token) => token.level >= maxNesting - 1)) return parseText(source);

  const builder = createTextBuilder();
  const around: Surroundings = { heading: 0, items: 0, quotes: 0 };
  let row: { line: number; cells: string[] } | undefined;
  let title = tidyTitle(ownTitle);
  let titleHasBlock = false;
  let openLevel = 0;
  for (const token of tokens) {
    const { type, nesting } = token;
    if (type.startsWith('heading_')) around.heading = nesting > 0 ? Number(token.tag.slice(1)) : 0;
    else if (type.startsWith('list_item_')) around.items += nesting;
    else if (type.startsWith('blockquote_')) around.quotes += nesting;
    else if (type === 'tr_open') row = { line: lineOf(token), cells: [] };
    else if (type === 'tr_close' && row) {
      const text = row.cells.filter((cell) => cell !== '').join(' | ');
      builder.add({ kind: 'table-row', level: 0, line: row.line, text });
      row = undefined;
    } else if (type === 'fence' || type === 'code_block') {
      const line = lineOf(token) + (type === 'fence' ? 1 : 0) + leadingNewlines(token.content);
      builder.add({ kind: 'code', level: 0, line, text: token.content });
    } else if (type === 'html_block') {
      const headings = addHtml(builder, { content: token.content, line: lineOf(token), level: openLevel });
      const first = headings.find(({ block }) => block.level === 1);
      if (first && title === undefined && !titleHasBlock) {
        title = first.text;
        titleHasBlock = true;
        first.block.kind = 'title';
        first.block.level = 0;
      }
    } else if (type === 'inline') {
      const source = around.heading > 0 ? token.content.replace(headingAttributes, '') : token.content;
      const { text, line, lineBreaks } = readInline(source, environment, lineOf(token));
      if (row) {
        row.cells.push(text.trim());
        continue;
      }
      const { heading } = around;
      if (heading > 0) openLevel = heading;
      const heard = heading > 0 ? tidyTitle(text) : undefined;
      if (heading === 1) title ??= heard;
      const isTitle: boolean = heard !== undefined && heard === title && !titleHasBlock;
      titleHasBlock ||= isTitle;
      const kind = isTitle ? 'title' : kindOf(around);
      builder.add({ kind, level: isTitle ? 0 : heading, line, text, ...(lineBreaks && { lineBreaks }) });
    }
  }
  return { title, ...builder.finish() };
}
