import { ApplicationCommandOptionType, ApplicationCommandType, MessageFlags } from 'discord.js';

import type { Feedback } from '../../contracts/bot-stores.js';
import { languageOf } from '../bot.js';
import { directed } from '../rendering/direction.js';
import { plainMessage, textFile } from '../rendering/rendered-message.js';
import { wordingOf } from '../wording/find-wording.js';
import type { ChatCommand } from './command.js';
import { forManagers } from './contexts.js';

/** Discord takes files of 10 MB without a subscription. The newest remarks are kept where there are more. */
const maxFileBytes = 8_000_000;

/** One JSON object a line; who gave it is left out. */
export function exportFeedback(feedback: readonly Feedback[]): { text: string; amount: number } {
  const lines: string[] = [];
  let bytes = 0;
  for (const item of feedback.toReversed()) {
    const { question, verdict, whatWasWrong, whatWouldBeRight, confidence, passageIds, createdAtMs } = item;
    const time = new Date(createdAtMs).toISOString();
    const line = JSON.stringify({
      time,
      verdict,
      question,
      whatWasWrong,
      whatWouldBeRight,
      confidence,
      passageIds,
    });
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > maxFileBytes) break;
    lines.push(line);
  }
  return { text: `${lines.reverse().join('\n')}\n`, amount: lines.length };
}

export const feedbackCommand: ChatCommand = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'feedback',
    description: 'What members thought of the answers · آراء الأعضاء في الإجابات',
    ...forManagers,
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'export',
        description: 'All feedback of this server as a file',
      },
    ],
  },
  async execute(bot, interaction) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const guildId = interaction.guildId ?? '';
    const language = await languageOf(bot, guildId, 'en');
    const words = wordingOf(language).exported;
    const feedback = await bot.feedback.list(guildId);
    if (feedback.length === 0) {
      await interaction.editReply(plainMessage(directed(language, words.none)));
      return;
    }
    const { text, amount } = exportFeedback(feedback);
    await interaction.editReply({
      ...plainMessage(directed(language, words.some(amount))),
      files: [textFile('isnad-feedback.jsonl', text)],
    });
  },
};
