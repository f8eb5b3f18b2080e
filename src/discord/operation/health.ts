import { findIndexProblem, isIndexReady } from './bot-status.js';
import type { BotStatus, Stage } from './bot-status.js';

/** The body of `/healthz`. */
export interface Health {
  /** Whether questions are answered now. */
  readonly healthy: boolean;
  readonly state: 'starting' | 'running' | 'reconnecting' | 'stopping';
  /** What a bot that is starting is busy with. */
  readonly doing?: Stage;
  readonly indexedPercent?: number;
  readonly gateway: 'none' | 'connecting' | 'ready' | 'disconnected';
  /** Whether there is one that can be read. */
  readonly index: boolean;
  /** Why there is no connection to Discord, or to the server of the index. */
  readonly problem?: string;
}

export function judgeHealth(status: BotStatus): Health {
  const { stage, indexedPercent } = status;
  const gateway = status.readGateway?.();
  const isConnected = gateway?.state === 'ready';
  const index = isIndexReady(status);
  const problem = (isConnected ? undefined : gateway?.problem) ?? findIndexProblem(status);
  const state = stateOf(stage, isConnected);
  return {
    healthy: state === 'running' && isConnected && index,
    state,
    ...(state === 'starting' && { doing: stage }),
    ...(state === 'starting' && indexedPercent !== undefined && { indexedPercent }),
    gateway: gateway?.state ?? 'none',
    index,
    ...(problem !== undefined && { problem }),
  };
}

function stateOf(stage: Stage, isConnected: boolean): Health['state'] {
  if (stage === 'stopping') return 'stopping';
  if (stage !== 'running') return 'starting';
  return isConnected ? 'running' : 'reconnecting';
}
