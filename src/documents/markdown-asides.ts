import type MarkdownIt from 'markdown-it';
import type { StateBlock } from 'markdown-it';

/** `!!! note "Title"`, `??? question` and the tabs `=== "Title"` of MkDocs: what is set in below belongs to them. */
const mkDocs = /^(?:!!!|\?\?\?)\+?[ \t]+([\w-]+)((?:[ \t]+[\w-]+)*(?:[ \t]+".*")?)$/;
const tab = /^===[!+]?[ \t]+"(.*)"$/;
/** `:::tip Title` of Docusaurus and its end, `:::`. */
const docusaurus = /^:{3,}[ \t]*(?:([a-z][\w-]*)(?![\w-])(.*))?$/i;

const setIn = 4;

function pushTitle(state: StateBlock, line: number, title: string): void {
  const token = state.push('inline', '', 0);
  token.content = title;
  token.map = [line, line + 1];
  token.children = [];
  token.meta = { isAsideTitle: true };
}

/** What stands in quotation marks, or the kind of the box where nothing does. */
function quotedTitle(aside: RegExpExecArray | null): string | undefined {
  return aside ? (/"(.*)"/.exec(aside[2]!)?.[1] ?? aside[1]) : undefined;
}

function readAside(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (state.sCount[startLine]! - state.blkIndent >= setIn) return false;
  const start = state.bMarks[startLine]! + state.tShift[startLine]!;
  const first = state.src.charAt(start);
  if (first !== '!' && first !== '?' && first !== '=' && first !== ':') return false;
  const line = state.src.slice(start, Math.min(state.eMarks[startLine]!, start + 500)).trimEnd();
  const container = docusaurus.exec(line);
  const aside = mkDocs.exec(line);
  const title = container
    ? container[2]?.replace(/^\s*\[(.*)\]$/, '$1')
    : (tab.exec(line)?.[1] ?? quotedTitle(aside));
  if (!container && title === undefined) return false;
  if (silent) return true;

  if (container) {
    if (container[1] !== undefined) pushTitle(state, startLine, title?.trim() || container[1]);
    state.line = startLine + 1;
    return true;
  }
  let next = startLine + 1;
  const indent = state.blkIndent + setIn;
  while (next < endLine && (state.isEmpty(next) || state.sCount[next]! >= indent)) next++;
  state.push('aside_open', '', 1);
  pushTitle(state, startLine, title ?? '');
  const { blkIndent, lineMax, parentType } = state;
  state.blkIndent = indent;
  state.lineMax = next;
  state.md.block.tokenize(state, startLine + 1, next);
  state.blkIndent = blkIndent;
  state.lineMax = lineMax;
  state.parentType = parentType;
  state.push('aside_close', '', -1);
  state.line = next;
  return true;
}

/** Reads the boxes and tabs of the common generators of sites as what they hold, under their titles. */
export function asides(markdown: MarkdownIt): void {
  markdown.block.ruler.before('fence', 'aside', readAside, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}
