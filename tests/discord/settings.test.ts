import { readFileSync } from 'node:fs';

import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';

import { UsageError } from '../../src/contracts/errors.js';
import { defaultDiscordSettings } from '../../src/discord/discord-settings.js';
import { discordVariableNames, parseDiscordSettings } from '../../src/settings/discord-settings.js';

describe('the bot’s settings', () => {
  it('have the defaults that the bot names, and are told by .env.example', () => {
    const byDefault = { ...defaultDiscordSettings, token: undefined, isShard: false };
    expect(parseDiscordSettings({})).toEqual(byDefault);
    const example = parse(readFileSync(new URL('../../.env.example', import.meta.url), 'utf8'));
    for (const name of discordVariableNames) expect(Object.keys(example)).toContain(name);
    expect(parseDiscordSettings(example)).toEqual(byDefault);
  });

  it.each([
    [{ DISCORD_TOKEN: ' a.b.c ' }, { token: 'a.b.c' }],
    [{ DISCORD_API_URL: 'http://127.0.0.1:5/api/' }, { apiUrl: 'http://127.0.0.1:5/api' }],
    [{ SHARDS: 'auto' }, { shards: 'auto', isShard: false }],
    [{ SHARDS: '3' }, { shards: 3 }],
    [{ SHARDS: '0-3 of 16' }, { shards: { total: 16, here: [0, 1, 2, 3] }, isShard: false }],
    [{ SHARDS: ' 15, 4-6,0 of 16 ' }, { shards: { total: 16, here: [0, 4, 5, 6, 15] } }],
    [{ SHARDS: '0 of 1' }, { shards: { total: 1, here: [0] } }],
    [{ SHARDS: 'any 4 of 16' }, { shards: { total: 16, here: 4 } }],
    [{ SHARDS: 'any 1 of 1' }, { shards: { total: 1, here: 1 } }],
    [
      { SHARDS: '0', SHARDING_MANAGER: 'true' },
      { shards: 'none', isShard: true },
    ],
    [{ DISCORD_GLOSS: '1' }, { showsGloss: true }],
    [{ DISCORD_MESSAGE_CONTENT: '1' }, { readsMessageContent: true }],
    [{ DISCORD_ANSWER_TIMEOUT_SECONDS: '5' }, { answerTimeoutMs: 5_000 }],
    [{ SHARDS: '3', SHARDING_MANAGER: 'true', DISCORD_METRICS_PORT: '9464' }, { metricsPort: 9_467 }],
    [{ DISCORD_METRICS_HOST: '0.0.0.0' }, { metricsHost: '0.0.0.0' }],
    [{ DISCORD_METRICS_HOST: '::1' }, { metricsHost: '::1' }],
    [{ DISCORD_METRICS_PORT: '  ' }, { metricsPort: undefined }],
  ])('read %j', (values, settings) => {
    expect(parseDiscordSettings(values)).toMatchObject(settings);
  });

  it.each([
    ['DISCORD_API_URL', 'ftp://discord.com'],
    ['DISCORD_API_URL', 'discord'],
    ['DISCORD_GUILD_ID', 'my server'],
    ['SHARDS', 'many'],
    ['SHARDS', '0'],
    ['SHARDS', '1001'],
    ['SHARDS', '0-16 of 16'],
    ['SHARDS', '3-1 of 16'],
    ['SHARDS', '0-2, 2 of 16'],
    ['SHARDS', 'of 16'],
    ['SHARDS', '- of 16'],
    ['SHARDS', '0 of 0'],
    ['SHARDS', 'any 0 of 16'],
    ['SHARDS', 'any 17 of 16'],
    ['SHARDS', '0-3 of 5000'],
    ['DISCORD_METRICS_PORT', '65536'],
    ['DISCORD_METRICS_HOST', 'everybody'],
    ['DISCORD_DOCUMENT_LINK', 'https://example.org/'],
    ['DISCORD_DOCUMENT_LINK', 'javascript:{path}'],
    ['DISCORD_CONCURRENCY', '1.5'],
    ['DISCORD_KEEP_ANSWERS_DAYS', 'Infinity'],
  ])('refuse %s=%s and name it', (name, value) => {
    expect(() => parseDiscordSettings({ [name]: value })).toThrow(UsageError);
    expect(() => parseDiscordSettings({ [name]: value })).toThrow(name);
  });
});
