import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';

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

/** Holds no `<` inside, so that no stretch is searched twice for an end. */
const tagOrComment = /<\/?[a-z][^<>]{0,1000}>|<!--[^<]{0,5000}?-->/gi;

interface Piece {
  readonly text: string;
  /** Whether the writer marked it as code or escaped it, so that it holds no tags. */
  readonly isLiteral: boolean;
}

function collectPieces(pieces: Piece[], tokens: readonly Token[]): void {
  for (const { type, content, children } of tokens) {
    if (type === 'footnote_ref') continue;
    if (type === 'softbreak' || type === 'hardbreak') pieces.push({ text: '\n', isLiteral: false });
    else if (type === 'image') collectPieces(pieces, children ?? []);
    else pieces.push({ text: content, isLiteral: type !== 'text' });
  }
}

/** HTML inside of Markdown is markup too. Its newlines stay, for the numbers of the lines behind it. */
function dropTags(pieces: readonly Piece[]): string {
  const text = pieces.map((piece) => piece.text).join('');
  if (!text.includes('<')) return text;
  const masked = pieces
    .map((piece) => (piece.isLiteral ? piece.text.replace(/[<>]/g, ' ') : piece.text))
    .join('');
  let shown = '';
  let from = 0;
  for (const { 0: tag, index } of masked.matchAll(tagOrComment)) {
    shown += text.slice(from, index) + (/^<br/i.test(tag) ? ' ' : tag.replace(/[^\n]+/g, ''));
    from = index + tag.length;
  }
  return shown + text.slice(from);
}

/** The text of a paragraph without its markup; newlines stay where they were. */
export function readInline(markdown: MarkdownIt, content: string, environment: object): string {
  if (hasDeepBrackets(content)) return content;
  const tokens: Token[] = [];
  markdown.inline.parse(content, markdown, environment, tokens);
  const pieces: Piece[] = [];
  collectPieces(pieces, tokens);
  // A mark of a note that nobody wrote would glue to the word before it.
  return dropTags(pieces).replace(/\[\^[^\]\s]{1,20}\]/g, '');
}
