import { isChannelAllowed } from '../asking/ask-flow.js';
import { settingsOf } from '../bot.js';
import { locationOf } from '../gateway/interaction-place.js';
import { renderAnswer } from '../rendering/render-answer.js';
import { replacing } from '../rendering/rendered-message.js';
import type { ButtonComponent } from './component.js';
import { findAnswerOrExplain, say, wordsOf } from './recalled.js';

/** SerialQueue a private answer public: a message for everybody beside the private one, with buttons of its own. */
export const showButton: ButtonComponent = {
  kind: 'button',
  async execute(bot, interaction, customId) {
    const found = await findAnswerOrExplain(bot, interaction, customId);
    if (found === undefined) return;
    const { shown } = found;
    const words = wordsOf(found);
    const location = locationOf(interaction);
    if (location.guildId === undefined || shown.askerId !== interaction.user.id) {
      await say(interaction, shown.language, words.component.notYours);
      return;
    }
    if (!(await isChannelAllowed(bot, location))) {
      const allowed = (await settingsOf(bot, location.guildId)).allowedChannelIds;
      await say(interaction, shown.language, words.refusal.channel(allowed));
      return;
    }
    // The store decides, so that pressing twice at the same time shows it once.
    if (!(await bot.shownAnswers.publish(shown.id))) {
      await say(interaction, shown.language, words.component.alreadyShown);
      return;
    }
    const position = Math.min(customId.number, Math.max(0, found.view.citations.length - 1));
    const message = renderAnswer({ ...found.view, isPrivate: false }, position);
    await interaction.update(replacing({ ...message, components: [] }));
    await interaction.followUp(message);
  },
};
