import type { RecognisedLine, RecognisedPage } from '../../contracts/recognised-page.js';
import { median } from '../../text/median.js';
import type { PageItem, PageText } from './page-text.js';
import type { ReadPage } from './read-pages.js';

/** Of A4. A picture does not say how large it is on paper, nor does it matter: lines are compared with each other alone. */
const pageHeight = 842;
/** Words are about as high as the size of their font. */
const sizeOfHeight = 1;
/**
 * A line whose words are no further from the height of most has their size: it depends on the letters that they happen to
 * hold, the more the fewer there are.
 */
const sameSize = { ofLongLine: 0.14, ofShortLine: 0.4 };
/** From so many words on. */
const longLine = 4;

const right = /[\p{Script=Arabic}\p{Script=Hebrew}]/gu;
const left = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/gu;

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** The lines of a page as they would be read from its text layer. */
function toPageText({ width, height, lines }: RecognisedPage): PageText {
  const scale = pageHeight / Math.max(1, height);
  const heightOf = ({ wordHeight }: RecognisedLine): number => wordHeight * scale;
  const usual = median(lines.map(heightOf));
  const all = lines.map(({ text }) => text).join('\n');
  const isRightToLeft = countOf(all, right) > countOf(all, left);
  const items = lines.map((line): PageItem => {
    const own = heightOf(line);
    const isLong = line.text.split(' ').length >= longLine;
    const tolerance = isLong ? sameSize.ofLongLine : sameSize.ofShortLine;
    const size = sizeOfHeight * (Math.abs(own - usual) <= tolerance * usual ? usual : own);
    const rightLetters = countOf(line.text, right);
    const leftLetters = countOf(line.text, left);
    return {
      kind: 'line',
      region: line.column,
      line: {
        text: line.text.normalize('NFC'),
        isRightToLeft: rightLetters === leftLetters ? isRightToLeft : rightLetters > leftLetters,
        left: line.left * scale,
        right: line.right * scale,
        baseline: ((line.top + line.bottom) / 2) * scale + size / 3,
        size,
        boldShare: 0,
        notes: [],
        noteLabel: undefined,
      },
    };
  });
  return { width: width * scale, height: pageHeight, isRightToLeft, body: sizeOfHeight * usual, items };
}

/** A page with what was recognised on it, where it has no text of its own and something was. */
export function withRecognised(page: ReadPage, recognised: RecognisedPage | undefined): ReadPage {
  if (!recognised || recognised.lines.length === 0 || page.glyphCount + page.unmappedCount > 0) return page;
  const glyphCount = recognised.lines.reduce((sum, { text }) => sum + text.length, 0);
  return { ...page, text: toPageText(recognised), glyphCount, isRecognised: true };
}
