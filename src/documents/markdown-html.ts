import type MarkdownIt from 'markdown-it';
import type { StateBlock, StateInline } from 'markdown-it';

import { writeHtmlBlocks } from './html-blocks.js';
import { standsApart, unread } from './html-names.js';
import type { OutlineHeading } from './html-outline.js';
import { joinTexts } from './html-runs.js';
import { HtmlTreeBuilder, isElement, type HtmlElement } from './html-tree.js';
import type { HtmlRun } from './html-inline.js';
import { readHtmlInto, readHtmlTree } from './read-html-tree.js';
import type { NewBlock, TextBuilder } from './text-builder.js';

/** Holds no `<` inside, so that no stretch is searched twice for an end. */
const tagOrComment = /<\/?[a-z][^<>]{0,1000}>|<!--[^<]{0,5000}?-->/iy;

/** HTML that goes on, over blank lines too, up to its end: with its beginning the end that it must have. */
const closed: readonly (readonly [begin: RegExp, end: RegExp])[] = [
  [/^<(?:script|pre|style|textarea)(?=[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/gi],
  [/^<!--/, /-->/g],
  [/^<\?/, /\?>/g],
  [/^<!\[CDATA\[/, /\]\]>/g],
  [/^<![a-z]/i, />/g],
];
const blockTag = /^<\/?([a-z][a-z0-9]{0,15})(?=[\s/>]|$)/i;
/** Other elements of Markdown's list of those that begin HTML, beside {@link standsApart}. */
const beginsHtml: ReadonlySet<string> = new Set(
  'base basefont col colgroup frame frameset iframe link menuitem nav noframes param template title track'.split(
    ' ',
  ),
);
/** A tag alone on its line. */
const loneTag = /^<\/?[a-z][a-z0-9-]{0,60}(?:\s[^<>]{0,1000})?>\s*$/i;

function lineAt(state: StateBlock, line: number): string {
  return state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]);
}

/** Where HTML that must have an end has it, looked for once for many beginnings; -1 for nowhere. */
function findEnd(state: StateBlock, kind: number, from: number): number {
  const known = ((state.env as { htmlEnds?: number[] }).htmlEnds ??= []);
  const last = known[kind];
  if (last !== undefined && (last < 0 || last >= from)) return last;
  const end = closed[kind]![1];
  end.lastIndex = from;
  const found = end.exec(state.src)?.index ?? -1;
  known[kind] = found;
  return found;
}

/** The line behind a stretch that ends at `offset`, within the list or quotation that it stands in. */
function lineBehind(state: StateBlock, startLine: number, endLine: number, offset: number): number {
  let line = startLine + 1;
  for (; line < endLine && state.bMarks[line]! <= offset; line++) {
    if (state.sCount[line]! < state.blkIndent && !state.isEmpty(line)) break;
  }
  return line;
}

function countTables(line: string): number {
  return (line.match(/<table(?=[\s>])/gi)?.length ?? 0) - (line.match(/<\/table/gi)?.length ?? 0);
}

/** Up to a blank line; an open table goes on behind it, if more tags follow. */
function lineBehindTags(state: StateBlock, startLine: number, endLine: number): number {
  let openTables = 0;
  let line = startLine;
  for (; line < endLine; line++) {
    if (state.isEmpty(line)) {
      const next = state.skipEmptyLines(line);
      if (openTables <= 0 || next >= endLine || !/^<[/a-z]/i.test(lineAt(state, next))) break;
      line = next;
    }
    if (state.sCount[line]! < state.blkIndent) break;
    openTables += countTables(lineAt(state, line));
  }
  return line;
}

/** Markdown's rule for blocks of HTML, but that what is never closed is no HTML, rather than all of the rest. */
function blockRule(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const first = lineAt(state, startLine);
  if (!first.startsWith('<')) return false;
  const kind = closed.findIndex(([begin]) => begin.test(first));
  const name = blockTag.exec(first)?.[1]?.toLowerCase();
  const isBlockTag = name !== undefined && (standsApart.has(name) || beginsHtml.has(name));
  if (kind < 0 && !isBlockTag && (silent || !loneTag.test(first))) return false;
  const end = kind < 0 ? -1 : findEnd(state, kind, state.bMarks[startLine]! + state.tShift[startLine]!);
  if (kind >= 0 && end < 0) return false;
  if (silent) return true;
  state.line =
    kind < 0 ? lineBehindTags(state, startLine, endLine) : lineBehind(state, startLine, endLine, end);
  const token = state.push('html_block', '', 0);
  token.map = [startLine, state.line];
  token.content = state.getLines(startLine, state.line, state.blkIndent, true);
  return true;
}

function inlineRule(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x3c) return false;
  tagOrComment.lastIndex = state.pos;
  const found = tagOrComment.exec(state.src)?.[0];
  if (found === undefined) return false;
  if (!silent) state.push('html_inline', '', 0).content = found;
  state.pos += found.length;
  return true;
}

/** Lets Markdown hold HTML: in blocks of its own, as `html_block`, and in a paragraph, as `html_inline`. */
export function allowHtml(markdown: MarkdownIt): void {
  markdown.block.ruler.at('html_block', blockRule, { alt: ['paragraph', 'reference', 'blockquote'] });
  markdown.inline.ruler.at('html_inline', inlineRule);
}

/** Adds the blocks of a block of HTML that begins on `line`, under a heading of a level. Gives its first headings. */
export function addHtml(
  builder: TextBuilder,
  { content, line, level }: { readonly content: string; readonly line: number; readonly level: number },
): readonly OutlineHeading[] {
  return writeHtmlBlocks(readHtmlTree(content, line), builder, level).headings;
}

/** A part of a paragraph: a tag or comment, or text as it is read. */
export interface InlinePart {
  readonly text: string;
  readonly isHtml: boolean;
}

function collectRuns(element: HtmlElement): HtmlRun[] {
  return element.children.flatMap((node) => (isElement(node) ? collectRuns(node) : node));
}

/** The text of a paragraph that begins on `line`, as HTML in it has it; newlines of the source stay. */
export function readInlineHtml(
  parts: readonly InlinePart[],
  line: number,
): Pick<NewBlock, 'text' | 'line' | 'lineBreaks'> {
  const builder = new HtmlTreeBuilder(true);
  let lineOfPart = line;
  const ended = new Set(
    parts.flatMap(({ text, isHtml }) =>
      isHtml ? (/^<\/([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? []) : [],
    ),
  );
  for (const { text, isHtml } of parts) {
    const opened = isHtml ? /^<([a-z]+)/i.exec(text)?.[1]?.toLowerCase() : undefined;
    // What is never closed hides nothing behind it.
    const hidesRest = opened !== undefined && unread.has(opened) && !ended.has(opened);
    if (isHtml && !hidesRest) readHtmlInto(builder, text, lineOfPart);
    else if (!isHtml) builder.addText(text, lineOfPart);
    lineOfPart += text.split('\n').length - 1;
  }
  const { text, line: firstLine, lineBreaks } = joinTexts(collectRuns(builder.finish().root), '\n');
  return { text, line: firstLine, lineBreaks };
}
