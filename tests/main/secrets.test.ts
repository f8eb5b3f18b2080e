import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BotProcess } from '../discord/bot-process.js';
import { createPlace, runCommand, type Place } from './run-command.js';

const secret = 'c2VjcmV0LW9mLXRoZS1ib3Q';
const token = `MTIzNDU2Nzg5MDEyMzQ1Njc4.${secret}.aGFsZg`;

/** Answers everything with an error that repeats what it was sent, as a careless gateway may. */
let echo: Server;
let echoUrl: string;
let place: Place;

beforeAll(async () => {
  place = createPlace({ 'a.txt': 'The harbour of Lattania was rebuilt in 1987 by Greek engineers.\n' });
  echo = createServer((request, response) => {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: 0, message: `Bad: ${request.headers.authorization}` }));
  });
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  echoUrl = `http://127.0.0.1:${(echo.address() as AddressInfo).port}/api`;
});

afterAll(() => {
  echo.close();
  place.remove();
});

function environmentOf(variables: Readonly<Record<string, string>>): Record<string, string> {
  return {
    ...place.environment,
    DISCORD_TOKEN: token,
    DISCORD_API_URL: 'http://127.0.0.1:9/api',
    HF_TOKEN: secret,
    ...variables,
  };
}

type Failure = readonly [string, () => Record<string, string>];

const elsewhere: readonly Failure[] = [
  ['because Discord cannot be reached', () => ({ DISCORD_API_URL: 'http://127.0.0.1:9/api' })],
  ['because of an answer that repeats what was sent', () => ({ DISCORD_API_URL: echoUrl })],
];
const ours: readonly Failure[] = [
  ['because of a token that no header can carry', () => ({ DISCORD_TOKEN: `${token}\n${secret}` })],
  ['because of a token in quotes', () => ({ DISCORD_TOKEN: `“${token}”`, DISCORD_API_URL: echoUrl })],
  ['because of another setting', () => ({ DISCORD_CONCURRENCY: 'many', DISCORD_GUILD_ID: 'x' })],
];

describe('register, which fails', () => {
  test.each([...elsewhere, ...ours])(
    '%s, shows nothing of the token',
    { timeout: 60_000 },
    async (_, create) => {
      const { exitCode, stdout, stderr } = await runCommand('register', [], environmentOf(create()));
      expect([1, 2]).toContain(exitCode);
      expect(stderr).toMatch(/^isnad: [^\n]+\.\n$/m);
      expect(stdout + stderr).not.toContain(secret);
    },
  );
});

describe('start, which keeps trying', () => {
  test.each(elsewhere)('%s, shows nothing of the token', { timeout: 180_000 }, async (_, create) => {
    const bot = new BotProcess('start', environmentOf(create()));
    await bot.untilLogged('login failed', 2);
    bot.child.kill('SIGTERM');
    expect(await bot.exit()).toBe(0);
    expect(bot.output + bot.errors).not.toContain(secret);
  });
});

test('no file of the index holds the token either', () => {
  const root = place.environment.INDEX_DIR ?? '';
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  // The starts above have built it.
  expect(files.length).toBeGreaterThan(2);
  for (const { parentPath, name } of files) {
    expect(readFileSync(join(parentPath, name)).includes(secret), name).toBe(false);
  }
});
