import { ApplicationCommandOptionType, ApplicationCommandType, MessageFlags } from 'discord.js';
import type { ChatInputCommandInteraction } from 'discord.js';

import type { AnswerLanguage } from '../../contracts/answer.js';
import type { IndexingProgress, IndexingReport } from '../../contracts/seed-library.js';
import { findGranted, isInScope } from '../asking/collections.js';
import type { Scope } from '../asking/collections.js';
import { languageOf } from '../bot.js';
import type { Bot } from '../bot.js';
import { describeError } from '../operation/describe-error.js';
import { directed, isolateLeftToRight } from '../rendering/direction.js';
import { fitLine } from '../rendering/escape-markdown.js';
import { plainMessage, replacing } from '../rendering/rendered-message.js';
import { wordingOf } from '../wording/find-wording.js';
import type { ChatCommand } from './command.js';
import { forManagers } from './contexts.js';

/** Discord allows five edits of a message in five seconds. */
const progressEveryMs = 2_000;
const maxSkippedShown = 5;

export const reindexCommand: ChatCommand = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'reindex',
    description: 'Bring the index in line with the documents · تحديث الفهرس',
    ...forManagers,
    options: [
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'rebuild',
        description: 'Make everything anew, not only what changed',
      },
    ],
  },
  async execute(bot, interaction) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const language = languageOf(bot, interaction.guildId ?? undefined, 'en');
    await reindexWithProgress(
      bot,
      interaction,
      language,
      '',
      interaction.options.getBoolean('rebuild') ?? false,
    );
  },
};

/** Runs the indexer and keeps the deferred reply up to date under `heading`. */
export async function reindexWithProgress(
  bot: Bot,
  interaction: ChatInputCommandInteraction,
  language: AnswerLanguage,
  heading: string,
  rebuild = false,
): Promise<void> {
  const words = wordingOf(language).indexing;
  const say = async (lines: readonly string[]): Promise<void> => {
    const text = [heading, ...lines].filter((line) => line !== '').map((line) => directed(language, line));
    await interaction.editReply(replacing(plainMessage(text.join('\n'))));
  };
  await say([words.waiting]);
  let lastShownAtMs = bot.now();
  let showing = Promise.resolve();
  const onProgress = ({ step, done, total }: IndexingProgress): void => {
    if (bot.now() - lastShownAtMs < progressEveryMs) return;
    lastShownAtMs = bot.now();
    showing = showing
      .then(() => say([words.progress(step, done, total)]))
      .catch((error: unknown) => {
        bot.logger.log('warn', 'progress not shown', describeError(error));
      });
  };
  let lines: readonly string[];
  try {
    const report = await bot.seeds.reindex({ rebuild, onProgress });
    const scope = findGranted(bot.grants, interaction.guildId ?? undefined);
    lines = describeReport(report, language, scope);
  } catch (error) {
    bot.logger.log('error', 'indexing failed', describeError(error));
    lines = [words.failed];
  }
  await showing;
  await say(lines);
}

function describeReport(report: IndexingReport, language: AnswerLanguage, scope: Scope): string[] {
  const words = wordingOf(language).indexing;
  const seconds = Math.max(1, Math.round(report.durationMs / 1_000));
  const skipped = report.skipped.filter(({ path }) => isInScope(path, scope));
  const lines = [words.report(report.added, report.changed, report.removed, seconds)];
  if (skipped.length > 0) lines.push(words.skipped(skipped.length));
  for (const { path, reason } of skipped.slice(0, maxSkippedShown)) {
    const name = isolateLeftToRight(fitLine(path, 120, '–').markdown);
    lines.push(`• ${words.skippedFile(name, fitLine(reason, 120, '–').markdown)}`);
  }
  if (skipped.length > maxSkippedShown) lines.push('…');
  return lines;
}
