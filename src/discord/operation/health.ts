import { findIndexCreatedAtMs } from './bot-status.js';
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
  readonly index: boolean;
  /** Why there is no connection to Discord. */
  readonly problem?: string;
}

export function judgeHealth(status: BotStatus): Health {
  const { stage, indexedPercent } = status;
  const gateway = status.readGateway?.();
  const isConnected = gateway?.state === 'ready';
  const index = findIndexCreatedAtMs(status) !== undefined;
  const state = stateOf(stage, isConnected);
  return {
    healthy: state === 'running' && isConnected && index,
    state,
    ...(state === 'starting' && { doing: stage }),
    ...(state === 'starting' && indexedPercent !== undefined && { indexedPercent }),
    gateway: gateway?.state ?? 'none',
    index,
    ...(!isConnected && gateway?.problem !== undefined && { problem: gateway.problem }),
  };
}

function stateOf(stage: Stage, isConnected: boolean): Health['state'] {
  if (stage === 'stopping') return 'stopping';
  if (stage !== 'running') return 'starting';
  return isConnected ? 'running' : 'reconnecting';
}
