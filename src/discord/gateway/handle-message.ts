import { cleanContent, DiscordAPIError, PermissionFlagsBits } from 'discord.js';
import type { Message, PermissionResolvable } from 'discord.js';

import type { ShownAnswer } from '../../contracts/bot-stores.js';
import { detectLanguage } from '../../text/language.js';
import { ask, isChannelAllowed } from '../asking/ask-flow.js';
import type { Location } from '../asking/collections.js';
import { explainFailure } from '../asking/explain-failure.js';
import { languageOf } from '../bot.js';
import type { Bot } from '../bot.js';
import { parseCustomId } from '../components/custom-id.js';
import { describeError } from '../operation/describe-error.js';
import { directed } from '../rendering/direction.js';
import { plainMessage } from '../rendering/rendered-message.js';
import type { RenderedMessage } from '../rendering/rendered-message.js';
import { wordingOf } from '../wording/find-wording.js';
import { canOpenThreadIn, parentOf } from './interaction-place.js';

/** Discord shows that the bot is typing for ten seconds. */
const typingEveryMs = 8_000;

/** A mention, a reply to an answer, a direct message, or a plain message in one of the bot's threads. */
export async function handleMessage(bot: Bot, message: Message): Promise<void> {
  try {
    const question = findQuestion(message);
    if (question === undefined) return;
    await answerMessage(bot, message, question);
  } catch (error) {
    bot.logger.log('warn', 'message not answered', describeError(error));
    // Where Discord refused the answer it would refuse this as well.
    if (error instanceof DiscordAPIError) return;
    const language = detectLanguage(message.content);
    const failed = plainMessage(directed(language, explainFailure(error, wordingOf(language))));
    await reply(message, failed).catch((second: unknown) => {
      bot.logger.log('warn', 'failure not told', describeError(second));
    });
  }
}

/** Undefined when the message is not for the bot. Empty when it is, and asks nothing. */
function findQuestion(message: Message): string | undefined {
  const me = message.client.user;
  if (message.author.bot || message.system || message.webhookId !== null) return undefined;
  const isMention = message.mentions.users.has(me.id);
  const isOwnThread = message.channel.isThread() && message.channel.ownerId === me.id;
  const isPlainInThread = isOwnThread && message.content !== '' && message.mentions.users.size === 0;
  const isReplyToMe = message.mentions.repliedUser?.id === me.id;
  if (message.inGuild() && !isMention && !isPlainInThread && !isReplyToMe) return undefined;
  // A reply without a mention has no text for a bot without the privileged intent.
  if (message.inGuild() && !isMention && message.content === '') return undefined;
  const withoutMe = message.content.replaceAll(`<@${me.id}>`, ' ').replaceAll(`<@!${me.id}>`, ' ');
  return cleanContent(withoutMe, message.channel).replace(/\s+/gu, ' ').trim();
}

async function answerMessage(bot: Bot, message: Message, question: string): Promise<void> {
  const location: Location = {
    guildId: message.guildId ?? undefined,
    channelId: message.channelId,
    parentChannelId: parentOf(message.channel),
  };
  // In a channel that managers have closed to the bot even a refusal would be a disturbance.
  if (!(await isChannelAllowed(bot, location))) return;
  const language = await languageOf(bot, location.guildId, detectLanguage(question));
  const missing = findMissingPermissions(message);
  if (missing.cannotWrite.length > 0) {
    bot.logger.log('warn', 'missing permissions', {
      channelId: message.channelId,
      missing: missing.cannotWrite.join(),
    });
    const text = wordingOf(language).refusal.missingPermissions(message.channelId, missing.cannotWrite);
    await message.author.send(plainMessage(directed(language, text)));
    return;
  }
  if (missing.cannotEmbed) {
    await reply(message, plainMessage(directed(language, wordingOf(language).answer.needsEmbedLinks)));
    return;
  }
  const stopTyping = startTyping(bot, message);
  try {
    const admission = await ask(
      bot,
      {
        question,
        askerId: message.author.id,
        location,
        isPrivate: false,
        canOpenThread: canOpenThreadIn(message.channel),
        previous: await findPrevious(bot, message),
      },
      () => Promise.resolve(),
    );
    await reply(message, admission.kind === 'refused' ? admission.message : await admission.answer);
  } finally {
    stopTyping();
  }
}

function startTyping(bot: Bot, message: Message): () => void {
  const show = (): void => {
    if (!message.channel.isSendable()) return;
    message.channel.sendTyping().catch((error: unknown) => {
      bot.logger.log('warn', 'typing not shown', describeError(error));
    });
  };
  show();
  const timer = setInterval(show, typingEveryMs);
  return () => {
    clearInterval(timer);
  };
}

async function reply(message: Message, answer: RenderedMessage): Promise<void> {
  await message.reply({
    ...answer,
    allowedMentions: { parse: [], repliedUser: false },
    // The question may have been deleted meanwhile; the answer then stands alone.
    failIfNotExists: false,
  });
}

/**
 * What a follow-up may lean on: the answer it replies to, the latest in a thread or a direct message.
 * Elsewhere people talk past each other, and a question stands for itself.
 */
async function findPrevious(bot: Bot, message: Message): Promise<ShownAnswer | undefined> {
  const replied = message.reference === null ? undefined : await findRepliedAnswer(bot, message);
  if (replied !== undefined) return replied;
  if (message.inGuild() && !message.channel.isThread()) return undefined;
  return await bot.shownAnswers.findLatest(message.channelId, message.author.id);
}

async function findRepliedAnswer(bot: Bot, message: Message): Promise<ShownAnswer | undefined> {
  try {
    const replied = await message.fetchReference();
    if (replied.author.id !== message.client.user.id) return undefined;
    const customIds = replied.components.flatMap((row) =>
      'components' in row
        ? row.components.map((component) => ('customId' in component ? component.customId : null))
        : [],
    );
    const answerId = customIds.map((id) => parseCustomId(id ?? '')).find((id) => id !== undefined)?.subject;
    const shown = answerId === undefined ? undefined : await bot.shownAnswers.find(answerId);
    const isHere = shown?.channelId === message.channelId;
    return isHere && (!shown.isPrivate || shown.askerId === message.author.id) ? shown : undefined;
  } catch (error) {
    bot.logger.log('info', 'replied message not found', describeError(error));
    return undefined;
  }
}

const permissionNames: readonly (readonly [PermissionResolvable, string])[] = [
  [PermissionFlagsBits.ViewChannel, 'View Channel'],
  [PermissionFlagsBits.ReadMessageHistory, 'Read Message History'],
];

function findMissingPermissions(message: Message): { cannotWrite: string[]; cannotEmbed: boolean } {
  if (!message.inGuild()) return { cannotWrite: [], cannotEmbed: false };
  const me = message.guild.members.me;
  const permissions = me === null ? null : message.channel.permissionsFor(me);
  // Unknown is not missing: Discord has the last word when the answer is sent.
  if (permissions === null) return { cannotWrite: [], cannotEmbed: false };
  const send: readonly [PermissionResolvable, string] = message.channel.isThread()
    ? [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads']
    : [PermissionFlagsBits.SendMessages, 'Send Messages'];
  const cannotWrite = [...permissionNames, send]
    .filter(([permission]) => !permissions.has(permission))
    .map(([, name]) => name);
  const cannotEmbed = !permissions.has([PermissionFlagsBits.EmbedLinks, PermissionFlagsBits.AttachFiles]);
  return { cannotWrite, cannotEmbed };
}
