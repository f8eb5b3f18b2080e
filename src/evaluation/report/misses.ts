import type { Span } from '../../contracts/span.js';
import { boundaryAfter, boundaryBefore } from '../../text/graphemes.js';
import type { Judgement } from '../judgement.js';
import { escapeHtml } from './plots.js';

/** Characters kept on each side of what is marked. */
const around = 320;

/** A text of any direction that cannot reach what stands beside it, one span of it marked and cut to its surroundings. */
function renderMarked(text: string, marked: Span | undefined): string {
  const start = boundaryBefore(text, marked?.start ?? 0);
  const end = boundaryAfter(text, marked?.end ?? 0);
  const from = boundaryAfter(text, Math.max(0, start - around));
  const to = boundaryBefore(text, end + around);
  const before = (from > 0 ? '…' : '') + text.slice(from, start).toWellFormed();
  const after = text.slice(end, to).toWellFormed() + (to < text.length ? '…' : '');
  const inside = end > start ? `<mark>${escapeHtml(text.slice(start, end).toWellFormed())}</mark>` : '';
  return `${escapeHtml(before)}${inside}${escapeHtml(after)}`;
}

function findAnswer(text: string, answers: readonly string[]): Span | undefined {
  for (const answer of answers) {
    const start = answer === '' ? -1 : text.indexOf(answer);
    if (start >= 0) return { start, end: start + answer.length };
  }
  return undefined;
}

function isMiss({ answerable, sentenceRight }: Judgement): boolean {
  return answerable && !sentenceRight;
}

function renderMiss(judgement: Judgement, contexts: readonly string[]): string {
  const { question, context, answers, shown, confidence, fusedRank } = judgement;
  const own = contexts[context] ?? '';
  const where =
    shown?.context === context
      ? 'the right document, another sentence'
      : shown?.context === undefined
        ? 'a document that no question is about'
        : 'another document';
  return (
    `<article><h3 dir="auto">${escapeHtml(question)}</h3>` +
    `<p class="note">confidence ${confidence.toFixed(2)} · its document ${fusedRank === undefined ? 'was not found' : `was found at rank ${fusedRank}`}</p>` +
    `<p class="note">Right: ${answers.map((answer) => `<bdi>${escapeHtml(answer)}</bdi>`).join(' · ')}</p>` +
    `<div class="text" dir="auto">${renderMarked(own, findAnswer(own, answers))}</div>` +
    (shown
      ? `<p class="note">Shown: ${where}</p><div class="text shown" dir="auto">${renderMarked(shown.excerpt, shown.marked)}</div>`
      : `<p class="note">Nothing was shown.</p>`) +
    `</article>`
  );
}

/** The wrong answers that were given with most confidence, and what would have been right. */
export function renderMisses(
  judgements: readonly Judgement[],
  contexts: readonly string[],
  most: number,
): string {
  return judgements
    .filter(isMiss)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, most)
    .map((judgement) => renderMiss(judgement, contexts))
    .join('\n');
}
