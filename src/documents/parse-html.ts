import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

import { createHtmlBlocks, type HtmlContent } from './html-blocks.js';
import type { ParsedText } from './text-builder.js';

/** No element that matters has a longer name; a hostile one may be as long as the file. */
const maxNameUnits = 16;

/** The encoding that the page says it is in, within its first bytes, where that is one that is known. */
export function findDeclaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2048)).toString('latin1');
  const label = /(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w:-]{1,40})/i.exec(head)?.[1];
  if (label === undefined) return undefined;
  try {
    const { encoding } = new TextDecoder(label);
    // Where this much of the page could be read byte by byte, it is no UTF-16, whatever it says.
    return encoding.startsWith('utf-16') ? undefined : encoding;
  } catch {
    return undefined; // No encoding that is known.
  }
}

/** Gives the line, from 1, of places that are asked for in rising order. */
function createLineCounter(source: string): (offset: number) => number {
  let line = 1;
  let next = source.indexOf('\n');
  return (offset) => {
    while (next >= 0 && next < offset) {
      line++;
      next = source.indexOf('\n', next + 1);
    }
    return line;
  };
}

/** What follows the headline in the title of a page: the name of the site, behind a mark. */
const siteNameBehind = /^\s*(?:$|[-–—|:»·•/])/u;

/**
 * The title of a page is the headline it shows: the heading that the page's own title begins with, or else
 * the first heading of the first level, unless that is only the site's name at the end of the page's title.
 */
function chooseTitle({ pageTitle, headings }: HtmlContent): ParsedText['title'] {
  const same = headings.find(
    ({ text }) => pageTitle?.startsWith(text) && siteNameBehind.test(pageTitle.slice(text.length)),
  );
  const first = same ?? headings.find(({ block }) => block.level === 1);
  const isSiteName = first && pageTitle?.endsWith(first.text) && first.text.length * 2 < pageTitle.length;
  if (!first || isSiteName) return pageTitle;
  first.block.kind = 'title';
  first.block.level = 0;
  return first.text;
}

function ignore(): void {
  // Attributes, comments and declarations hold no text.
}

/**
 * HTML: the stored text is what a reader of the page sees, a block an element that stands apart, white space
 * as it is shown; the lines of blocks are those of the source. Uses the tokenizer alone: the library's
 * parser keeps a list of open elements, which takes time with the square of their depth.
 */
export function parseHtml(source: string): ParsedText {
  const blocks = createHtmlBlocks(createLineCounter(source));
  let name = '';
  const nameAt = (start: number, end: number): string =>
    end - start > maxNameUnits ? '' : source.slice(start, end).toLowerCase();
  const callbacks: TokenizerCallbacks = {
    onopentagname: (start, end) => {
      name = nameAt(start, end);
    },
    onopentagend: () => {
      blocks.openTag(name);
    },
    onselfclosingtag: () => {
      blocks.openTag(name);
      if (name !== 'br') blocks.closeTag(name);
    },
    onclosetag: (start, end) => {
      blocks.closeTag(nameAt(start, end));
    },
    ontext: (start, end) => {
      blocks.addText(source.slice(start, end), start);
    },
    ontextentity: (codePoint, end) => {
      blocks.addText(String.fromCodePoint(codePoint), end - 1);
    },
    oncdata: (start, end, endOffset) => {
      blocks.addText(source.slice(start, end - endOffset), start);
    },
    onattribdata: ignore,
    onattribend: ignore,
    onattribentity: ignore,
    onattribname: ignore,
    oncomment: ignore,
    ondeclaration: ignore,
    onend: ignore,
    onprocessinginstruction: ignore,
  };
  const tokenizer = new Tokenizer({ recognizeSelfClosing: true }, callbacks);
  tokenizer.write(source);
  tokenizer.end();
  const content = blocks.finish();
  return { title: chooseTitle(content), text: content.text, blocks: content.blocks };
}
