/** An answer of Discord's that refuses. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export class RestError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly errors?: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export const refusals = {
  unauthorized: () => new RestError(401, 0, '401: Unauthorized'),
  notFound: () => new RestError(404, 0, '404: Not Found'),
  unknownChannel: () => new RestError(404, 10_003, 'Unknown Channel'),
  unknownMessage: () => new RestError(404, 10_008, 'Unknown Message'),
  unknownWebhook: () => new RestError(404, 10_015, 'Unknown Webhook'),
  unknownInteraction: () => new RestError(404, 10_062, 'Unknown interaction'),
  alreadyAcknowledged: () => new RestError(400, 40_060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new RestError(403, 50_001, 'Missing Access'),
  emptyMessage: () => new RestError(400, 50_006, 'Cannot send an empty message'),
  cannotMessageUser: () => new RestError(403, 50_007, 'Cannot send messages to this user'),
  missingPermissions: () => new RestError(403, 50_013, 'Missing Permissions'),
  invalidForm: (errors: unknown) => new RestError(400, 50_035, 'Invalid Form Body', errors),
  threadExists: () => new RestError(400, 160_004, 'A thread has already been created for this message'),
  fileTooLarge: () => new RestError(413, 40_005, 'Request entity too large'),
};
