import type { AnswerLanguage, Citation, Place } from '../../contracts/answer.js';
import { describeHeading, describeLocation } from '../../text/describe-location.js';
import type { Wording } from '../wording/wording.js';
import { directed, isolate, isolatePath } from './direction.js';
import { findDocumentLink } from './document-link.js';
import { fitLine } from './escape-markdown.js';
import { maxFieldValue } from './limits.js';
import { sanitizeForDiscord } from './plain-text.js';

const maxTitle = 240;
const maxHeading = 120;
/** The marks that {@link isolatePath} adds take room as well. */
const maxPath = 180;
/** The name of a sheet, the title of a chapter. */
const maxLocationPiece = 40;
const maxListedTitle = 120;
/** At least so many units of a title are listed, whatever stands behind it. */
const minListedTitle = 24;
const maxListedPiece = 24;
const maxAlsoPaths = 3;
const maxAlsoPath = 80;

export interface RenderedPlace {
  readonly markdown: string;
  readonly isWhole: boolean;
}

function locationOf(place: Place, words: Wording, maxPiece: number): string[] {
  return describeLocation(place, words.answer).map((piece) => isolate(fitLine(piece, maxPiece, '').markdown));
}

/** Number, title, heading, path, place in the file and link of a citation, in at most a field's length. */
export function renderPlace(
  { number, place, alsoIn }: Citation,
  language: AnswerLanguage,
  words: Wording,
  linkTemplate: string | undefined,
): RenderedPlace {
  const title = fitLine(place.title, maxTitle, words.answer.untitled);
  const path = fitLine(place.path, maxPath, words.answer.untitled);
  const above = describeHeading(place);
  const heading = above === undefined ? undefined : fitLine(above, maxHeading, '');
  const first = `**[${number}] ${isolate(title.markdown)}**`;
  const lines = [
    heading === undefined || heading.markdown === '' ? first : `${first} › ${isolate(heading.markdown)}`,
    [isolatePath(path.markdown), ...locationOf(place, words, maxLocationPiece)].join(' · '),
  ];
  let isWhole = title.isWhole && path.isWhole && (heading?.isWhole ?? true);
  if (alsoIn.length > 0) {
    const paths = alsoIn
      .slice(0, maxAlsoPaths)
      .map((also) => fitLine(also, maxAlsoPath, words.answer.untitled));
    const rest = alsoIn.length > maxAlsoPaths ? ` +${alsoIn.length - maxAlsoPaths}` : '';
    const others = `${words.answer.alsoIn} ${paths.map((also) => isolatePath(also.markdown)).join(' · ')}${rest}`;
    const marks = lines.length + 1;
    const hasRoom = [...lines, others].join('\n').length + marks <= maxFieldValue;
    if (hasRoom) lines.push(others);
    isWhole &&= hasRoom && rest === '' && paths.every((also) => also.isWhole);
  }
  const link = findDocumentLink(linkTemplate, place);
  const markdown = lines.map((line) => directed(language, line)).join('\n');
  if (link === undefined) return { markdown, isWhole };
  const linked = `${markdown}\n${directed(language, `[${words.answer.openSource}](<${link}>)`)}`;
  return linked.length <= maxFieldValue ? { markdown: linked, isWhole } : { markdown, isWhole: false };
}

/** One line a citation, the shown one bold; in at most a field's length. */
export function renderPlaces(
  citations: readonly (Citation | undefined)[],
  shown: number,
  language: AnswerLanguage,
  words: Wording,
): string {
  const room = Math.floor(maxFieldValue / Math.max(1, citations.length));
  return citations
    .map((citation, position) => {
      if (citation === undefined) return directed(language, `[${position + 1}] –`);
      const where = locationOf(citation.place, words, maxListedPiece)
        .slice(0, citation.place.sheet ? 2 : 1)
        .join(' · ');
      const frame = `[${citation.number}]  · ${where}`.length + '**'.length * 2 + 4;
      const title = fitLine(
        citation.place.title,
        Math.min(maxListedTitle, Math.max(minListedTitle, room - frame)),
        words.answer.untitled,
      );
      const line = `[${citation.number}] ${isolate(title.markdown)} · ${where}`;
      return directed(language, position === shown ? `**${line}**` : line);
    })
    .join('\n');
}

/** What a citation's attached file holds: its place in full, then the whole excerpt. */
export function describePlace(
  { place, excerpt, alsoIn }: Citation,
  words: Wording,
  link: string | undefined,
): string {
  const heading = describeHeading(place);
  const lines = [
    `${words.answer.fileHeading}: ${place.title}`,
    ...(heading === undefined ? [] : [heading]),
    [place.path, ...describeLocation(place, words.answer)].join(' · '),
    ...(link === undefined ? [] : [link]),
    ...(alsoIn.length === 0 ? [] : [`${words.answer.alsoIn}:`, ...alsoIn]),
    '',
    excerpt,
    '',
  ];
  return sanitizeForDiscord(lines.join('\n'));
}
