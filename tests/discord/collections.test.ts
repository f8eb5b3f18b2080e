import { describe, expect, it } from 'vitest';

import { findScope, isInScope, parseCollectionGrants } from '../../src/discord/asking/collections.js';
import { defaultGuildSettings } from '../../src/discord/bot.js';
import { collectionKey } from '../../src/discord/asking/collection-key.js';
import { UsageError } from '../../src/contracts/errors.js';
import { manageGuild } from '../fake-discord/fake-discord.js';
import { setStage, textOf } from './harness.js';

const guildA = '100000000000000001';
const guildB = '100000000000000002';
const at = (guildId: string | undefined, channelId = '1', parentChannelId?: string) => ({
  guildId,
  channelId,
  parentChannelId,
});

describe('grants', () => {
  it.each([
    [undefined, undefined],
    ['  ', undefined],
    [
      `${guildA}=news, law ;dm=news;*=`,
      new Map([
        [guildA, ['news', 'law']],
        ['dm', ['news']],
        ['*', []],
      ]),
    ],
    ['*=أخبار', new Map([['*', ['أخبار']]])],
  ])('reads %j', (text, grants) => {
    expect(parseCollectionGrants(text)).toEqual(grants);
  });

  it.each([
    'news',
    '=news',
    'guild=news',
    `${guildA}=../x`,
    `${guildA}=a/b`,
    `${guildA}=.git`,
    `${guildA}=a;${guildA}=b`,
  ])('refuses %j rather than open everything', (text) => {
    expect(() => parseCollectionGrants(text)).toThrow(UsageError);
    expect(() => parseCollectionGrants(text)).toThrow('DISCORD_COLLECTIONS');
  });

  it.each([
    ['no grants: everything', undefined, {}, at(guildA), undefined],
    ['the guild’s own', `${guildA}=a,b;*=c`, {}, at(guildA), ['a', 'b']],
    ['those for all others', `${guildA}=a;*=c`, {}, at(guildB), ['c']],
    ['nothing where nothing is granted', `${guildA}=a`, {}, at(guildB), []],
    ['nothing in direct messages', `${guildA}=a`, {}, at(undefined), []],
    ['those for direct messages', `dm=d;*=c`, {}, at(undefined), ['d']],
    ['the guild’s choice', `${guildA}=a,b`, { collections: ['b'] }, at(guildA), ['b']],
    ['never more than granted', `${guildA}=a`, { collections: ['b'] }, at(guildA), []],
    [
      'the channel’s choice',
      `${guildA}=a,b`,
      { collections: ['b'], channelCollections: { '1': ['a'] } },
      at(guildA),
      ['a'],
    ],
    [
      'a thread’s channel’s choice',
      `${guildA}=a,b`,
      { channelCollections: { '1': ['a'] } },
      at(guildA, '2', '1'),
      ['a'],
    ],
    [
      'a channel’s choice within the grant',
      `${guildA}=a`,
      { channelCollections: { '1': ['b'] } },
      at(guildA),
      [],
    ],
    ['a choice without grants', undefined, { collections: ['b'] }, at(guildA), ['b']],
  ])('%s', (_, grants, settings, location, scope) => {
    expect(
      findScope(parseCollectionGrants(grants), { ...defaultGuildSettings, ...settings }, location),
    ).toEqual(scope);
  });

  it('takes a folder’s name whole', () => {
    expect(isInScope('news/a.txt', ['news'])).toBe(true);
    expect(isInScope('newspaper/a.txt', ['news'])).toBe(false);
    expect(isInScope('a.txt', [])).toBe(false);
  });
});

