import { randomBytes } from 'node:crypto';

import type { Answer, AnswerLanguage } from '../../contracts/answer.js';
import type { ShownAnswer } from '../../contracts/bot-stores.js';
import { hasWord } from '../../text/has-word.js';
import { detectLanguage } from '../../text/language.js';
import { glossFor, languageOf, scopeOf, settingsOf } from '../bot.js';
import type { Bot } from '../bot.js';
import { describeError } from '../operation/describe-error.js';
import { renderAnswer } from '../rendering/render-answer.js';
import { directed } from '../rendering/direction.js';
import { fitLine } from '../rendering/escape-markdown.js';
import { plainMessage } from '../rendering/rendered-message.js';
import type { RenderedMessage } from '../rendering/rendered-message.js';
import { wordingOf } from '../wording/find-wording.js';
import type { LimitScope, Wording } from '../wording/wording.js';
import { explainFailure, isUnreachable } from './explain-failure.js';
import { isInScope, prefixesOf, withinScope } from './collections.js';
import type { Location, Scope } from './collections.js';
import { keepToWhatIsNew, leansOnPrevious, rememberConversation } from './follow-up.js';

/** A question as it came from Discord, by whatever way. */
export interface Request {
  readonly question: string;
  readonly askerId: string;
  readonly location: Location;
  readonly isPrivate: boolean;
  /** Whether the channel is a guild's text channel, in which a message can open a thread. */
  readonly canOpenThread: boolean;
  /** What the asker chose for `document`: a path from the list, or words of a title. */
  readonly document?: string | undefined;
  /** An answer that this question may lean on. */
  readonly previous?: ShownAnswer | undefined;
}

/**
 * Refused: to be said now. Admitted: `answer` comes when it is its turn, and never rejects; `acknowledged`
 * is what the caller's `acknowledge` came to.
 */
export type AskAdmission =
  | { readonly kind: 'refused'; readonly message: RenderedMessage }
  | {
      readonly kind: 'admitted';
      readonly acknowledged: Promise<unknown>;
      readonly answer: Promise<RenderedMessage>;
    };

/**
 * Checks everything that can be known at once, and queues the question. `acknowledge` tells Discord that an
 * answer will come; it is called at once when the question is admitted, and no work starts before it has
 * gone through: whatever the load, nobody waits in silence.
 */
export async function ask(
  bot: Bot,
  request: Request,
  acknowledge: () => Promise<unknown>,
): Promise<AskAdmission> {
  const language = await languageOf(bot, request.location.guildId, detectLanguage(request.question));
  const words = wordingOf(language);
  const refuse = (text: string): AskAdmission => {
    bot.metrics.increase('refusals');
    return { kind: 'refused', message: plainMessage(directed(language, text)) };
  };
  const scope = await findSearchScope(bot, request, words);
  if (typeof scope === 'string') return refuse(scope);
  const { threshold } = await settingsOf(bot, request.location.guildId);
  // Nothing is waited for from here until it is counted: two questions at once are two.
  const limited = findLimit(bot, request);
  if (limited !== undefined)
    return refuse(words.refusal.limited(limited.scope, Math.ceil(limited.waitMs / 1_000)));

  const startedAtMs = bot.now();
  const followUpContext = findFollowUpContext(request);
  const searched =
    followUpContext === undefined ? request.question : `${followUpContext} ${request.question}`;
  let open: (acknowledged: Promise<unknown>) => void = () => undefined;
  const opened = new Promise<unknown>((resolve) => {
    open = resolve;
  });
  // Work that never starts never looks at it; whoever acknowledges hears of a failure by itself.
  opened.catch(() => undefined);
  const admission = bot.queue.submit(request.askerId, bot.settings.answerTimeoutMs, async (signal) => {
    await opened;
    return bot.answers.ask(searched, {
      ...prefixesOf(scope),
      ...(threshold === undefined ? {} : { threshold }),
      signal,
    });
  });
  if (admission.kind === 'full') return refuse(words.refusal.full);
  if (admission.kind === 'closing') return refuse(words.refusal.closing);
  if (admission.kind === 'too-many') return refuse(words.refusal.tooMany(admission.waiting));
  countLimits(bot, request);
  bot.metrics.increase('questions');
  const acknowledged = acknowledge();
  open(acknowledged);
  return {
    kind: 'admitted',
    acknowledged,
    answer: admission.outcome
      .then((outcome) => {
        const tookMs = bot.now() - startedAtMs;
        if (outcome.kind === 'done') {
          bot.metrics.observeLatency(tookMs);
          const answer =
            followUpContext === undefined
              ? outcome.value
              : keepToWhatIsNew({ ...outcome.value, question: request.question }, followUpContext);
          return show(bot, request, scope, answer, language, followUpContext, tookMs);
        }
        if (outcome.kind === 'timed-out') {
          bot.metrics.increase('timeouts');
          bot.logger.log('warn', 'question timed out', { tookMs });
          return plainMessage(directed(language, words.refusal.timedOut));
        }
        return fail(bot, language, outcome.error);
      })
      .catch((error: unknown) => fail(bot, language, error)),
  };
}

