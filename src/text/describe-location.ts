import type { NumberedPlace, Place } from '../contracts/answer.js';
import type { AnswerWords } from './answer-words.js';

function pageOf({ number, label }: NumberedPlace, format: Place['format'], words: AnswerWords): string {
  // A book is not turned to by the position of a page that it does not show.
  if (format === 'epub' && label !== undefined) return words.page(label);
  return label === undefined || label === String(number)
    ? words.page(String(number))
    : `${words.page(label)} (${words.pageOfFile(number)})`;
}

/** Whether a heading is no more than the number of its section, "Article 5:", which the location says. */
function isOnlySection({ heading, section }: Place): boolean {
  return section !== undefined && heading?.replace(/\s{0,3}[:：.]?$/u, '') === section;
}

/** Whether a title or heading begins with the number of a section: "Article 5: Leave" does with "Article 5". */
function beginsWith(heading: string | undefined, section: string): boolean {
  return heading?.startsWith(section) === true && !/^[\p{L}\p{Nd}]/u.test(heading.slice(section.length));
}

/** The heading above a quotation, where neither the title nor {@link describeLocation} says it. */
export function describeHeading(place: Place): string | undefined {
  const { title, heading, sheet } = place;
  return heading === title || heading === sheet?.label || isOnlySection(place) ? undefined : heading;
}

/**
 * Where in its file a quotation stands, the wider place first, in as many pieces as there is to say: "page 12",
 * "Article 5"; of a file without pages, slides and sheets its paragraph, and its line where it has lines. What the
 * document's title and the heading say already is left out.
 */
export function describeLocation(place: Place, words: AnswerWords): string[] {
  const { title, heading, format, paragraph, line, page, slide, sheet, chapter, section, reading } = place;
  const pieces: string[] = [];
  if (chapter && chapter.label === undefined) pieces.push(words.chapter(chapter.number));
  else if (chapter?.label !== undefined && chapter.label !== heading && chapter.label !== title) {
    pieces.push(chapter.label);
  }
  if (page) pieces.push(pageOf(page, format, words));
  if (slide !== undefined) pieces.push(words.slide(slide));
  if (place.inNotes === true) pieces.push(words.notes);
  if (sheet) pieces.push(words.sheet(sheet.label ?? String(sheet.number)), words.row(sheet.row));
  const said = [title, chapter?.label, isOnlySection(place) ? undefined : heading];
  if (section !== undefined && !said.some((each) => beginsWith(each, section))) pieces.push(section);
  // Separated values have no paragraphs, and no other place than the line.
  const hasPlace = page ?? slide ?? sheet ?? (format === 'csv' ? line : undefined);
  if (hasPlace === undefined) pieces.push(words.paragraph(paragraph));
  if (line !== undefined) pieces.push(words.line(line));
  if (reading !== undefined) pieces.push(words[reading]);
  return pieces;
}
