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
  readQueue: (() => { readonly waiting: number; readonly running: number }) | undefined;
}

export function createBotStatus(): BotStatus {
  return {
    stage: 'opening the index',
    indexedPercent: undefined,
    readGateway: undefined,
    readIndexCreatedAtMs: undefined,
    readQueue: undefined,
  };
}

/** Undefined where there is no index, or none that can be read. */
export function findIndexCreatedAtMs({ readIndexCreatedAtMs }: BotStatus): number | undefined {
  try {
    return readIndexCreatedAtMs?.();
  } catch {
    return undefined;
  }
}