function fail(bot: Bot, language: AnswerLanguage, error: unknown): RenderedMessage {
  bot.metrics.increase('failures');
  if (isUnreachable(error)) bot.metrics.increase('unreachable');
  bot.logger.log('error', 'question failed', describeError(error));
  return plainMessage(directed(language, explainFailure(error, wordingOf(language))));
}

/** A string says why not. */
async function findSearchScope(bot: Bot, request: Request, words: Wording): Promise<Scope | string> {
  const { question, location, document } = request;
  const { maxQuestionCharacters } = bot.settings;
  if (question.length > maxQuestionCharacters) return words.refusal.tooLong(maxQuestionCharacters);
  if (!hasWord(question)) return words.refusal.emptyQuestion;
  const allowed = (await settingsOf(bot, location.guildId)).allowedChannelIds;
  if (!(await isChannelAllowed(bot, location))) return words.refusal.channel(allowed);
  const scope = await scopeOf(bot, location);
  if (scope?.length === 0) return words.refusal.noDocuments;
  if (document === undefined) return scope;
  const path = await findDocumentPath(bot, document, scope);
  return path === undefined
    ? words.refusal.noSuchDocument(fitLine(document, 100, words.answer.untitled).markdown)
    : [path];
}

export async function isChannelAllowed(
  bot: Bot,
  { guildId, channelId, parentChannelId }: Location,
): Promise<boolean> {
  const allowed = (await settingsOf(bot, guildId)).allowedChannelIds;
  return (
    allowed.length === 0 ||
    allowed.includes(channelId) ||
    (parentChannelId !== undefined && allowed.includes(parentChannelId))
  );
}

/** One document by its path, or by words of its title where they fit one alone; inside the scope only. */
export async function findDocumentPath(bot: Bot, wanted: string, scope: Scope): Promise<string | undefined> {
  if (isInScope(wanted, scope)) {
    const [exact] = await bot.answers.findDocuments({ pathPrefixes: [wanted], limit: 1 });
    if (exact?.path === wanted) return wanted;
  }
  const found = await bot.answers.findDocuments({ titleContains: wanted, ...prefixesOf(scope), limit: 2 });
  return found.length === 1 ? found[0]?.path : undefined;
}

function limitKeys({ askerId, location }: Request): [LimitScope, string][] {
  const keys: [LimitScope, string][] = [['user', askerId]];
  if (location.guildId !== undefined) keys.push(['channel', location.channelId], ['guild', location.guildId]);
  return keys;
}

function findLimit(bot: Bot, request: Request): { scope: LimitScope; waitMs: number } | undefined {
  return limitKeys(request)
    .map(([scope, key]) => ({ scope, waitMs: bot.limits[scope].waitMs(key) }))
    .filter(({ waitMs }) => waitMs > 0)
    .sort((left, right) => right.waitMs - left.waitMs)[0];
}

function countLimits(bot: Bot, request: Request): void {
  for (const [scope, key] of limitKeys(request)) bot.limits[scope].count(key);
}

/** The conversation that the question leans on; undefined where it stands alone. */
function findFollowUpContext({ question, previous }: Request): string | undefined {
  return previous !== undefined && leansOnPrevious(question)
    ? rememberConversation(previous.followUpContext, previous.question)
    : undefined;
}

/** An answer whose buttons do not work is better than none: what keeps it may be gone while a standby answers. */
async function remember(bot: Bot, shown: ShownAnswer): Promise<void> {
  try {
    await bot.shownAnswers.save(shown);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    bot.logger.log('warn', 'answer not kept', describeError(error));
  }
}

const counters = { answered: 'answers', unsure: 'unsure', 'no-answer': 'abstentions' } as const;

async function show(
  bot: Bot,
  request: Request,
  scope: Scope,
  answer: Answer,
  language: AnswerLanguage,
  followUpContext: string | undefined,
  tookMs: number,
): Promise<RenderedMessage> {
  const { location, isPrivate, canOpenThread } = request;
  const shown: ShownAnswer = {
    id: randomBytes(12).toString('base64url'),
    kind: answer.kind,
    question: request.question,
    followUpContext,
    language,
    confidence: answer.confidence,
    citations: answer.citations.map(({ passageId, answerSpans, excerptSpan, markSpan }) => ({
      passageId,
      // Where no sentence is marked, the excerpt itself is what its buttons come back to.
      answerSpans: answerSpans.length > 0 ? answerSpans : [excerptSpan],
      markSpan,
    })),
    askerId: request.askerId,
    guildId: location.guildId,
    channelId: location.channelId,
    isPrivate,
    createdAtMs: bot.now(),
  };
  await remember(bot, shown);
  bot.metrics.increase(counters[answer.kind]);
  bot.logger.log('info', 'answered', {
    kind: answer.kind,
    confidence: answer.confidence,
    citations: answer.citations.length,
    snapshot: answer.snapshot,
    tookMs,
  });
  return renderAnswer(
    {
      answerId: shown.id,
      kind: answer.kind,
      question: request.question,
      followUpContext,
      language,
      confidence: answer.confidence,
      citations: answer.citations.map((citation) => withinScope(citation, scope)),
      isPrivate,
      hasAudience: location.guildId !== undefined,
      canOpenThread,
      linkTemplate: bot.settings.documentLink,
      gloss: await glossFor(bot, location.guildId),
    },
    0,
  );
}
