import { UsageError } from '../../contracts/errors.js';

/** Discord refused the token: over REST with 401, or at the gateway with 4004. */
export function invalidTokenError(cause: unknown): UsageError {
  return new UsageError(
    'Discord does not accept the token.',
    'Copy it again from the developer portal (Bot › Reset Token) into DISCORD_TOKEN in .env.',
    { cause },
  );
}

/** The gateway closed with 4014. */
export function disallowedIntentError(cause: unknown): UsageError {
  return new UsageError(
    'Discord does not allow this bot to read the content of messages.',
    'Turn on “Message Content Intent” in the developer portal (Bot), or set DISCORD_MESSAGE_CONTENT=0.',
    { cause },
  );
}

/** What a failed login means; the error itself where it is neither of the known two. */
export function explainLoginError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  const isRefused = 'status' in error && error.status === 401;
  if (code === 'TokenInvalid' || isRefused) return invalidTokenError(error);
  if (code === 'DisallowedIntents' || error.message.toLowerCase().includes('disallowed intents')) {
    return disallowedIntentError(error);
  }
  return error;
}
