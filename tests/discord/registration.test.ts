import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { UsageError } from '../../src/contracts/errors.js';
import { createInviteLink } from '../../src/discord/registration/invite-link.js';
import { registerCommands } from '../../src/discord/registration/register-commands.js';
import { FakeDiscord } from '../fake-discord/fake-discord.js';

describe('registering', () => {
  let discord: FakeDiscord;
  beforeEach(async () => {
    discord = await FakeDiscord.start();
  });
  afterEach(() => discord.stop());
  const settings = (guildId?: string) => ({ token: discord.token, apiUrl: discord.apiUrl, guildId });
  const writes = () => discord.rest.log.filter(({ method }) => method === 'PUT').length;

  it('registers everywhere, and a second time only when something has changed', async () => {
    expect(await registerCommands(settings())).toMatchObject({
      hasChanged: true,
      commands: 10,
      guildId: undefined,
    });
    expect(await registerCommands(settings())).toMatchObject({ hasChanged: false });
    expect(writes()).toBe(1);
    const registered = discord.world.commands.get('global') ?? [];
    expect(registered.map(({ name }) => name)).toContain('اسأل');
    expect(registered.map(({ name }) => name)).toContain('ask');
    expect(registered.every((command) => command.name_localizations === undefined)).toBe(true);
    discord.world.commands.set('global', registered.slice(1));
    expect(await registerCommands(settings())).toMatchObject({ hasChanged: true });
    const [first, ...rest] = discord.world.commands.get('global') ?? [];
    if (first === undefined || !('description' in first)) throw new Error('No command.');
    discord.world.commands.set('global', [{ ...first, description: 'older' }, ...rest]);
    expect(await registerCommands(settings())).toMatchObject({ hasChanged: true });
    expect(discord.malformed).toEqual([]);
  });

  it('registers in one guild', async () => {
    const guild = discord.addGuild('Guild');
    expect(await registerCommands(settings(guild.id))).toMatchObject({ hasChanged: true, guildId: guild.id });
    expect(discord.world.commands.get('global')).toBeUndefined();
    expect(discord.world.commands.get(guild.id)).toHaveLength(10);
  });

  it('asks managers’ commands of managers only, and none of them in direct messages', async () => {
    await registerCommands(settings());
    const forManagers = (discord.world.commands.get('global') ?? []).filter(
      (command) => command.default_member_permissions !== null,
    );
    expect(forManagers.map(({ name }) => name).sort()).toEqual(['feedback', 'reindex', 'seed', 'settings']);
    for (const command of forManagers) {
      expect(command.default_member_permissions).toBe('32');
      expect(command.contexts).toEqual([0]);
    }
  });

  it.each([
    ['a wrong token', () => ({ ...settings(), token: 'wrong' }), 'does not accept the token'],
    [
      'a guild without the bot',
      () => settings('123456789012345678'),
      'is not in the server 123456789012345678',
    ],
  ])('says what is wrong in one sentence: %s', async (_, create, said) => {
    await expect(registerCommands(create())).rejects.toThrow(UsageError);
    await expect(registerCommands(create())).rejects.toThrow(said);
  });
});

it('invites with exactly the permissions that are used', () => {
  const link = new URL(createInviteLink('1234567890'));
  expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
  expect(link.searchParams.get('client_id')).toBe('1234567890');
  expect(link.searchParams.get('scope')).toBe('bot applications.commands');
  const permissions = BigInt(link.searchParams.get('permissions') ?? 0);
  const bits = Array.from({ length: 64 }, (_, bit) => bit).filter((bit) => (permissions >> BigInt(bit)) & 1n);
  // View, send, embed, attach, history, public threads, send in threads.
  expect(bits).toEqual([10, 11, 14, 15, 16, 35, 38]);
});
