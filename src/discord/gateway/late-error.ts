import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';

const lateCodes: ReadonlySet<string | number> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

/** Discord has given the interaction up, after 15 minutes at the latest, or its message has been deleted. */
export function isLate(error: unknown): boolean {
  return error instanceof DiscordAPIError && lateCodes.has(error.code);
}
