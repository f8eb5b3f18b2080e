import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { FakeDiscord } from './fake-discord.js';
import type { FakeChannel } from './world.js';

/** The fake must refuse what Discord refuses, or the tests on it prove nothing. */
describe('the fake Discord', () => {
  let discord: FakeDiscord;
  let channel: FakeChannel;
  beforeEach(async () => {
    discord = await FakeDiscord.start();
    channel = discord.addTextChannel(discord.addGuild('Guild'), 'general');
  });
  afterEach(() => discord.stop());

  async function post(
    body: unknown,
    token = discord.token,
  ): Promise<{ status: number; code: number | undefined }> {
    const response = await fetch(`${discord.apiUrl}/v10/channels/${channel.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as { code?: number };
    return { status: response.status, code: answer.code };
  }

  const button = { type: 2, style: 2, custom_id: 'a', label: 'A' };
  const row = (...components: unknown[]) => [{ type: 1, components }];
  const select = { type: 3, custom_id: 'a', options: [{ label: 'A', value: 'a' }] };
  const embed = (rest: object) => ({ embeds: [{ title: 'T', ...rest }] });
  const field = { name: 'n', value: 'v' };

  it.each<[string, unknown]>([
    ['plain content', { content: 'x'.repeat(2_000) }],
    [
      'an embed at its limits',
      embed({ title: 'x'.repeat(256), description: 'x'.repeat(4_096), footer: { text: 'x'.repeat(1_648) } }),
    ],
    [
      'five rows of five buttons',
      {
        content: 'x',
        components: Array.from(
          { length: 5 },
          (_, r) => row(...Array.from({ length: 5 }, (__, c) => ({ ...button, custom_id: `${r}-${c}` })))[0],
        ),
      },
    ],
    ['a list', { content: 'x', components: row(select) }],
  ])('takes %s', async (_, body) => {
    expect((await post(body)).status).toBe(200);
  });

  it.each<[string, unknown, number]>([
    ['an empty message', {}, 50_006],
    ['white space', { content: ' \n' }, 50_006],
    ['too much content', { content: 'x'.repeat(2_001) }, 50_035],
    ['too long a title', embed({ title: 'x'.repeat(257) }), 50_035],
    ['too long a description', embed({ description: 'x'.repeat(4_097) }), 50_035],
    [
      'embeds of too much in all',
      { embeds: [{ description: 'x'.repeat(4_000) }, { description: 'x'.repeat(2_001) }] },
      50_035,
    ],
    ['eleven embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'T' })) }, 50_035],
    ['twenty-six fields', embed({ fields: Array.from({ length: 26 }, () => field) }), 50_035],
    ['an empty field value', embed({ fields: [{ name: 'n', value: ' ' }] }), 50_035],
    ['a field of invisible marks', embed({ fields: [{ name: 'n', value: '\u200f\u2068\u2069' }] }), 50_035],
    ['an empty embed', { embeds: [{ color: 1 }] }, 50_035],
    ['a lone surrogate', { content: '\ud800' }, 50_035],
    [
      'six rows',
      {
        content: 'x',
        components: Array.from({ length: 6 }, (_, r) => row({ ...button, custom_id: `${r}` })[0]),
      },
      50_035,
    ],
    [
      'six buttons in a row',
      {
        content: 'x',
        components: row(...Array.from({ length: 6 }, (_, c) => ({ ...button, custom_id: `${c}` }))),
      },
      50_035,
    ],
    ['an empty row', { content: 'x', components: row() }, 50_035],
    ['equal custom ids', { content: 'x', components: row(button, button) }, 50_035],
    [
      'a long custom id',
      { content: 'x', components: row({ ...button, custom_id: 'x'.repeat(101) }) },
      50_035,
    ],
    ['a long label', { content: 'x', components: row({ ...button, label: 'x'.repeat(81) }) }, 50_035],
    [
      'a button without a face',
      { content: 'x', components: row({ type: 2, style: 2, custom_id: 'a' }) },
      50_035,
    ],
    [
      'a list beside a button',
      { content: 'x', components: row(select, { ...button, custom_id: 'b' }) },
      50_035,
    ],
    ['a list without options', { content: 'x', components: row({ ...select, options: [] }) }, 50_035],
    [
      'a list of twenty-six',
      {
        content: 'x',
        components: row({
          ...select,
          options: Array.from({ length: 26 }, (_, index) => ({ label: 'A', value: `${index}` })),
        }),
      },
      50_035,
    ],
    [
      'equal options',
      { content: 'x', components: row({ ...select, options: [select.options[0], select.options[0]] }) },
      50_035,
    ],
    ['more wanted than offered', { content: 'x', components: row({ ...select, max_values: 2 }) }, 50_035],
    [
      'mentions both parsed and listed',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
      50_035,
    ],
    ['a reply to nothing', { content: 'x', message_reference: { message_id: '1' } }, 50_035],
  ])('refuses %s', async (_, body, code) => {
    expect(await post(body)).toEqual({ status: 400, code });
  });

  it('refuses another token, an unknown channel, and what it is not allowed', async () => {
    expect((await post({ content: 'x' }, 'wrong')).status).toBe(401);
    channel.deniedToBot = 1n << 11n;
    expect(await post({ content: 'x' })).toEqual({ status: 403, code: 50_013 });
    channel.deniedToBot = 1n << 10n;
    expect(await post({ content: 'x' })).toEqual({ status: 403, code: 50_001 });
    discord.world.channels.delete(channel.id);
    expect(await post({ content: 'x' })).toEqual({ status: 404, code: 10_003 });
  });

  it.each([
    ['@everyone', undefined, ['everyone']],
    ['<@1>', undefined, ['1']],
    ['@everyone <@1>', { parse: [] }, []],
    ['<@1> <@2>', { parse: [], users: ['2'] }, ['2']],
  ])('knows whom %j with %j notifies', async (content, allowed, pings) => {
    await post({ content, allowed_mentions: allowed });
    const [message] = [...channel.messages.values()];
    expect(message?.pings).toEqual(pings);
  });

  const command = { type: 1, name: 'ask', description: 'Ask' };
  it.each<[string, unknown]>([
    ['a name in capitals', { ...command, name: 'Ask' }],
    ['a name with a space', { ...command, name: 'a b' }],
    ['Arabic among the languages', { ...command, name_localizations: { ar: 'اسأل' } }],
    ['no description', { type: 1, name: 'ask' }],
    ['a long description', { ...command, description: 'x'.repeat(101) }],
    [
      'a required option after another',
      {
        ...command,
        options: [
          { type: 3, name: 'a', description: 'A' },
          { type: 3, name: 'b', description: 'B', required: true },
        ],
      },
    ],
  ])('refuses a command with %s', async (_, body) => {
    const response = await fetch(`${discord.apiUrl}/v10/applications/1/commands`, {
      method: 'PUT',
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      body: JSON.stringify([body]),
    });
    expect(response.status).toBe(400);
  });
});
