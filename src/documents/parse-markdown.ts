import MarkdownIt, { type Token } from 'markdown-it';
import definitionLists from 'markdown-it-deflist';
import footnotes from 'markdown-it-footnote';

import { splitFrontMatter } from './front-matter.js';
import { asides } from './markdown-asides.js';
import { allowHtml } from './markdown-html.js';
import { MarkdownBlocks } from './markdown-blocks.js';
import { parseText } from './parse-text.js';
import type { ParsedText } from './text-builder.js';

/** The library drops what lists and quotations nested deeper hold: such a file is read as plain text. */
const maxNesting = 100;
/** Larger files are read as plain text: the library may take three hundred times their size. */
const maxMarkdownUnits = 4 * 2 ** 20;

const markdown = new MarkdownIt({ html: false }).use(footnotes).use(definitionLists).use(asides);
// Escaped characters stay apart from the rest, so that `\<b>` is not taken for a tag.
markdown.core.ruler.disable('text_join');
allowHtml(markdown);
// Paragraphs are parsed one by one, after a look at their brackets.
markdown.core.ruler.disable('inline');
// Notes stay where they were written.
markdown.core.ruler.disable('footnote_tail');

/**
 * Markdown: the stored text is what a reader sees, without the marks; the text of links and the description
 * of pictures stay, their addresses go. The title is that of the front matter, or the first heading of the
 * first level. In paragraphs, structure that nothing marks up is recognised as in plain text.
 */
export function parseMarkdown(source: string): ParsedText {
  const { title, body } = splitFrontMatter(source);
  if (body.length > maxMarkdownUnits) return parseText(body);
  const environment = {};
  const tokens: Token[] = markdown.parse(body, environment);
  if (tokens.some((token) => token.level >= maxNesting - 1)) return parseText(body);
  const blocks = new MarkdownBlocks(markdown, tokens, environment, { title, source: body });
  tokens.forEach((token, index) => {
    blocks.read(token, index);
  });
  return blocks.finish();
}
