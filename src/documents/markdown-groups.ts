import type { Token } from 'markdown-it';
import type { Group, NextLine } from './text-structure/group.js';
import type { Line } from './text-structure/lines.js';

const hardBreak = /(?: {2}|\\)$/;
const boldLine = /^[ \t]*(\*\*|__)(?=\S)[^\n]{1,400}\1[:.]?[ \t\\]*$/;

/** What comes first behind the paragraph whose text is the token at `index`. */
function findNext(tokens: readonly Token[], index: number): NextLine | undefined {
  for (let at = index + 1; at < tokens.length; at++) {
    const { type, nesting } = tokens[at]!;
    if (nesting < 0 || type === 'hr') continue;
    const inline = type === 'inline' ? tokens[at] : tokens[at + 1];
    const text = inline?.type === 'inline' ? inline.content.slice(0, 400).split('\n')[0]! : '';
    return {
      text: text.replace(/^(?:\*\*|__)|(?:\*\*|__)$/g, ''),
      indent: 0,
      isHeading: type === 'heading_open',
    };
  }
  return undefined;
}

/** A paragraph of Markdown as lines, such as a text file has. */
export function toGroup(tokens: readonly Token[], index: number, text: string, firstLine: number): Group {
  const lines: Line[] = [];
  let from = 0;
  text.split('\n').forEach((line, i) => {
    const start = from + line.length - line.trimStart().length;
    const end = from + line.trimEnd().length;
    from += line.length + 1;
    const number = firstLine + i;
    if (start < end)
      lines.push({ start, end, number, indent: 0, ruleBefore: undefined, ruleAfter: undefined });
  });
  const source = tokens[index]!.content.split('\n');
  const sourceOf = (at: number): string => source[lines[at]!.number - firstLine] ?? '';
  return {
    text,
    lines,
    next: findNext(tokens, index),
    isJoined: (at) => !hardBreak.test(sourceOf(at)),
    isBold: (at) => boldLine.test(sourceOf(at)),
  };
}
