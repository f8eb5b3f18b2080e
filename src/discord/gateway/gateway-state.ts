import { Status } from 'discord.js';
import type { Client } from 'discord.js';

/** `disconnected`: Discord has closed the connection for good. */
export type GatewayState = 'connecting' | 'ready' | 'disconnected';

/** By what each shard says: the client itself goes on calling itself ready while its shards reconnect. */
export function findGatewayState(client: Client): GatewayState {
  const statuses = client.ws.shards.map(({ status }) => status);
  if (statuses.includes(Status.Disconnected)) return 'disconnected';
  const isReady = client.isReady() && statuses.length > 0;
  return isReady && statuses.every((status) => status === Status.Ready) ? 'ready' : 'connecting';
}
