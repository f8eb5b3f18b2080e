import type { Citation } from '../../contracts/answer.js';
import type { Span } from '../../contracts/span.js';
import type { ShownAnswer, ShownCitation } from '../../contracts/bot-stores.js';
import { glossFor, scopeOf } from '../bot.js';
import type { Bot } from '../bot.js';
import type { AnswerView } from '../rendering/render-answer.js';
import { isInScope, withinScope } from './collections.js';
import type { Location, Scope } from './collections.js';

export type Recalled =
  | { readonly kind: 'found'; readonly shown: ShownAnswer; readonly view: AnswerView }
  | { readonly kind: 'gone' }
  | { readonly kind: 'not-yours'; readonly shown: ShownAnswer };

/**
 * An answer for somebody who pressed one of its buttons. The custom id may be forged, and what its reader
 * may see may have changed: an answer is only found where it was given, and its citations only as far as
 * the place still answers from their documents.
 */
export async function recallAnswer(
  bot: Bot,
  answerId: string,
  readerId: string,
  location: Location,
  canOpenThread: boolean,
): Promise<Recalled> {
  const shown = await bot.shownAnswers.find(answerId);
  if (shown?.guildId !== location.guildId || shown?.channelId !== location.channelId) return { kind: 'gone' };
  const isForAskerAlone = shown.isPrivate || shown.guildId === undefined;
  if (isForAskerAlone && shown.askerId !== readerId) return { kind: 'not-yours', shown };
  const scope = await scopeOf(bot, location);
  return {
    kind: 'found',
    shown,
    view: {
      answerId,
      kind: shown.kind,
      question: shown.question,
      followUpContext: shown.followUpContext,
      language: shown.language,
      confidence: shown.confidence,
      citations: await Promise.all(
        shown.citations.map((citation, position) => recallCitation(bot, citation, position, scope)),
      ),
      isPrivate: shown.isPrivate,
      hasAudience: shown.guildId !== undefined,
      canOpenThread,
      linkTemplate: bot.settings.documentLink,
      gloss: await glossFor(bot, shown.guildId),
    },
  };
}

async function recallCitation(
  bot: Bot,
  shown: ShownCitation,
  position: number,
  scope: Scope,
): Promise<Citation | undefined> {
  const citation = await bot.answers.findPassage(shown.passageId, shown.answerSpans);
  if (citation === undefined || !isInScope(citation.place.path, scope)) return undefined;
  const contains = (span: Span): boolean =>
    span.start >= citation.excerptSpan.start && span.end <= citation.excerptSpan.end;
  const isSame = shown.answerSpans.every(contains);
  return withinScope(
    {
      ...citation,
      number: position + 1,
      answerSpans: isSame ? shown.answerSpans : citation.answerSpans,
      markSpan:
        isSame && shown.markSpan !== undefined && contains(shown.markSpan) ? shown.markSpan : undefined,
    },
    scope,
  );
}
