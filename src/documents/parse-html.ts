import { writeHtmlBlocks } from './html-blocks.js';
import type { OutlineHeading } from './html-outline.js';
import { readHtmlTree } from './read-html-tree.js';
import { createTextBuilder, tidyTitle, type DraftBlock, type ParsedText } from './text-builder.js';
import { labelsPart, titleOfHeadings } from './title-of-headings.js';

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

/** What follows the headline in the title of a page: the name of the site, behind a mark. */
const siteNameBehind = /^\s*(?:$|[-–—|:»·•/])/u;

/**
 * The title of a page is the headline it shows: the heading that the page's own title begins with, or else
 * the first heading of the first level, unless that is only the site's name at the end of the page's title. A heading
 * that labels a part of the document stays one.
 */
function chooseTitle(
  pageTitle: string | undefined,
  headings: readonly OutlineHeading[],
  blocks: readonly DraftBlock[],
): ParsedText['title'] {
  const same = headings.find(
    ({ text }) => pageTitle?.startsWith(text) && siteNameBehind.test(pageTitle.slice(text.length)),
  );
  const top = headings.filter(({ block }) => block.level === 1);
  const first = same ?? top[0];
  const isSiteName = first && pageTitle?.endsWith(first.text) && first.text.length * 2 < pageTitle.length;
  if (!first || isSiteName) return pageTitle;
  if (labelsPart(first.text)) return same?.text ?? pageTitle ?? titleOfHeadings(top.map(({ text }) => text));
  makeTitle(first.block, blocks);
  return first.text;
}

/** Makes a heading the title of its document. */
export function makeTitle(heading: DraftBlock, blocks: readonly DraftBlock[]): void {
  heading.kind = 'title';
  heading.level = 0;
  // Nothing stands under a title: all of the document does.
  const position = blocks.indexOf(heading);
  for (const block of blocks) if (block.parent === position) block.parent = -1;
}

/**
 * HTML: the stored text is what a reader of the page sees, a block an element that stands apart, white space
 * as it is shown; the lines of blocks are those of the source.
 */
export function parseHtml(source: string): ParsedText {
  const tree = readHtmlTree(source);
  const builder = createTextBuilder();
  const { headings } = writeHtmlBlocks(tree, builder);
  const { text, blocks } = builder.finish();
  return { title: chooseTitle(tidyTitle(tree.pageTitle), headings, blocks), text, blocks };
}
