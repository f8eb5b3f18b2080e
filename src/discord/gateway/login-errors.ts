import { DiscordAPIError, HTTPError } from 'discord.js';

import { IsnadError, UsageError } from '../../contracts/errors.js';

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

/** Discord's own words stay out: they may quote what was sent, and with it the token. */
function refusedError(error: DiscordAPIError | HTTPError): IsnadError {
  const code = error instanceof DiscordAPIError ? `, code ${error.code}` : '';
  return new IsnadError(
    'DISCORD_REFUSED',
    `Discord answered with an error (${error.method} ${new URL(error.url).pathname}: status ${error.status}${code}).`,
    'Try again in a few minutes; if it goes on, see https://discordstatus.com and DISCORD_API_URL.',
    { cause: error },
  );
}

function unreachableError(code: string, cause: unknown): IsnadError {
  return new IsnadError(
    'DISCORD_UNREACHABLE',
    `Discord cannot be reached (${code}).`,
    'Check the connection to the network, a proxy or firewall in between, and DISCORD_API_URL.',
    { cause },
  );
}

const networkCodes = /^(?:E[A-Z_]+|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT|UND_ERR_SOCKET|AbortError)$/;

/** What a failure to log in, or to register, means; the error itself where it is none of the known. */
export function explainLoginError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : error.name;
  const isRefused = 'status' in error && error.status === 401;
  // A token that no header can carry is refused before it is sent.
  if (code === 'TokenInvalid' || code === 'UND_ERR_INVALID_ARG' || isRefused) return invalidTokenError(error);
  if (code === 'DisallowedIntents' || error.message.toLowerCase().includes('disallowed intents')) {
    return disallowedIntentError(error);
  }
  if (error instanceof DiscordAPIError || error instanceof HTTPError) return refusedError(error);
  return networkCodes.test(code) ? unreachableError(code, error) : error;
}
