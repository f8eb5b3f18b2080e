import type { Span } from '../../contracts/span.js';
import { boundaryAfter, boundaryBefore } from '../../text/graphemes.js';
import { selfDirected } from './direction.js';
import { escapeMarkdown } from './escape-markdown.js';

/** An excerpt with the spans to set off, relative to it. */
export interface Quotation {
  readonly text: string;
  /** Shown bold; in order, not overlapping. */
  readonly emphasis: readonly Span[];
  /** Shown underlined, inside the first emphasis. */
  readonly mark: Span | undefined;
}

export interface RenderedQuotation {
  readonly markdown: string;
  /** False when text was left out at either end. */
  readonly isWhole: boolean;
}

/** Longer than this is clipped before anything is measured: nothing that long ever fits an embed. */
const maxWindow = 8_192;
/** Of the room, how much goes to the text before the emphasised sentence. */
const shareBefore = 0.3;

/**
 * A block quotation in Discord's Markdown, at most `limit` units. Where the excerpt is longer, the window
 * around the first emphasised sentence that fits is shown, with `…` at the open ends.
 */
export function renderQuotation(given: Quotation, limit: number): RenderedQuotation {
  const { text } = given;
  // A border inside a character would show as two that are none.
  const safe = ({ start, end }: Span): Span => ({
    start: boundaryBefore(text, start),
    end: boundaryAfter(text, end),
  });
  const quotation: Quotation = {
    text,
    emphasis: given.emphasis.map(safe),
    mark: given.mark && safe(given.mark),
  };
  if (text.length <= maxWindow) {
    const whole = renderWindow(quotation, { start: 0, end: text.length });
    if (whole.length <= limit) return { markdown: whole, isWhole: true };
  }
  let best = '> …';
  let fits = 0;
  for (let tooLong = Math.min(text.length, maxWindow) + 1; tooLong - fits > 1;) {
    const size = Math.floor((fits + tooLong) / 2);
    const markdown = renderWindow(quotation, windowOf(quotation, size));
    if (markdown.length <= limit) {
      best = markdown;
      fits = size;
    } else tooLong = size;
  }
  return { markdown: best, isWhole: false };
}

function windowOf({ text, emphasis }: Quotation, size: number): Span {
  const anchor = emphasis[0] ?? { start: 0, end: 0 };
  const anchorLength = Math.min(anchor.end - anchor.start, size);
  const before = Math.floor((size - anchorLength) * shareBefore);
  const start = Math.min(Math.max(0, anchor.start - before), Math.max(0, text.length - size));
  return { start: boundaryBefore(text, start), end: boundaryBefore(text, start + size) };
}

function renderWindow(quotation: Quotation, window: Span): string {
  const { text } = quotation;
  let markdown = window.start > 0 ? '…' : '';
  let position = window.start;
  for (const run of joinRuns(text, quotation.emphasis)) {
    const start = Math.max(run.start, position);
    const end = Math.min(run.end, window.end);
    if (start >= end) continue;
    markdown += escapeMarkdown(text.slice(position, start));
    markdown += renderEmphasis(text, { start, end }, quotation.mark);
    position = end;
  }
  markdown += escapeMarkdown(text.slice(position, Math.max(position, window.end)));
  if (window.end < text.length) markdown += '…';
  return blockQuote(markdown);
}

export function blockQuote(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) => `> ${selfDirected(line)}`)
    .join('\n');
}

/** Neighbouring sentences are set off as one: `**a****b**` would not be read as bold. */
function joinRuns(text: string, spans: readonly Span[]): Span[] {
  const runs: Span[] = [];
  for (const span of spans) {
    const last = runs.at(-1);
    if (last !== undefined && text.slice(last.end, span.start).trim() === '') {
      runs[runs.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else runs.push(span);
  }
  return runs;
}

/** Bold ends with its line, so that each line of a block quotation stands for itself. */
function renderEmphasis(text: string, span: Span, mark: Span | undefined): string {
  const start = mark === undefined ? span.end : clamp(mark.start, span);
  const end = mark === undefined ? span.end : clamp(mark.end, span);
  const marked = text.slice(start, end);
  const before = text.slice(span.start, start);
  const after = text.slice(end, span.end);
  if (marked.trim() === '' || marked.includes('\n')) return wrapLines(text.slice(span.start, span.end), '**');
  const inner = `${escapeMarkdown(before)}__${escapeMarkdown(marked)}__${escapeMarkdown(after)}`;
  return wrapEscapedLines(inner, '**');
}

function clamp(position: number, { start, end }: Span): number {
  return Math.min(Math.max(position, start), end);
}

function wrapLines(text: string, sign: string): string {
  return wrapEscapedLines(escapeMarkdown(text), sign);
}

function wrapEscapedLines(markdown: string, sign: string): string {
  return markdown
    .split('\n')
    .map((line) => {
      const trimmed = line.trim();
      return trimmed === '' ? line : line.replace(trimmed, () => sign + trimmed + sign);
    })
    .join('\n');
}
