import type { Answer, Citation } from '../contracts/answer.js';
import type { Span } from '../contracts/span.js';
import { harmless, isolate, showName, showTitle } from './bidi.js';
import type { Style } from './style.js';
import { answerWords, type AnswerWords } from './words.js';

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

/** The excerpt with the answering sentences set off. */
function renderExcerpt(citation: Citation, style: Style): string {
  const { excerpt, excerptSpan, answerSpans } = citation;
  const part = (span: Span): string =>
    harmless(excerpt.slice(span.start - excerptSpan.start, span.end - excerptSpan.start));
  let shown = '';
  let from = excerptSpan.start;
  for (const answer of answerSpans) {
    shown += part({ start: from, end: answer.start });
    shown += style.mark(part(answer));
    from = answer.end;
  }
  return indented(shown + part({ start: from, end: excerptSpan.end }));
}

/** One answering sentence, with the date or number in it that was asked for set off. */
function renderSentence({ excerpt, excerptSpan, markSpan }: Citation, span: Span, style: Style): string {
  const part = (start: number, end: number): string =>
    harmless(excerpt.slice(start - excerptSpan.start, end - excerptSpan.start));
  if (!markSpan || markSpan.start < span.start || markSpan.end > span.end) {
    return style.strong(part(span.start, span.end));
  }
  return [
    style.strong(part(span.start, markSpan.start)),
    style.mark(part(markSpan.start, markSpan.end)),
    style.strong(part(markSpan.end, span.end)),
  ].join('');
}

function renderPlace(citation: Citation, words: AnswerWords, style: Style): string {
  const { title, path, heading, paragraph, line } = citation.place;
  const titles = heading === undefined ? [title] : [title, heading];
  const where = [path, words.paragraph(paragraph), words.line(line)].map(showName);
  const first = `${style.strong(`[${citation.number}]`)} ${titles.map(showTitle).join(' › ')}`;
  const lines = [first, indent + style.dim(where.join(' · '))];
  if (citation.alsoIn.length > 0) {
    const paths = citation.alsoIn.map(showName).join(', ');
    lines.push(indent + style.dim(`${words.alsoIn}: ${paths}`));
  }
  return lines.join('\n');
}

function renderCitation(citation: Citation, words: AnswerWords, style: Style): string {
  return `${renderPlace(citation, words, style)}\n${renderExcerpt(citation, style)}`;
}

/** An answer for people at a terminal, in the language of the question. Ends in a newline. */
export function renderAnswer(answer: Answer, style: Style): string {
  const words = answerWords[answer.language];
  const confidence = words.confidence(Math.round(answer.confidence * 100));
  const [first] = answer.citations;
  if (answer.kind !== 'no-answer' && first) {
    const saying = answer.kind === 'answered' ? words.answer : words.unsure;
    const head = `${style.strong(saying)} ${style.dim(`(${isolate(confidence)})`)}`;
    const quotation = indented(
      first.answerSpans.map((span) => `«${renderSentence(first, span, style)}» [${first.number}]`).join('\n'),
    );
    const citations = answer.citations.map((citation) => renderCitation(citation, words, style));
    return `${[`${head}\n${quotation}`, ...citations].join('\n\n')}\n`;
  }
  const nearest = answer.citations.slice(0, maxNearest);
  if (nearest.length === 0) return `${style.strong(words.noAnswer)} ${words.nothingNear}\n`;
  const citations = nearest.map((citation) => renderCitation(citation, words, style));
  return `${[`${style.strong(words.noAnswer)}\n${words.nearest}`, ...citations].join('\n\n')}\n`;
}
