import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';

import type { AnswerLanguage } from '../../contracts/answer.js';
import { recallAnswer } from '../asking/recall-answer.js';
import type { Recalled } from '../asking/recall-answer.js';
import { languageOf } from '../bot.js';
import type { Bot } from '../bot.js';
import { canOpenThreadIn, locationOf } from '../gateway/interaction-place.js';
import { respond } from '../gateway/respond.js';
import { directed } from '../rendering/direction.js';
import { plainMessage } from '../rendering/rendered-message.js';
import { wordingOf } from '../wording/find-wording.js';
import type { Wording } from '../wording/wording.js';
import type { CustomId } from './custom-id.js';

export type Found = Extract<Recalled, { kind: 'found' }>;

/** The answer that a button belongs to; undefined when the reader has been told why there is none. */
export async function findAnswerOrExplain(
  bot: Bot,
  interaction: ButtonInteraction | ModalSubmitInteraction,
  { subject }: CustomId,
): Promise<Found | undefined> {
  const recalled = await recallAnswer(
    bot,
    subject,
    interaction.user.id,
    locationOf(interaction),
    canOpenThreadIn(interaction.channel),
  );
  if (recalled.kind === 'found') return recalled;
  const language =
    recalled.kind === 'not-yours'
      ? recalled.shown.language
      : await languageOf(bot, interaction.guildId ?? undefined, 'en');
  const { component } = wordingOf(language);
  await say(interaction, language, recalled.kind === 'gone' ? component.gone : component.notYours);
  return undefined;
}

export async function say(
  interaction: ButtonInteraction | ModalSubmitInteraction,
  language: AnswerLanguage,
  text: string,
): Promise<void> {
  await respond(interaction, plainMessage(directed(language, text)));
}

export function wordsOf({ shown }: Found): Wording {
  return wordingOf(shown.language);
}
