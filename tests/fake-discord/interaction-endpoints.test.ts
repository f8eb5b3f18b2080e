import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { FakeDiscord } from './fake-discord.js';
import type { FakeInteraction } from './interactions.js';
import type { FakeChannel } from './world.js';

const minuteMs = 60_000;

describe('the token of an interaction', () => {
  let discord: FakeDiscord;
  let channel: FakeChannel;
  beforeEach(async () => {
    discord = await FakeDiscord.start();
    channel = discord.addTextChannel(discord.addGuild('Guild'), 'general');
    discord.world.commands.set('global', [{ id: '1', type: 1, name: 'ask', description: 'Ask' }]);
  });
  afterEach(() => discord.stop());

  async function send(method: string, path: string, body?: unknown) {
    const response = await fetch(`${discord.apiUrl}/v10${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const { code } = (text === '' ? {} : JSON.parse(text)) as { code?: number };
    return { status: response.status, code };
  }

  const give = () => discord.slash({ user: discord.addUser('Amal'), channel }, 'ask');
  const respond = ({ id, token }: FakeInteraction, type: number) =>
    send('POST', `/interactions/${id}/${token}/callback`, { type, data: { content: 'x' } });
  const webhook = ({ token }: FakeInteraction) => `/webhooks/${discord.world.applicationId}/${token}`;

  it('takes a first response for three seconds, and one alone', async () => {
    const given = give();
    expect(await respond(given, 5)).toEqual({ status: 204, code: undefined });
    expect(await respond(given, 5)).toEqual({ status: 400, code: 40_060 });
    const late = give();
    discord.clock.advance(3_001);
    expect(await respond(late, 5)).toEqual({ status: 404, code: 10_062 });
  });

  it('ends after fifteen minutes, whatever is done with it', async () => {
    const given = give();
    await respond(given, 5);
    const ways = [
      () => send('PATCH', `${webhook(given)}/messages/@original`, { content: 'y' }),
      () => send('GET', `${webhook(given)}/messages/@original`),
      () => send('POST', webhook(given), { content: 'z' }),
    ];
    discord.clock.advance(14 * minuteMs);
    for (const way of ways) expect(await way()).toEqual({ status: 200, code: undefined });
    discord.clock.advance(minuteMs);
    for (const way of ways) expect(await way()).toEqual({ status: 401, code: 50_027 });
  });

  it('lets the first follow-up take the place of a deferred response', async () => {
    const given = give();
    await respond(given, 5);
    await send('POST', webhook(given), { content: 'y' });
    expect(given.message?.content).toBe('y');
    expect(given.followUps).toEqual([]);
    await send('POST', webhook(given), { content: 'z' });
    expect(given.followUps.map(({ content }) => content)).toEqual(['z']);
  });
});
