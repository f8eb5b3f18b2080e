import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { UsageError } from '../../src/contracts/errors.js';
import { createInviteLink } from '../../src/discord/registration/invite-link.js';
import { registerCommands } from '../../src/discord/registration/register-commands.js';
import { FakeDiscord } from '../fake-discord/fake-discord.js';
import { refusals } from '../fake-discord/rest-error.js';

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
      otherPlaces: [],
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
    expect(await registerCommands(settings(guild.id))).toMatchObject({ hasChanged: true, otherPlaces: [] });
    expect(discord.world.commands.get('global')).toBeUndefined();
    expect(discord.world.commands.get(guild.id)).toHaveLength(10);
  });

  it('tells the invite link first, also where Discord then refuses', async () => {
    const told: string[] = [];
    const onInviteLink = (link: string) => told.push(`${link} after ${writes()} writes`);
    await expect(registerCommands(settings('123456789012345678'), { onInviteLink })).rejects.toThrow(
      UsageError,
    );
    expect(told).toEqual([`${createInviteLink(discord.world.applicationId)} after 0 writes`]);
  });

  it('finds the commands of all servers beside those of one, and removes them when asked to', async () => {
    const guild = discord.addGuild('Guild');
    await registerCommands(settings());
    expect(await registerCommands(settings(guild.id))).toMatchObject({ otherPlaces: [undefined] });
    expect(discord.world.commands.get('global')).toHaveLength(10);
    const removesOther = true;
    expect(await registerCommands(settings(guild.id), { removesOther })).toMatchObject({
      hasChanged: false,
      otherPlaces: [undefined],
    });
    expect(discord.world.commands.get('global')).toEqual([]);
    expect(discord.world.commands.get(guild.id)).toHaveLength(10);
    expect(await registerCommands(settings(guild.id))).toMatchObject({ otherPlaces: [] });
    expect(discord.malformed).toEqual([]);
  });

  it('finds servers with commands of their own among hundreds, but for those that it may not look into', async () => {
    const guilds = Array.from({ length: 405 }, (_, index) => discord.addGuild(`Guild ${index}`));
    const [first, last, closed] = [guilds[0]!, guilds[404]!, guilds[7]!];
    for (const { id } of [first, last, closed]) await registerCommands(settings(id));
    discord.failNext('GET', new RegExp(closed.id), refusals.missingAccess());
    const found = await registerCommands(settings(), { removesOther: true });
    expect(found.otherPlaces).toEqual([first.id, last.id]);
    expect(discord.world.commands.get(last.id)).toEqual([]);
    expect(discord.world.commands.get('global')).toHaveLength(10);
    expect(discord.malformed).toEqual([]);
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
      'is not in the server 123456789012345678 yet',
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
