import type { APIEmbed } from 'discord.js';

import type { AnswerLanguage, AnswerService, Citation } from '../../contracts/answer.js';
import type { Verdict } from '../../contracts/verdict.js';
import { takeUnits } from '../../text/graphemes.js';
import { isInOtherLanguage } from '../../text/language-of-text.js';
import { fairConfidence, highConfidence } from '../wording/confidence.js';
import { wordingOf } from '../wording/find-wording.js';
import type { Wording } from '../wording/wording.js';
import { renderAnswerButtons } from './answer-buttons.js';
import { directed, selfDirected } from './direction.js';
import { findDocumentLink } from './document-link.js';
import { fitLine } from './escape-markdown.js';
import { maxEmbedDescription, maxEmbedTitle, maxEmbedTotal } from './limits.js';
import { sanitizeForDiscord } from './plain-text.js';
import { embedLength, textFile } from './rendered-message.js';
import type { RenderedMessage } from './rendered-message.js';
import { renderGloss } from './render-gloss.js';
import { describePlace, renderPlace, renderPlaces } from './render-place.js';
import { renderQuotation } from './render-quotation.js';
import type { Quotation } from './render-quotation.js';

/** An answer as a reader meets it: fresh, or shown again by its buttons. */
export interface AnswerView {
  readonly answerId: string;
  readonly kind: Verdict;
  readonly question: string;
  /** The earlier question that this one leaned on. */
  readonly followUpContext: string | undefined;
  /** Of the words around the quotations. */
  readonly language: AnswerLanguage;
  readonly confidence: number;
  /** Undefined where the document has changed or gone since. */
  readonly citations: readonly (Citation | undefined)[];
  readonly isPrivate: boolean;
  /** Whether it stands in a channel with other readers. */
  readonly hasAudience: boolean;
  readonly canOpenThread: boolean;
  readonly linkTemplate: string | undefined;
  /** What the words of a quotation may mean; undefined where that is not to be shown. */
  readonly gloss: AnswerService['gloss'] | undefined;
}

const green = 0x2e7d32;
const amber = 0xb26a00;
const grey = 0x607d8b;
/** A file that a client still shows; a longer excerpt is no quotation that anyone reads. */
const maxFileCharacters = 1_000_000;
const maxLeansOn = 200;

/** One citation of an answer, with the buttons to the others. */
export function renderAnswer(view: AnswerView, position: number): RenderedMessage {
  const words = wordingOf(view.language);
  const citation = view.citations[position];
  const title = fitLine(view.question, maxEmbedTitle - 1, words.answer.emptyQuestion);
  const place =
    citation === undefined ? undefined : renderPlace(citation, view.language, words, view.linkTemplate);
  const embed: APIEmbed = {
    color: colorOf(view),
    title: selfDirected(title.markdown),
    fields: [],
    ...(view.kind !== 'no-answer'
      ? { footer: { text: directed(view.language, words.answer.confidenceOf(view.confidence)) } }
      : { footer: { text: directed(view.language, words.answer.reword) } }),
  };
  const gloss = citation && view.gloss?.(citation, view.language);
  if (gloss !== undefined && gloss.length > 0) embed.fields?.push(renderGloss(gloss, view.language, words));
  if (place !== undefined) {
    embed.fields?.push({
      name: directed(view.language, words.answer.sourceOf(position + 1, view.citations.length)),
      value: place.markdown,
    });
  }
  if (view.citations.length > 1) {
    embed.fields?.push({
      name: directed(view.language, words.answer.sources),
      value: renderPlaces(view.citations, position, view.language, words),
    });
  }
  const room = Math.min(maxEmbedDescription, maxEmbedTotal - embedLength(embed));
  const body = renderBody(view, citation, words, room);
  embed.description = body.markdown;
  const isWhole = title.isWhole && body.isWhole && (place?.isWhole ?? true);
  return {
    embeds: [embed],
    components: renderAnswerButtons(
      {
        answerId: view.answerId,
        position,
        citations: view.citations.length,
        hasContext: citation !== undefined,
        canBeShown: view.isPrivate && view.hasAudience,
        canOpenThread: view.canOpenThread && !view.isPrivate,
      },
      words,
    ),
    files: isWhole ? [] : [describeInFile(view, citation, words)],
  };
}

interface Body {
  readonly markdown: string;
  readonly isWhole: boolean;
}

function renderBody(view: AnswerView, citation: Citation | undefined, words: Wording, room: number): Body {
  const before: string[] = [];
  let isWhole = true;
  if (view.followUpContext !== undefined) {
    const earlier = fitLine(view.followUpContext, maxLeansOn, words.answer.emptyQuestion);
    before.push(`-# ${directed(view.language, words.answer.followUp(earlier.markdown))}`);
    isWhole = earlier.isWhole;
  }
  const isForeign = citation !== undefined && isInOtherLanguage(citation.excerpt, view.language);
  if (isForeign && view.kind !== 'no-answer') {
    before.push(`-# ${directed(view.language, words.answer.sourceInOther)}`);
  }
  if (view.kind === 'unsure') before.push(directed(view.language, `**${words.answer.unsure}**`));
  if (view.kind === 'no-answer') {
    const saying = isForeign ? words.answer.noAnswerInOther : words.answer.noAnswer;
    before.push(directed(view.language, `**${saying}**`));
    if (citation !== undefined) before.push(directed(view.language, words.answer.nearest(1)));
  }
  if (citation === undefined && view.citations.length > 0) {
    before.push(directed(view.language, words.component.changed));
  }
  const head = before.join('\n');
  if (citation === undefined) return { markdown: head, isWhole };
  const note = `\n${directed(view.language, words.answer.wholeAttached)}`;
  const quotation = renderQuotation(quotationOf(view, citation), room - head.length - 1 - note.length);
  const markdown = head === '' ? quotation.markdown : `${head}\n${quotation.markdown}`;
  return quotation.isWhole ? { markdown, isWhole } : { markdown: markdown + note, isWhole: false };
}

/** The nearest passage of a question without an answer has no sentence that answers: none is set off. */
function quotationOf(
  { kind }: AnswerView,
  { excerpt, excerptSpan, answerSpans, markSpan }: Citation,
): Quotation {
  if (kind === 'no-answer') return { text: excerpt, emphasis: [], mark: undefined };
  const shift = (span: { start: number; end: number }) => ({
    start: span.start - excerptSpan.start,
    end: span.end - excerptSpan.start,
  });
  return {
    text: excerpt,
    emphasis: answerSpans.map(shift),
    mark: markSpan === undefined ? undefined : shift(markSpan),
  };
}

function describeInFile(view: AnswerView, citation: Citation | undefined, words: Wording) {
  const head = [`${words.answer.questionHeading}: ${sanitizeForDiscord(view.question)}`];
  if (view.followUpContext !== undefined)
    head.push(words.answer.followUp(sanitizeForDiscord(view.followUpContext)));
  const link = citation === undefined ? undefined : findDocumentLink(view.linkTemplate, citation.place);
  const body = citation === undefined ? '' : describePlace(citation, words, link);
  return textFile(
    `isnad-${citation?.number ?? 0}.txt`,
    takeUnits(`${head.join('\n')}\n\n${body}`, maxFileCharacters).toWellFormed(),
  );
}

function colorOf({ kind, confidence }: AnswerView): number {
  if (kind === 'unsure') return amber;
  if (kind === 'no-answer' || confidence < fairConfidence) return grey;
  return confidence >= highConfidence ? green : amber;
}
