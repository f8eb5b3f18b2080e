import type { IndexServer } from '../../contracts/answer.js';

/** What the process is doing, in the order in which it does it. */
export type Stage = 'opening the index' | 'building the index' | 'connecting' | 'running' | 'stopping';

/** How things stand with Discord, read at the moment of asking. */
export interface GatewayReading {
  readonly state: 'connecting' | 'ready' | 'disconnected';
  /** Round trip of the last heartbeat; undefined before the first. */
  readonly pingMs: number | undefined;
  readonly guilds: number;
  /** The last failure in a sentence, until there is a connection again. */
  readonly problem: string | undefined;
}

/**
 * How the bot is, for the health page and the metrics, which are there before anything else is. Each part is set
 * by what knows of it, once it is there.
 */
export interface BotStatus {
  stage: Stage;
  /** While the first index is built. */
  indexedPercent: number | undefined;
  readGateway: (() => GatewayReading) | undefined;
  /** Throws where the index cannot be read. */
  readIndexCreatedAtMs: (() => number) | undefined;
  /** How things stand with the server of an index; gives undefined for one in a directory. */
  readIndexServer: (() => IndexServer | undefined) | undefined;
  /** Whether the index is not open yet because its server cannot be reached. */
  isWaitingForServer: boolean;
  readQueue: (() => { readonly waiting: number; readonly running: number }) | undefined;
}

export function createBotStatus(): BotStatus {
  return {
    stage: 'opening the index',
    indexedPercent: undefined,
    readGateway: undefined,
    readIndexCreatedAtMs: undefined,
    readIndexServer: undefined,
    isWaitingForServer: false,
    readQueue: undefined,
  };
}

const serverGone = 'The server of the index cannot be reached.';

function attempt<Result>(read: (() => Result) | undefined): Result | undefined {
  try {
    return read?.();
  } catch {
    return undefined;
  }
}

/** Undefined where there is no index, or none that can be read. */
export function findIndexCreatedAtMs({ readIndexCreatedAtMs }: BotStatus): number | undefined {
  return attempt(readIndexCreatedAtMs);
}

/** Undefined where the index is on no server, or is not open yet. */
export function findIndexServer({ readIndexServer }: BotStatus): IndexServer | undefined {
  return attempt(readIndexServer);
}

/** Why nothing can be read from the server of the index, in a sentence that names no host. */
export function findIndexProblem(status: BotStatus): string | undefined {
  const isGone = status.isWaitingForServer || findIndexServer(status)?.isReachable === false;
  return isGone ? serverGone : undefined;
}

/** Whether the index can be read, as far as that is known. */
export function isIndexReady(status: BotStatus): boolean {
  return findIndexCreatedAtMs(status) !== undefined && findIndexProblem(status) === undefined;
}
