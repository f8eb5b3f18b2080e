import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { FakeDiscord } from './fake-discord.js';

/** https://docs.discord.com/developers/topics/rate-limits */
describe('the limits of requests', () => {
  let discord: FakeDiscord;
  let guildId: string;
  beforeEach(async () => {
    discord = await FakeDiscord.start();
    guildId = discord.addGuild('Guild').id;
    discord.world.commands.set('global', [{ id: '1', type: 1, name: 'ask', description: 'Ask' }]);
  });
  afterEach(() => discord.stop());

  const addChannel = () => discord.world.addChannel({ guildId, type: 0, name: 'general' });

  async function send(method: string, path: string, body?: object) {
    const response = await fetch(`${discord.apiUrl}/v10${path}`, {
      method,
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? {} : JSON.parse(text)) as {
        retry_after?: number;
        global?: boolean;
        code?: number;
      },
    };
  }

  it('let a bot send fifty a second in all, and answer interactions besides', async () => {
    discord.clock.stop();
    for (let count = 0; count < 50; count++) {
      expect((await send('GET', `/channels/${addChannel().id}`)).status).toBe(200);
    }
    const refused = await send('GET', `/channels/${addChannel().id}`);
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({ code: 0, retry_after: 1, global: true });
    expect(refused.headers.get('x-ratelimit-scope')).toBe('global');
    expect(refused.headers.get('x-ratelimit-global')).toBe('true');
    const { id, token } = discord.slash({ user: discord.addUser('Amal'), channel: addChannel() }, 'ask');
    expect((await send('POST', `/interactions/${id}/${token}/callback`, { type: 5 })).status).toBe(204);
    const answer = `/webhooks/${discord.world.applicationId}/${token}/messages/@original`;
    expect((await send('PATCH', answer, { content: 'x' })).status).toBe(200);
    discord.clock.advance(1_000);
    expect((await send('GET', `/channels/${addChannel().id}`)).status).toBe(200);
  });

  it('let a channel take five messages in five seconds, and tell where the bot stands', async () => {
    discord.clock.stop();
    const { id } = addChannel();
    const post = (channelId: string) => send('POST', `/channels/${channelId}/messages`, { content: 'x' });
    for (const remaining of ['4', '3', '2', '1', '0']) {
      const { status, headers } = await post(id);
      expect([status, headers.get('x-ratelimit-remaining')]).toEqual([200, remaining]);
      expect(headers.get('x-ratelimit-limit')).toBe('5');
    }
    discord.clock.advance(1_700);
    const refused = await post(id);
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({ retry_after: 3.3, global: false });
    expect(refused.headers.get('retry-after')).toBe('4');
    expect(refused.headers.get('x-ratelimit-reset-after')).toBe('3.3');
    expect(refused.headers.get('x-ratelimit-scope')).toBe('user');
    expect((await post(addChannel().id)).status).toBe(200);
    expect((await send('POST', `/channels/${id}/typing`)).status).toBe(204);
    discord.clock.advance(3_300);
    expect((await post(id)).status).toBe(200);
  });

  it('count what is refused as well, and tell the bucket with the refusal', async () => {
    discord.clock.stop();
    const { id } = addChannel();
    const { status, headers } = await send('POST', `/channels/${id}/messages`, {});
    expect([status, headers.get('x-ratelimit-remaining')]).toEqual([400, '4']);
  });
});

it('a new thread is answered with 201', async () => {
  const discord = await FakeDiscord.start();
  try {
    const channel = discord.addTextChannel(discord.addGuild('Guild'), 'general');
    const message = discord.post(discord.addUser('Amal'), channel, 'x');
    const response = await fetch(
      `${discord.apiUrl}/v10/channels/${channel.id}/messages/${message.id}/threads`,
      {
        method: 'POST',
        headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Thread' }),
      },
    );
    expect(response.status).toBe(201);
  } finally {
    await discord.stop();
  }
});
