import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

import { HtmlTreeBuilder, type HtmlTree } from './html-tree.js';

/** No name that matters is longer; a hostile one may be as long as the file. */
const maxNameUnits = 64;
const maxValueUnits = 2000;

const attributesRead: ReadonlySet<string> = new Set(
  (
    'id name href class role style hidden open aria-hidden aria-controls aria-expanded data-target data-bs-target ' +
    'colspan rowspan itemprop itemtype epub:type title aria-label'
  ).split(' '),
);

/** Gives the line, of places that are asked for in rising order. */
function createLineCounter(source: string, firstLine: number): (offset: number) => number {
  let line = firstLine;
  let next = source.indexOf('\n');
  return (offset) => {
    while (next >= 0 && next < offset) {
      line++;
      next = source.indexOf('\n', next + 1);
    }
    return line;
  };
}

function ignore(): void {
  // Comments and declarations hold no text.
}

/**
 * Tells the builder of the elements and texts of a source. Uses the tokenizer alone: the library's parser keeps a list
 * of open elements, which takes time with the square of their depth.
 */
export function readHtmlInto(builder: HtmlTreeBuilder, source: string, firstLine: number): void {
  const lineAt = createLineCounter(source, firstLine);
  let name = '';
  let attributes = new Map<string, string>();
  let attribute: string | undefined;
  let value = '';
  const nameAt = (start: number, end: number): string =>
    end - start > maxNameUnits ? '' : source.slice(start, end).toLowerCase();
  const callbacks: TokenizerCallbacks = {
    onopentagname: (start, end) => {
      name = nameAt(start, end);
      attributes = new Map();
    },
    onattribname: (start, end) => {
      const found = nameAt(start, end);
      attribute = attributesRead.has(found) ? found : undefined;
      value = '';
    },
    onattribdata: (start, end) => {
      if (attribute !== undefined && value.length < maxValueUnits) {
        value += source.slice(start, Math.min(end, start + maxValueUnits));
      }
    },
    onattribentity: (codePoint) => {
      if (attribute !== undefined && value.length < maxValueUnits) value += String.fromCodePoint(codePoint);
    },
    onattribend: () => {
      if (attribute !== undefined && !attributes.has(attribute)) attributes.set(attribute, value);
      attribute = undefined;
    },
    onopentagend: () => {
      builder.openTag(name, attributes);
    },
    onselfclosingtag: () => {
      builder.openTag(name, attributes);
      if (name !== 'br') builder.closeTag(name);
    },
    onclosetag: (start, end) => {
      builder.closeTag(nameAt(start, end));
    },
    ontext: (start, end) => {
      builder.addText(source.slice(start, end), lineAt(start));
    },
    ontextentity: (codePoint, end) => {
      // No reader sees a return, which the stored text could not hold.
      builder.addText(codePoint === 0x0d ? ' ' : String.fromCodePoint(codePoint), lineAt(end - 1));
    },
    oncdata: (start, end, endOffset) => {
      builder.addText(source.slice(start, end - endOffset), lineAt(start));
    },
    oncomment: ignore,
    ondeclaration: ignore,
    onend: ignore,
    onprocessinginstruction: ignore,
  };
  const tokenizer = new Tokenizer({ recognizeSelfClosing: true }, callbacks);
  tokenizer.write(source);
  tokenizer.end();
}

/** The elements and texts of a source in HTML that begins on `firstLine` of its file. */
export function readHtmlTree(source: string, firstLine = 1): HtmlTree {
  const builder = new HtmlTreeBuilder();
  readHtmlInto(builder, source, firstLine);
  return builder.finish();
}
