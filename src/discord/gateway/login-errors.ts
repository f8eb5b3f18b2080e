import { DiscordAPIError, GatewayCloseCodes, HTTPError } from 'discord.js';

import { IsnadError, UsageError } from '../../contracts/errors.js';

/** Discord refused the token: over REST with 401, or at the gateway with 4004. */
export function invalidTokenError(cause: unknown): UsageError {
  return new UsageError(
    'Discord does not accept the token.',
    'Copy it again from the developer portal (Bot › Reset Token) into DISCORD_TOKEN in .env.',
    { cause },
  );
}

/** The gateway closed with 4014, which is for privileged intents; only that for message content is ever asked for. */
function disallowedIntentError(cause: unknown, readsMessageContent: boolean): UsageError {
  if (!readsMessageContent) {
    return new UsageError(
      'Discord refuses an intent of this bot, though none of the privileged ones is asked for (only Guilds, GuildMessages and DirectMessages are).',
      'Check the bot’s intents and whether it is disabled in the developer portal (Bot), then start Isnad again.',
      { cause },
    );
  }
  return new UsageError(
    'Discord does not allow this bot to read the content of messages.',
    'Turn on “Message Content Intent” in the developer portal (Bot), or set DISCORD_MESSAGE_CONTENT=0.',
    { cause },
  );
}

/** What answered was not Discord: `form` says how that was seen, without quoting anything. */
export function notDiscordError(form: string, cause?: unknown): IsnadError {
  return new IsnadError(
    'NOT_DISCORD',
    `Something else answers in Discord's place (${form}).`,
    'The sign-in page of a hotspot, a proxy or a firewall does so: open a browser on this network and sign in, ' +
      'and check DISCORD_API_URL.',
    { cause },
  );
}

/** Close codes after which the gateway lets nobody come back, and what they mean. */
const closeReasons: Readonly<Record<number, (cause: unknown, readsMessageContent: boolean) => UsageError>> = {
  [GatewayCloseCodes.AuthenticationFailed]: invalidTokenError,
  [GatewayCloseCodes.InvalidShard]: (cause) =>
    new UsageError(
      'Discord does not accept the number of this shard.',
      'Set SHARDS=auto in .env, or leave it out.',
      { cause },
    ),
  [GatewayCloseCodes.ShardingRequired]: (cause) =>
    new UsageError(
      'The bot is in so many servers that Discord asks for several connections.',
      'Set SHARDS=auto in .env.',
      { cause },
    ),
  [GatewayCloseCodes.InvalidAPIVersion]: (cause) =>
    new UsageError(
      'Discord no longer offers the version of its gateway that this version of Isnad uses.',
      'Update Isnad.',
      { cause },
    ),
  [GatewayCloseCodes.InvalidIntents]: (cause) =>
    new UsageError('Discord does not know an intent that this version of Isnad asks for.', 'Update Isnad.', {
      cause,
    }),
  [GatewayCloseCodes.DisallowedIntents]: disallowedIntentError,
};

/** Why the gateway has closed the connection for good. */
export function explainCloseCode(closeCode: number, readsMessageContent: boolean): UsageError {
  const explain = closeReasons[closeCode];
  if (explain !== undefined) return explain(closeCode, readsMessageContent);
  return new UsageError(
    `Discord has closed the connection for good (code ${closeCode}).`,
    'Look the code up under https://docs.discord.com/developers/topics/opcodes-and-status-codes.',
    { cause: closeCode },
  );
}

/** Discord's own words stay out: they may quote what was sent, and with it the token. */
function refusedError(error: DiscordAPIError | HTTPError): IsnadError {
  const code = error instanceof DiscordAPIError ? `, code ${error.code}` : '';
  return new IsnadError(
    'DISCORD_REFUSED',
    `Discord answered with an error (${error.method} ${new URL(error.url).pathname}: status ${error.status}${code}).`,
    waitForDiscord,
    { cause: error },
  );
}

