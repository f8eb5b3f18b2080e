import { ApplicationCommandOptionType, ApplicationCommandType, MessageFlags } from 'discord.js';
import type { ChatInputCommandInteraction } from 'discord.js';

import type { AnswerLanguage } from '../../contracts/answer.js';
import type { IndexingProgress, IndexingReport } from '../../contracts/seed-library.js';
import { describeReading } from '../../text/describe-reading.js';
import { findGranted, isInScope } from '../asking/collections.js';
import type { Scope } from '../asking/collections.js';
import { languageOf } from '../bot.js';
import type { Bot } from '../bot.js';
import { isLate } from '../gateway/late-error.js';
import { tellEnd } from '../gateway/tell-end.js';
import { describeError } from '../operation/describe-error.js';
import type { LogFields } from '../operation/logger.js';
import { directed, isolateLeftToRight } from '../rendering/direction.js';
import { fitLine } from '../rendering/escape-markdown.js';
import { showProblem } from '../rendering/show-problem.js';
import { plainMessage, replacing } from '../rendering/rendered-message.js';
import { wordingOf } from '../wording/find-wording.js';
import type { ChatCommand } from './command.js';
import { forManagers } from './contexts.js';

/** Discord allows five edits of a message in five seconds. */
const progressEveryMs = 2_000;
const maxReadShown = 3;
const maxDetailUnits = 1_300;
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
        description: 'Rebuild from scratch, not only what changed',
      },
    ],
  },
  async execute(bot, interaction) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const language = await languageOf(bot, interaction.guildId ?? undefined, 'en');
    await reindexWithProgress(
      bot,
      interaction,
      language,
      '',
      interaction.options.getBoolean('rebuild') ?? false,
    );
  },
};

/**
 * Runs the indexer, shows its progress in the deferred reply under `heading`, and tells its end, also when that comes
 * after Discord has stopped taking answers. Never rejects.
 */
export async function reindexWithProgress(
  bot: Bot,
  interaction: ChatInputCommandInteraction,
  language: AnswerLanguage,
  heading: string,
  rebuild = false,
): Promise<void> {
  const words = wordingOf(language).indexing;
  const join = (lines: readonly string[]): string =>
    lines
      .filter((line) => line !== '')
      .map((line) => directed(language, line))
      .join('\n');
  let canShow = true;
  let showing = Promise.resolve();
  const show = (line: string): void => {
    showing = showing
      .then(async () => {
        if (canShow) await interaction.editReply(replacing(plainMessage(join([heading, line]))));
      })
      .catch((error: unknown) => {
        canShow = !isLate(error);
        bot.logger.log('warn', 'progress not shown', describeError(error));
      });
  };
  show(words.waiting);
  let lastShownAtMs = bot.now();
  const onProgress = ({ step, done, total }: IndexingProgress): void => {
    if (bot.now() - lastShownAtMs < progressEveryMs) return;
    lastShownAtMs = bot.now();
    show(words.progress(step, done, total));
  };
  let lines: readonly [summary: string, ...details: string[]];
  let counts: LogFields = {};
  let ended = 'indexing ended';
  bot.logger.log('info', 'indexing started', { command: interaction.commandName, rebuild });
  try {
    const report = await bot.seeds.reindex({ rebuild, onProgress });
    const { added, changed, removed, skipped, durationMs } = report;
    counts = { added, changed, removed, skipped: skipped.length, tookMs: durationMs };
    lines = describeReport(report, language, findGranted(bot.grants, interaction.guildId ?? undefined));
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') {
      ended = 'indexing interrupted';
      lines = [words.interrupted];
    } else {
      bot.logger.log('error', 'indexing failed', describeError(error));
      lines = [words.failed];
    }
  }
  await showing;
  const toldIn = await tellEnd(bot, interaction, {
    text: join([heading, ...lines]),
    heading: join([words.ended(interaction.commandName, interaction.channelId)]),
    publicText: join([lines[0]]),
  });
  bot.logger.log(toldIn === 'nowhere' ? 'warn' : 'info', ended, { ...counts, toldIn });
}

/** As many lines as have room in a message beside its heading and its summary. */
function fitDetails(lines: readonly string[]): string[] {
  const fitted: string[] = [];
  let room = maxDetailUnits;
  for (const line of lines) {
    room -= line.length + 2;
    if (room < 0) return [...fitted, '…'];
    fitted.push(line);
  }
  return fitted;
}

function describeReport(
  report: IndexingReport,
  language: AnswerLanguage,
  scope: Scope,
): [summary: string, ...details: string[]] {
  const words = wordingOf(language).indexing;
  const seconds = Math.max(1, Math.round(report.durationMs / 1_000));
  const skipped = report.skipped.filter(({ path }) => isInScope(path, scope));
  const lines: [string, ...string[]] = [words.report(report.added, report.changed, report.removed, seconds)];
  const read = report.read
    .map((summary) => ({ path: summary.path, reading: describeReading(summary, language) }))
    .filter(({ path, reading }) => reading !== '' && isInScope(path, scope));
  for (const { path, reading } of read.slice(0, maxReadShown)) {
    const name = isolateLeftToRight(fitLine(path, 80, '–').markdown);
    lines.push(`• ${name}: ${fitLine(reading, 200, '–').markdown}`);
  }
  if (read.length > maxReadShown) lines.push('…');
  if (skipped.length > 0) lines.push(words.skipped(skipped.length));
  for (const { path, problem } of skipped.slice(0, maxSkippedShown)) {
    const name = isolateLeftToRight(fitLine(path, 120, '–').markdown);
    lines.push(`• ${words.skippedFile(name, showProblem(problem, language))}`);
  }
  if (skipped.length > maxSkippedShown) lines.push('…');
  const [summary, ...details] = lines;
  return [summary, ...fitDetails(details)];
}
