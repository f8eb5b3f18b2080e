import type { ShardPlan } from '../contracts/shards.js';

/** What the operator decides about the bot. Read from the environment by `src/settings`. */
export interface DiscordSettings {
  readonly token: string;
  /** Base address of the REST API without its version. */
  readonly apiUrl: string;
  /** Register the commands to this guild only; globally when undefined. */
  readonly guildId: string | undefined;
  /** Asks for the privileged intent, so that plain messages in the bot's threads arrive with their text. */
  readonly readsMessageContent: boolean;
  readonly shards: ShardPlan;
  /** `/healthz` and `/metrics`; none when undefined. */
  readonly metricsPort: number | undefined;
  /** Address that they listen on: who reaches it can read them. */
  readonly metricsHost: string;
  /** Which guild may use which collections, see {@link parseCollectionGrants}; all may use all when undefined. */
  readonly collections: string | undefined;
  /** A link for each source, with `{path}` and `{line}` to fill in; none when undefined. */
  readonly documentLink: string | undefined;
  /** Whether words of quotations in the other language are glossed, where a server has not chosen. */
  readonly showsGloss: boolean;
  readonly questionsPerMinute: {
    readonly user: number;
    readonly channel: number;
    readonly guild: number;
  };
  /** Questions worked on at once. */
  readonly concurrency: number;
  /** Questions waiting, of all users and of one. */
  readonly maxWaiting: number;
  readonly maxWaitingPerUser: number;
  /** From the moment a question arrives until it is given up. */
  readonly answerTimeoutMs: number;
  readonly maxQuestionCharacters: number;
  /** How long the buttons under an answer keep working. */
  readonly keepAnswersDays: number;
  /** In which a shutdown ends, waiting for questions in flight as long as that allows. */
  readonly shutdownTimeoutMs: number;
}

/** Every default but the token. */
export const defaultDiscordSettings: Omit<DiscordSettings, 'token'> = {
  apiUrl: 'https://discord.com/api',
  guildId: undefined,
  readsMessageContent: false,
  shards: 'none',
  metricsPort: undefined,
  metricsHost: '127.0.0.1',
  collections: undefined,
  documentLink: undefined,
  showsGloss: false,
  questionsPerMinute: { user: 6, channel: 30, guild: 60 },
  concurrency: 4,
  maxWaiting: 200,
  maxWaitingPerUser: 3,
  answerTimeoutMs: 30_000,
  maxQuestionCharacters: 1_000,
  keepAnswersDays: 30,
  shutdownTimeoutMs: 10_000,
};