describe('collections', () => {
  const shared = 'The treaty was signed in Vienna in 1815.';
  const texts = {
    'alpha/a.txt': `Alpha\n${shared}\nAlpha secret word zebra.`,
    'beta/b.txt': `Beta\n${shared}\nBeta hidden word walrus.`,
  };
  const question = 'When was the treaty signed in Vienna?';

  async function setTwoGuilds() {
    const stage = await setStage({ texts });
    await stage.running.stop();
    const other = stage.discord.addGuild('Other');
    const otherChannel = stage.discord.addTextChannel(other, 'general');
    Object.assign(stage.settings, { collections: `${stage.guild.id}=alpha;${other.id}=beta` });
    await stage.restart();
    return { ...stage, log: stage.log, other, otherChannel };
  }

  it('never leak: answers, other copies, documents, autocomplete, about, buttons', async () => {
    const { discord, user, channel, otherChannel } = await setTwoGuilds();
    for (const [place, own, foreign] of [
      [channel, 'alpha', 'beta'],
      [otherChannel, 'beta', 'alpha'],
    ] as const) {
      const press = { user, channel: place };
      const answer = await discord.slash(press, 'ask', { question }).answer();
      expect(textOf(answer)).toContain(`${own}/`);
      const foreignWords = foreign === 'beta' ? 'hidden word walrus' : 'secret word zebra';
      const hidden = await discord.slash(press, 'ask', { question: foreignWords }).answer();
      const named = await discord
        .slash(press, 'ask', { question, document: `${foreign}/${foreign[0]}.txt` })
        .answer();
      expect(named.content).toContain('no document called');
      const list = await discord.slash(press, 'documents').answer();
      const about = await discord.slash(press, 'about').answer();
      const context = await discord.pressButton(press, answer, 'context').answer();
      expect(await discord.autocomplete(press, 'ask', 'document', '')).toHaveLength(1);
      expect(await discord.autocomplete(press, 'ask', 'document', foreign)).toEqual([]);
      expect(textOf(about)).toContain('1 document\n');
      for (const message of [answer, hidden, list, about, context]) {
        expect(
          `${textOf(message)}${message.attachments.map(({ bytes }) => Buffer.from(bytes).toString()).join('')}`,
        ).not.toMatch(new RegExp(`${foreign}/`, 'i'));
      }
    }
  });

  it('are closed in direct messages that were granted nothing', async () => {
    const { discord, user } = await setTwoGuilds();
    const direct = discord.directChannel(user);
    const next = discord.nextMessage(direct);
    discord.post(user, direct, question);
    expect((await next).content).toContain('No documents are assigned');
    expect(await discord.autocomplete({ user, channel: direct }, 'ask', 'document', '')).toEqual([]);
    expect(textOf(await discord.slash({ user, channel: direct }, 'documents').answer())).toContain(
      'no documents here',
    );
  });

  it('hide what buttons showed once the place no longer answers from it', async () => {
    const stage = await setStage({ texts });
    const { discord, user, channel, guild, services, seeds } = stage;
    seeds.collections = ['alpha', 'beta'];
    const answer = await discord
      .slash({ user, channel }, 'ask', { question: 'alpha secret word zebra' })
      .answer();
    const manager = { user, channel, permissions: manageGuild };
    const panel = await discord.slash(manager, 'settings', { channel }).answer();
    await discord.chooseFrom(manager, panel, 'set-collections', [collectionKey('beta')]).answer();
    expect((await services.guildSettings.find(guild.id))?.channelCollections).toEqual({
      [channel.id]: ['beta'],
    });
    const context = await discord.pressButton({ user, channel }, answer, 'context').answer();
    expect(context.content).toContain('changed or gone');
    const asked = await discord.slash({ user, channel }, 'ask', { question }).answer();
    expect(textOf(asked)).toContain('beta/b.txt');
    expect(textOf(asked)).not.toContain('alpha');
  });

  it('let managers choose among, add to and remove from their own only', async () => {
    const { discord, user, channel, guild, seeds, services } = await setTwoGuilds();
    const manager = { user, channel, permissions: manageGuild };
    const panel = await discord.slash(manager, 'settings').answer();
    expect(JSON.stringify(panel.components)).toContain('alpha');
    expect(JSON.stringify(panel.components)).not.toContain('beta');
    await discord
      .forgeChoice(manager, panel, 'isnad1|set-collections|-|0', 3, [collectionKey('beta')])
      .answer();
    expect((await services.guildSettings.find(guild.id))?.collections).toEqual([]);

    const file = { filename: 'new.txt', bytes: Buffer.from('New\nText.') };
    const foreign = await discord.slash(manager, 'seed', { file, collection: 'beta' }, 'add').answer();
    expect(foreign.content).toContain('choose one of your collections');
    const own = discord.slash(manager, 'seed', { file }, 'add');
    await own.until(({ message }) => message?.content.includes('up to date') ?? false);
    expect([...seeds.files.keys()]).toEqual(['alpha/new.txt']);
    const removed = await discord.slash(manager, 'seed', { document: 'beta/b.txt' }, 'remove').answer();
    expect(removed.content).toContain('There is no document');
    expect(await discord.autocomplete(manager, 'seed', 'collection', '', 'add')).toEqual([
      { name: 'alpha', value: collectionKey('alpha') },
    ]);
  });
});
