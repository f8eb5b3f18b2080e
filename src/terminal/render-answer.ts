import type { Answer, Citation } from '../contracts/answer.js';
import type { Span } from '../contracts/span.js';
import { harmless, isolate } from './bidi.js';
import type { Style } from './style.js';
import { answerWords, type AnswerWords } from './words.js';

const indent = '    ';

/** Nearest passages offered with "no answer"; more would bury the word that there is none. */
const maxNearest = 2;

function indented(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => indent + isolate(line.trim()))
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

function renderPlace(citation: Citation, words: AnswerWords, style: Style): string {
  const { title, path, heading, paragraph, line } = citation.place;
  const titles = heading === undefined ? [title] : [title, heading];
  const where = [path, words.paragraph(paragraph), words.line(line)].map((part) => isolate(harmless(part)));
  const first = `${style.strong(`[${citation.number}]`)} ${titles.map((part) => isolate(harmless(part))).join(' › ')}`;
  const lines = [first, indent + style.dim(where.join(' · '))];
  if (citation.alsoIn.length > 0) {
    const paths = citation.alsoIn.map((each) => isolate(harmless(each))).join(', ');
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
  if (answer.kind === 'answered' && first) {
    const spans = first.answerSpans.map(({ start, end }) =>
      first.excerpt.slice(start - first.excerptSpan.start, end - first.excerptSpan.start),
    );
    const head = `${style.strong(words.answer)} ${style.dim(`(${isolate(confidence)})`)}`;
    const quotation = indented(
      spans.map((text) => `«${style.strong(harmless(text))}» [${first.number}]`).join('\n'),
    );
    const citations = answer.citations.map((citation) => renderCitation(citation, words, style));
    return `${[`${head}\n${quotation}`, ...citations].join('\n\n')}\n`;
  }
  const nearest = answer.citations.slice(0, maxNearest);
  if (nearest.length === 0) return `${style.strong(words.noAnswer)} ${words.nothingNear}\n`;
  const citations = nearest.map((citation) => renderCitation(citation, words, style));
  return `${[`${style.strong(words.noAnswer)}\n${words.nearest}`, ...citations].join('\n\n')}\n`;
}
