import { ComponentType, TextInputStyle } from 'discord.js';
import type { APIModalInteractionResponseCallbackData } from 'discord.js';

import type { FeedbackVerdict, ShownAnswer } from '../../contracts/bot-stores.js';
import { takeUnits } from '../../text/graphemes.js';
import type { Bot } from '../bot.js';
import type { Wording } from '../wording/wording.js';
import { sanitizeForDiscord } from '../rendering/plain-text.js';
import type { ButtonComponent, FormComponent } from './component.js';
import { formatCustomId } from './custom-id.js';
import { findAnswerOrExplain, say, wordsOf } from './recalled.js';

const maxRemark = 1_000;

export const goodButton: ButtonComponent = {
  kind: 'button',
  async execute(bot, interaction, customId) {
    const found = await findAnswerOrExplain(bot, interaction, customId);
    if (found === undefined) return;
    await saveFeedback(bot, found.shown, interaction.user.id, 'helpful');
    await say(interaction, found.shown.language, wordsOf(found).feedback.thanks);
  },
};

/** Counts at once; the form adds to it for those who care to fill it in. */
export const badButton: ButtonComponent = {
  kind: 'button',
  async execute(bot, interaction, customId) {
    const found = await findAnswerOrExplain(bot, interaction, customId);
    if (found === undefined) return;
    await saveFeedback(bot, found.shown, interaction.user.id, 'unhelpful');
    await interaction.showModal(createForm(found.shown.id, wordsOf(found)));
  },
};

export const remarkForm: FormComponent = {
  kind: 'form',
  async execute(bot, interaction, customId) {
    const found = await findAnswerOrExplain(bot, interaction, customId);
    if (found === undefined) return;
    const read = (name: string): string =>
      takeUnits(sanitizeForDiscord(interaction.fields.getTextInputValue(name)).trim(), maxRemark);
    await saveFeedback(bot, found.shown, interaction.user.id, 'unhelpful', read('wrong'), read('right'));
    await say(interaction, found.shown.language, wordsOf(found).feedback.formThanks);
  },
};

function createForm(answerId: string, { feedback }: Wording): APIModalInteractionResponseCallbackData {
  const input = (customId: string, label: string, required: boolean) => ({
    type: ComponentType.Label as const,
    label,
    component: {
      type: ComponentType.TextInput as const,
      custom_id: customId,
      style: TextInputStyle.Paragraph,
      required,
      max_length: maxRemark,
    },
  });
  return {
    custom_id: formatCustomId('remark', answerId),
    title: feedback.formTitle,
    components: [
      input('wrong', feedback.whatWasWrong, true),
      input('right', feedback.whatWouldBeRight, false),
    ],
  };
}

async function saveFeedback(
  bot: Bot,
  shown: ShownAnswer,
  userId: string,
  verdict: FeedbackVerdict,
  whatWasWrong = '',
  whatWouldBeRight = '',
): Promise<void> {
  await bot.feedback.save({
    answerId: shown.id,
    userId,
    guildId: shown.guildId,
    question: shown.question,
    confidence: shown.confidence,
    passageIds: shown.citations.map((citation) => citation.passageId),
    verdict,
    whatWasWrong,
    whatWouldBeRight,
    createdAtMs: bot.now(),
  });
  bot.metrics.increase('feedback');
  bot.logger.log('info', 'feedback', { verdict, hasRemark: whatWasWrong !== '' });
}
