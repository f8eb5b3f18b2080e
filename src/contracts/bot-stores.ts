import type { Awaitable } from './awaitable.js';
import type { AnswerLanguage } from './answer.js';
import type { Span } from './span.js';
import type { Verdict } from './verdict.js';

/** One citation of an answer as shown; the text itself stays in the index, so a removed document is gone. */
export interface ShownCitation {
  readonly passageId: number;
  /** The whole excerpt where no sentence was marked. */
  readonly answerSpans: readonly Span[];
  readonly markSpan: Span | undefined;
}

/** What the buttons under an answer need to work after a restart. */
export interface ShownAnswer {
  /** 16 characters of `A–Z a–z 0–9 _ -`, from a cryptographic random source. */
  readonly id: string;
  readonly kind: Verdict;
  /** As the asker wrote it. */
  readonly question: string;
  /** The earlier question or questions that it was understood together with. */
  readonly followUpContext: string | undefined;
  readonly language: AnswerLanguage;
  /** 0 to 1, see Answer. */
  readonly confidence: number;
  /** Best first; at most 10. */
  readonly citations: readonly ShownCitation[];
  readonly askerId: string;
  /** Undefined in a direct message. */
  readonly guildId: string | undefined;
  readonly channelId: string;
  /** Private answers are for their asker alone. */
  readonly isPrivate: boolean;
  readonly createdAtMs: number;
}

export interface ShownAnswerStore {
  /** Replaces an answer of the same id. */
  save(answer: ShownAnswer): Awaitable<void>;
  find(id: string): Awaitable<ShownAnswer | undefined>;
  /** The newest answer in a channel that `readerId` may see: public, or their own. */
  findLatest(channelId: string, readerId: string): Awaitable<ShownAnswer | undefined>;
  /** Makes a private answer public; false when it was public already or is not there. */
  publish(id: string): Awaitable<boolean>;
  /** Forgets answers created before a time; how many there were. */
  deleteBefore(timeMs: number): Awaitable<number>;
}

export type FeedbackVerdict = 'helpful' | 'unhelpful';

export interface Feedback {
  readonly answerId: string;
  readonly userId: string;
  readonly guildId: string | undefined;
  readonly question: string;
  readonly confidence: number;
  readonly passageIds: readonly number[];
  readonly verdict: FeedbackVerdict;
  /** What the form was filled in with, or empty. At most 1,000 UTF-16 units each. */
  readonly whatWasWrong: string;
  readonly whatWouldBeRight: string;
  readonly createdAtMs: number;
}

export interface FeedbackStore {
  /** One a user and answer: a later one replaces the earlier. */
  save(feedback: Feedback): Awaitable<void>;
  /** The feedback given in one guild, oldest first. */
  list(guildId: string): Awaitable<Feedback[]>;
}

export interface GuildSettings {
  /** Where the bot answers; everywhere when empty. A thread counts as its channel. */
  readonly allowedChannelIds: readonly string[];
  /** Language of the words around the quotations; the question's own when undefined. */
  readonly language: AnswerLanguage | undefined;
  /** Lowest confidence that counts as an answer, 0 to 1; the operator's setting when undefined. */
  readonly threshold: number | undefined;
  readonly areAnswersPublic: boolean;
  /** Whether words of quotations in the other language are glossed; the operator's setting when undefined. */
  readonly showsGloss?: boolean | undefined;
  /** Folders under the documents folder to answer from; all that the operator granted when empty. */
  readonly collections: readonly string[];
  /** By channel id, the folders that a single channel is answered from, in place of `collections`. */
  readonly channelCollections: Readonly<Record<string, readonly string[]>>;
}

export interface GuildSettingsStore {
  find(guildId: string): Awaitable<GuildSettings | undefined>;
  save(guildId: string, settings: GuildSettings): Awaitable<void>;
}

/** All that the bot keeps, opened. */
export interface BotStores {
  readonly shownAnswers: ShownAnswerStore;
  readonly feedback: FeedbackStore;
  readonly guildSettings: GuildSettingsStore;
  /** None of them can be used afterwards. */
  close(): void;
}

/** All that a bot has kept in one place, to be taken to another. */
export interface BotState {
  readonly shownAnswers: Iterable<ShownAnswer>;
  readonly feedback: Iterable<Feedback>;
  readonly guildSettings: Iterable<{ readonly guildId: string; readonly settings: GuildSettings }>;
}
