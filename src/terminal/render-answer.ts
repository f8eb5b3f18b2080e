import type { Answer, Citation } from '../contracts/answer.js';
import type { Span } from '../contracts/span.js';
import { answerWords, type AnswerWords } from '../text/answer-words.js';
import { describeHeading, describeLocation } from '../text/describe-location.js';
import { isInOtherLanguage } from '../text/language-of-text.js';
import { sanitizeForTerminal, isolate, showName, showTitle } from './sanitize.js';
import type { Style } from './style.js';
import { nothingNear } from './words.js';

const indent = '    ';

/** Nearest passages offered with "no answer"; more would bury the word that there is none. */
const maxNearest = 2;

/** Each line of a quotation, isolated by itself: an isolate ends with its line. Blank lines are left out. */
function indented(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => indent + isolate(line))
    .join('\n');
}

/** A part of the excerpt, made harmless. */
function partOf({ excerpt, excerptSpan }: Citation, start: number, end: number): string {
  return sanitizeForTerminal(excerpt.slice(start - excerptSpan.start, end - excerptSpan.start));
}

/** One answering sentence, with the date or number in it that was asked for set off. */
function renderSentence(citation: Citation, span: Span, style: Style): string {
  const { markSpan } = citation;
  if (!markSpan || markSpan.start < span.start || markSpan.end > span.end) {
    return partOf(citation, span.start, span.end);
  }
  return [
    partOf(citation, span.start, markSpan.start),
    style.point(partOf(citation, markSpan.start, markSpan.end)),
    partOf(citation, markSpan.end, span.end),
  ].join('');
}

/** The excerpt with the answering sentences set off. */
function renderExcerpt(citation: Citation, style: Style): string {
  const { excerptSpan, answerSpans } = citation;
  let shown = '';
  let from = excerptSpan.start;
  for (const answer of answerSpans) {
    shown += partOf(citation, from, answer.start);
    shown += style.mark(renderSentence(citation, answer, style));
    from = answer.end;
  }
  return indented(shown + partOf(citation, from, excerptSpan.end));
}

/** The answering sentences alone, with `…` where the excerpt has more. */
function renderSentences(citation: Citation, style: Style): string {
  const { excerptSpan, answerSpans } = citation;
  let shown = '';
  let from = excerptSpan.start;
  for (const answer of answerSpans) {
    const before = partOf(citation, from, answer.start);
    shown += before.trim() === '' ? before : `${from > excerptSpan.start ? ' ' : ''}… `;
    shown += renderSentence(citation, answer, style);
    from = answer.end;
  }
  const isOpen = partOf(citation, from, excerptSpan.end).trim() !== '';
  return indented(isOpen ? `${shown} …` : shown);
}

/** Title and place; of a document cited `before` in this answer the title is known. */
function renderPlace(
  citation: Citation,
  before: readonly Citation[],
  words: AnswerWords,
  style: Style,
): string {
  const { title, path } = citation.place;
  const heading = describeHeading(citation.place);
  const isKnown = before.some(({ place }) => place.path === path);
  const titles = [...(isKnown ? [] : [title]), ...(heading === undefined ? [] : [heading])];
  const where = style.dim([path, ...describeLocation(citation.place, words)].map(showName).join(' · '));
  const number = style.strong(`[${citation.number}]`);
  const lines =
    titles.length === 0
      ? [`${number} ${where}`]
      : [`${number} ${titles.map(showTitle).join(' › ')}`, indent + where];
  if (citation.alsoIn.length > 0) {
    const paths = citation.alsoIn.map(showName).join(', ');
    lines.push(indent + style.dim(`${words.alsoIn}: ${paths}`));
  }
  return lines.join('\n');
}

function renderCitation(citation: Citation, words: AnswerWords, style: Style): string {
  return `${renderPlace(citation, [], words, style)}\n${renderExcerpt(citation, style)}`;
}

/** An answer for people at a terminal, in the language of the question. Ends in a newline. */
export function renderAnswer(answer: Answer, style: Style): string {
  const words = answerWords[answer.language];
  const confidence = `${words.confidence} ${Math.round(answer.confidence * 100)} %`;
  const [first] = answer.citations;
  const isForeign = first !== undefined && isInOtherLanguage(first.excerpt, answer.language);
  if (answer.kind !== 'no-answer' && first) {
    const saying = answer.kind === 'answered' ? words.answer : words.unsure;
    const verdict = `${style.strong(saying)} ${style.dim(`(${isolate(confidence)})`)}`;
    const head = isForeign ? `${verdict}\n${words.sourceInOther}` : verdict;
    // What answers stands once, in its surroundings; of further sources, what may answer as well.
    const others = answer.citations.slice(1).map((citation, at) => {
      const place = renderPlace(citation, answer.citations.slice(0, at + 1), words, style);
      return `${place}\n${renderSentences(citation, style)}`;
    });
    return `${[`${head}\n${renderCitation(first, words, style)}`, ...others].join('\n\n')}\n`;
  }
  const nearest = answer.citations.slice(0, maxNearest);
  if (nearest.length === 0) return `${style.strong(words.noAnswer)} ${nothingNear[answer.language]}\n`;
  const citations = nearest.map((citation) => renderCitation(citation, words, style));
  const saying = isForeign ? words.noAnswerInOther : words.noAnswer;
  return `${[`${style.strong(saying)}\n${words.nearest(nearest.length)}`, ...citations].join('\n\n')}\n`;
}
