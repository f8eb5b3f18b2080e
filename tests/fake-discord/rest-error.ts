/** An answer of Discord's that refuses. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export class RestError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    /** What the body says besides the code and the message. */
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What is wrong with one field of a body. */
export interface FieldError {
  readonly path: readonly string[];
  readonly message: string;
}

interface ErrorTree {
  [name: string]: ErrorTree | { code: string; message: string }[];
}

/** Errors by the names of the fields that lead to them, as Discord nests them: a field has its own or those of its parts. */
function nest(errors: readonly FieldError[]): ErrorTree {
  const tree: ErrorTree = {};
  const deepestFirst = errors.toSorted((left, right) => right.path.length - left.path.length);
  for (const { path, message } of deepestFirst) {
    let field = tree;
    for (const name of path) field = (field[name] ??= {}) as ErrorTree;
    const isOfParts = Object.keys(field).some((name) => name !== '_errors');
    if (isOfParts) continue;
    const own = (field._errors ?? []) as { code: string; message: string }[];
    field._errors = [...own, { code: 'FIELD_INVALID', message }];
  }
  return tree;
}

/** As Discord answers when a bot goes too fast. The header counts whole seconds, the body does not. */
export function tooManyRequests(
  retryAfterSeconds: number,
  isGlobal = false,
  headers: Readonly<Record<string, string>> = {},
): RestError {
  return new RestError(
    429,
    0,
    'You are being rate limited.',
    { retry_after: retryAfterSeconds, global: isGlobal },
    {
      ...headers,
      'retry-after': String(Math.ceil(retryAfterSeconds)),
      'x-ratelimit-scope': isGlobal ? 'global' : 'user',
      ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
    },
  );
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
  invalidWebhookToken: () => new RestError(401, 50_027, 'Invalid Webhook Token'),
  invalidForm: (errors: readonly FieldError[]) =>
    new RestError(400, 50_035, 'Invalid Form Body', { errors: nest(errors) }),
  threadExists: () => new RestError(400, 160_004, 'A thread has already been created for this message'),
  fileTooLarge: () => new RestError(413, 40_005, 'Request entity too large'),
};
