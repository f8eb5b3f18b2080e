import { ApplicationCommandType, MessageFlags } from 'discord.js';

import { languageOf, scopeOf } from '../bot.js';
import { prefixesOf } from '../asking/collections.js';
import { locationOf } from '../gateway/interaction-place.js';
import { directed, isolateLeftToRight } from '../rendering/direction.js';
import { fitLine } from '../rendering/escape-markdown.js';
import { wordingOf } from '../wording/find-wording.js';
import type { ChatCommand } from './command.js';
import { forEverybody } from './contexts.js';

export const aboutCommand: ChatCommand = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'about',
    description: 'What I am, how much I know, how fast I am · عن إسناد',
    ...forEverybody,
  },
  async execute(bot, interaction) {
    const location = locationOf(interaction);
    const language = await languageOf(bot, location.guildId, 'en');
    const words = wordingOf(language).about;
    const index = bot.answers.describeIndex();
    const scope = await scopeOf(bot, location);
    // How many passages other collections hold is none of this place's business.
    const documents = scope?.length === 0 ? 0 : await bot.answers.countDocuments(prefixesOf(scope));
    const size = scope === undefined ? words.size(documents, index.passages) : words.documents(documents);
    const gatewayMs = Math.max(0, Math.round(interaction.client.ws.ping));
    const model = isolateLeftToRight(fitLine(index.model, 200, '–').markdown);
    const updated = new Date(index.createdAtMs).toISOString().slice(0, 16).replace('T', ' ');
    const lines: [string, string][] = [
      [words.model, model],
      [words.index, size],
      [words.updated, isolateLeftToRight(`${updated} UTC`)],
      [words.version, isolateLeftToRight(bot.version)],
      [words.latency, words.latencyOf(bot.metrics.medianLatencyMs, gatewayMs)],
    ];
    await interaction.reply({
      embeds: [
        {
          title: directed(language, words.title),
          description: [
            directed(language, words.what),
            '',
            ...lines.map(([name, value]) => directed(language, `**${name}:** ${value}`)),
          ].join('\n'),
        },
      ],
      flags: MessageFlags.Ephemeral,
    });
  },
};
