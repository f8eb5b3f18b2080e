import type { NumberedPlace, Place } from '../contracts/answer.js';
import type { AnswerWords } from './answer-words.js';

function pageOf({ number, label }: NumberedPlace, words: AnswerWords): string {
  return label === undefined || label === String(number)
    ? words.page(String(number))
    : `${words.page(label)} (${words.pageOfFile(number)})`;
}

/** Whether a heading is no more than the number of its section, "Article 5:", which the location says. */
function isOnlySection({ heading, section }: Place): boolean {
  return section !== undefined && heading?.replace(/\s{0,3}[:：.]?$/u, '') === section;
}

/** The heading above a quotation, where {@link describeLocation} does not say it. */
export function describeHeading(place: Place): string | undefined {
  const { heading, sheet } = place;
  return heading === sheet?.label || isOnlySection(place) ? undefined : heading;
}

/**
 * Where in its file a quotation stands, the wider place first, in as many pieces as there is to say: "page 12",
 * "Article 5"; of a file without pages, slides and sheets its paragraph, and its line where it has lines. What the
 * document's title and the heading say already is left out.
 */
export function describeLocation(place: Place, words: AnswerWords): string[] {
  const { title, heading, paragraph, line, page, slide, sheet, chapter, section, reading } = place;
  const pieces: string[] = [];
  if (chapter && chapter.label === undefined) pieces.push(words.chapter(chapter.number));
  else if (chapter?.label !== undefined && chapter.label !== heading && chapter.label !== title) {
    pieces.push(chapter.label);
  }
  if (page) pieces.push(pageOf(page, words));
  if (slide !== undefined) pieces.push(words.slide(slide));
  if (place.inNotes === true) pieces.push(words.notes);
  if (sheet) pieces.push(words.sheet(sheet.label ?? String(sheet.number)), words.row(sheet.row));
  if (section !== undefined && (heading?.startsWith(section) !== true || isOnlySection(place))) {
    pieces.push(section);
  }
  if (!page && slide === undefined && !sheet) pieces.push(words.paragraph(paragraph));
  if (line !== undefined) pieces.push(words.line(line));
  if (reading !== undefined) pieces.push(words[reading]);
  return pieces;
}