const waitForDiscord =
  'Try again in a few minutes; if it goes on, see https://discordstatus.com and DISCORD_API_URL.';

function gatewayRefusedError(status: string, cause: unknown): IsnadError {
  return new IsnadError(
    'DISCORD_REFUSED',
    `Discord's gateway answered with an error (status ${status}).`,
    waitForDiscord,
    { cause },
  );
}

const checkTheWay =
  'Check the connection to the network, a proxy or firewall in between, and DISCORD_API_URL.';

function unreachableError(code: string, cause: unknown): IsnadError {
  return new IsnadError('DISCORD_UNREACHABLE', `Discord cannot be reached (${code}).`, checkTheWay, {
    cause,
  });
}

function silentError(cause: unknown): IsnadError {
  return new IsnadError('DISCORD_SILENT', 'Discord accepts connections but does not answer.', checkTheWay, {
    cause,
  });
}

/** Of the system, of TLS and certificates, and of undici. */
const networkCodes =
  /^(?:E[A-Z_]+|ERR_(?:TLS|SSL)_\w+|[A-Z_]*CERT[A-Z_]*|UND_ERR_(?:CONNECT_TIMEOUT|SOCKET))$/;
const silentCodes = /^(?:UND_ERR_(?:HEADERS|BODY)_TIMEOUT|AbortError)$/;

/** What the WebSocket library says where the gateway is opened; it has no codes for it. */
const handshakeTimedOut = 'Opening handshake has timed out';
const unexpectedResponse = /^Unexpected server response: (\d+)/;

/** What the WebSocket library says when the gateway has closed the connection for good; the close code follows it. */
const fatalMessages: ReadonlySet<string> = new Set([
  'Authentication failed',
  'Invalid shard',
  'Sharding is required',
  'Used an invalid API version',
  'Used invalid intents',
  'Used disallowed intents',
]);

/** Whether an error only announces a close code that is logged with its meaning. */
export function announcesRefusal(error: Error): boolean {
  return fatalMessages.has(error.message);
}

/** What a failure to log in, to connect or to register means; the error itself where it is none of the known. */
export function explainLoginError(error: unknown, readsMessageContent = false): unknown {
  if (!(error instanceof Error)) return error;
  // Giving up on a request is an AbortError, whose code is a number from the early days of the web.
  const code = 'code' in error && error.name !== 'AbortError' ? String(error.code) : error.name;
  const isRefused = 'status' in error && error.status === 401;
  // A token that no header can carry is refused before it is sent.
  if (code === 'TokenInvalid' || code === 'UND_ERR_INVALID_ARG' || isRefused) return invalidTokenError(error);
  if (code === 'DisallowedIntents' || error.message.toLowerCase().includes('disallowed intents')) {
    return disallowedIntentError(error, readsMessageContent);
  }
  if (error instanceof DiscordAPIError || error instanceof HTTPError) return refusedError(error);
  if (silentCodes.test(code) || error.message === handshakeTimedOut) return silentError(error);
  const gatewayStatus = unexpectedResponse.exec(error.message)?.[1];
  if (gatewayStatus !== undefined) return gatewayRefusedError(gatewayStatus, error);
  if (error.message.startsWith('Not enough sessions remaining')) return tooManyLoginsError(error);
  // JSON that breaks off, or that is not what Discord's would be.
  if (error instanceof SyntaxError || error instanceof TypeError) {
    return notDiscordError('in a form that is not Discord’s', error);
  }
  return networkCodes.test(code) ? unreachableError(code, error) : error;
}

function tooManyLoginsError(cause: Error): IsnadError {
  const until = /resets at ([\dT:.Z-]+)/.exec(cause.message)?.[1];
  return new IsnadError(
    'DISCORD_LOGINS_USED_UP',
    `The bot has logged in more often than Discord allows in a day${until === undefined ? '' : `, and may again from ${until}`}.`,
    'Find out in the log why it was started so often; see that the same token is not used twice.',
    { cause },
  );
}
