import { describe, expect, it } from 'vitest';

import { IsnadError } from '../../src/contracts/errors.js';
import { defaultGuildSettings } from '../../src/discord/bot.js';
import { collectionKey } from '../../src/discord/asking/collection-key.js';
import { manageGuild } from '../fake-discord/fake-discord.js';
import { ephemeral } from '../fake-discord/world.js';
import { seedPath, setStage, textOf } from './harness.js';

const question = 'متى انتهى الحظر التسليحي على إيران؟';
const file = (filename: string, text: string) => ({ filename, bytes: Buffer.from(text) });

async function setManagedStage(options: Parameters<typeof setStage>[0] = {}) {
  const stage = await setStage(options);
  const { user, channel } = stage;
  return {
    ...stage,
    log: stage.log,
    manager: { user, channel, permissions: manageGuild },
    member: { user, channel },
  };
}

describe('commands of managers', () => {
  it.each([
    ['seed', { file: file('a.txt', 'A') }, 'add'],
    ['seed', { document: seedPath }, 'remove'],
    ['reindex', {}, undefined],
    ['settings', {}, undefined],
    ['feedback', {}, 'export'],
  ])('refuse others on Discord’s word: /%s', async (name, options, subcommand) => {
    const { discord, member, seeds } = await setManagedStage();
    const said = await discord.slash(member, name, options, subcommand).answer();
    expect(said.content).toContain('Manage Server');
    expect(seeds.files.size + seeds.reindexed).toBe(0);
  });

  it('complete nothing for others', async () => {
    const { discord, member, manager } = await setManagedStage();
    expect(await discord.autocomplete(member, 'seed', 'document', '', 'remove')).toEqual([]);
    expect(await discord.autocomplete(manager, 'seed', 'document', '', 'remove')).toHaveLength(1);
  });
});

describe('/seed', () => {
  it('adds a file, indexes it, and answers from it', async () => {
    const { discord, manager, seeds } = await setManagedStage();
    const added = discord.slash(
      manager,
      'seed',
      { file: file('خبر جديد.txt', 'عنوان\nولد الشاعر في دمشق عام 1923.') },
      'add',
    );
    await added.until(({ message }) => message?.content.includes('up to date') ?? false);
    expect(added.message?.content).toContain('Added \u2066خبر جديد.txt\u2069');
    expect(added.message?.content).toContain('1 added');
    expect([...seeds.files.keys()]).toEqual(['خبر جديد.txt']);
    const answer = await discord.slash(manager, 'ask', { question: 'متى ولد الشاعر في دمشق؟' }).answer();
    expect(textOf(answer)).toContain('__1923__');
    expect(discord.malformed).toEqual([]);
  });

  it('says in the language of the server why a file is not read', async () => {
    const { discord, manager, seeds, services, guild } = await setManagedStage();
    await services.guildSettings.save(guild.id, { ...defaultGuildSettings, language: 'ar' });
    const refused = discord.slash(manager, 'seed', { file: file('a.doc', 'x') }, 'add');
    expect((await refused.answer()).content).toBe(
      '\u200fلم أُضف الملف. \u2066a.doc\u2069: ملف Word قديم \\(احفظه بصيغة docx\\).',
    );
    seeds.skipped = [
      { path: 'b.pdf', problem: { code: 'password' } },
      { path: 'c.txt', problem: { code: 'too-large', sizeBytes: 2 ** 26, limitBytes: 2 ** 25 } },
    ];
    const indexed = discord.slash(manager, 'reindex', {});
    await indexed.until(({ message }) => message?.content.includes('تُرك') ?? false);
    expect(indexed.message?.content.split('\n').slice(-3)).toEqual([
      '\u200fتُرك ملفان:',
      '\u200f• \u2066b.pdf\u2069: محمي بكلمة مرور \\(احفظ نسخة منه بلا كلمة مرور\\)',
      '\u200f• \u2066c.txt\u2069: حجمه 64 ميغابايت، والحد الأقصى 32 ميغابايت \\(MAX\\_FILE\\_MB\\)',
    ]);
    expect(discord.malformed).toEqual([]);
  });

  it('says what was read of a file, in no more than a message holds', async () => {
    const { discord, manager, seeds } = await setManagedStage();
    seeds.read = Array.from({ length: 9 }, (_, i) => ({
      path: `${'long '.repeat(40)}${i}.pdf`,
      format: 'pdf',
      headings: 34,
      parts: { page: 12 },
      remarks: [{ code: 'scanned', parts: [3] }],
    }));
    const added = discord.slash(manager, 'seed', { file: file('a.txt', 'Title\nText.') }, 'add');
    await added.until(({ message }) => message?.content.includes('up to date') ?? false);
    expect(added.message?.content).toContain('12 pages, 34 headings; page 3 has no text layer \\(scan\\)');
    expect(added.message?.content.length).toBeLessThan(2_000);
    expect(discord.malformed).toEqual([]);
  });

  it.each([
    ['another type', file('a.exe', 'MZ'), 'cannot read files of this type'],
    ['no type', file('README', 'x'), 'cannot read files of this type'],
    ['a type with a remedy', file('a.doc', 'x'), 'is an old Word file \\(save it as .docx\\)'],
    ['a file that cannot be read', file('a.txt', ''), 'I did not add the file: \u2066a.txt\u2069 is empty.'],
    [
      'a size that is stated as too large',
      { ...file('a.txt', 'x'), size: 2 ** 21 },
      'too large. The limit is \u20661 MB',
    ],
    [
      'a size that is stated as small',
      { filename: 'a.txt', bytes: Buffer.alloc(2 ** 20 + 1), size: 10 },
      'too large',
    ],
    ['another host', { ...file('a.txt', 'x'), url: 'http://127.0.0.1:9/a.txt' }, 'from Discord only'],
    ['a file of the machine', { ...file('a.txt', 'x'), url: 'file:///etc/passwd' }, 'from Discord only'],
    ['a name without a letter', file('؟!.txt', 'x'), 'needs a name'],
    ['a name of dots', file('....txt', 'x'), 'cannot read files of this type'],
  ])('refuses %s', async (_, attachment, said) => {
    const { discord, manager, seeds } = await setManagedStage();
    const answer = discord.slash(manager, 'seed', { file: attachment }, 'add');
    expect((await answer.answer()).content).toContain(said);
    expect(seeds.files.size).toBe(0);
  });

  it.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['..\\..\\boot.txt', 'boot.txt'],
    ['a:b*c?.txt', 'a_b_c_.txt'],
    ['con.txt', '_con.txt'],
    ['-rf.txt', 'rf.txt'],
  ])('makes the name %j safe', async (filename, path) => {
    const { discord, manager, seeds } = await setManagedStage();
    const added = discord.slash(manager, 'seed', { file: file(filename, 'Title\nText.') }, 'add');
    await added.until(({ message }) => message?.content.includes('up to date') ?? false);
    expect([...seeds.files.keys()]).toEqual([path]);
  });

  it('writes over a file only when asked to', async () => {
    const { discord, manager, seeds } = await setManagedStage();
    const add = async (options: object) => {
      const added = discord.slash(
        manager,
        'seed',
        { file: file('a.txt', 'Title\nText.'), ...options },
        'add',
      );
      await added.until(({ message }) => /up to date|already/.test(message?.content ?? ''));
      return added.message?.content;
    };
    expect(await add({})).toContain('Added');
    expect(await add({})).toContain('is there already');
    expect(await add({ replace: true })).toContain('Replaced');
    expect(seeds.reindexed).toBe(2);
  });

  it('removes a document, and nothing that is none', async () => {
    const { discord, manager } = await setManagedStage();
    const remove = async (document: string) => {
      const removed = discord.slash(manager, 'seed', { document }, 'remove');
      await removed.until(({ message }) => /up to date|no document/.test(message?.content ?? ''));
      return removed.message?.content;
    };
    expect(await remove('../package.json')).toContain('There is no document');
    expect(await remove('000')).toContain('There is no document');
    expect(await remove(seedPath)).toContain('1 removed');
    const answer = await discord.slash(manager, 'ask', { question }).answer();
    expect(textOf(answer)).toContain('لا توجد في المستندات');
  });
});

describe('/reindex', () => {
  it('shows progress and what was done; a failure is told without its details', async () => {
    const { discord, manager, seeds, log } = await setManagedStage();
    const done = discord.slash(manager, 'reindex', { rebuild: true });
    await done.until(({ message }) => message?.content.includes('up to date') ?? false);
    expect(done.message?.flags).toBe(ephemeral);
    seeds.error = new IsnadError('INDEX_LOCKED', 'The folder /srv/private is locked.', 'Wait.');
    const failed = discord.slash(manager, 'reindex');
    await failed.until(({ message }) => message?.content.includes('Indexing failed') ?? false);
    expect(failed.message?.content).not.toContain('/srv');
    expect(log.join('')).toContain('INDEX_LOCKED');
  });
});

describe('/settings', () => {
  it('changes language, threshold, visibility and channels of one guild alone', async () => {
    const { discord, manager, member, guild, user } = await setManagedStage();
    const other = discord.addTextChannel(guild, 'bots');
    discord.gateway.dispatch('CHANNEL_CREATE', guild.id, () => ({
      id: other.id,
      type: 0,
      name: 'bots',
      guild_id: guild.id,
    }));
    const panel = await discord.slash(manager, 'settings').answer();
    expect(textOf(panel)).toContain('all channels');
    await discord.chooseFrom(manager, panel, 'set-language', ['ar']).answer();
    await discord.chooseFrom(manager, panel, 'set-threshold', ['0.9']).answer();
    await discord.chooseFrom(manager, panel, 'set-visibility', ['private']).answer();
    expect(textOf(panel)).toContain('يراها السائل وحده');
    const answer = await discord.slash(member, 'ask', { question }).answer();
    expect(answer.flags & ephemeral).toBe(ephemeral);
    expect(textOf(answer)).toContain('لست متأكدًا');
    expect(textOf(await discord.slash(member, 'ask', { question: 'Who went?' }).answer())).toContain(
      'لا توجد',
    );

    await discord.chooseFrom(manager, panel, 'set-channels', [other.id]).answer();
    const refused = await discord.slash(member, 'ask', { question }).answer();
    expect(refused.content).toContain(`اسأل في <#${other.id}>`);
    expect(textOf(await discord.slash({ user, channel: other }, 'ask', { question }).answer())).toContain(
      'لست متأكدًا',
    );

    const otherGuild = discord.addGuild('Other');
    const elsewhere = discord.addTextChannel(otherGuild, 'general');
    expect(textOf(await discord.slash({ user, channel: elsewhere }, 'ask', { question }).answer())).toContain(
      'الثقة',
    );
    expect(discord.malformed).toEqual([]);
  });

  it('turns the gloss of quotations in another language on and off, against the operator’s setting', async () => {
    const stage = await setManagedStage();
    const { discord, manager, member, services, guild } = stage;
    const english = 'What about the international embargo on them: الحظر التسليحي أكتوبر';
    const label = 'Word by word from a dictionary, not a translation';
    const ask = () => discord.slash(member, 'ask', { question: english }).answer();
    expect(textOf(await ask())).not.toContain(label);

    const panel = await discord.slash(manager, 'settings', { gloss: 'on' }).answer();
    expect(textOf(panel)).toContain('one by one:** explained');
    const answer = await ask();
    expect(textOf(answer)).toContain(label);
    expect(textOf(answer)).toMatch(/embargo[^·]*\(الحظر\)/u);
    // The buttons show the same, also after a restart.
    await stage.restart();
    await discord.pressButton(member, answer, 'Next').answer();
    expect(textOf(answer)).toContain(label);
    expect(textOf(await discord.slash(member, 'ask', { question }).answer())).not.toContain('معجم');

    await discord.slash(manager, 'settings', { gloss: 'off' }).answer();
    expect((await services.guildSettings.find(guild.id))?.showsGloss).toBe(false);
    await discord.slash(manager, 'settings', { gloss: 'default' }).answer();
    expect((await services.guildSettings.find(guild.id))?.showsGloss).toBeUndefined();
    expect(textOf(await ask())).not.toContain(label);
    expect((await discord.slash(member, 'settings', { gloss: 'on' }).answer()).content).toContain(
      'Manage Server',
    );
    expect((await services.guildSettings.find(guild.id))?.showsGloss).toBeUndefined();
    expect(discord.malformed).toEqual([]);
  });

  it('glosses where the operator has it so, in servers that have not chosen', async () => {
    const { discord, member } = await setManagedStage({ settings: { showsGloss: true } });
    const answer = await discord
      .slash(member, 'ask', {
        question: 'What about the international embargo on them: الحظر التسليحي أكتوبر',
      })
      .answer();
    expect(textOf(answer)).toContain('Word by word');
  });

  it('takes nothing from others, and nothing that was not offered', async () => {
    const { discord, manager, member, guild, services } = await setManagedStage();
    const panel = await discord.slash(manager, 'settings').answer();
    const forged = await discord
      .forgeChoice(member, panel, 'isnad1|set-visibility|-|0', 3, ['private'])
      .answer();
    expect(forged.content).toContain('Manage Server');
    await discord.forgeChoice(manager, panel, 'isnad1|set-threshold|-|0', 3, ['7']).answer();
    await discord.forgeChoice(manager, panel, 'isnad1|set-language|-|0', 3, ['__proto__']).answer();
    await discord.forgeChoice(manager, panel, 'isnad1|set-channels|-|0', 8, ['999']).answer();
    await discord.forgeChoice(manager, panel, 'isnad1|set-collections|__proto__|0', 3, ['x']).answer();
    await discord.forgeChoice(manager, panel, 'isnad1|set-collections|999|0', 3, ['x']).answer();
    const saved = await services.guildSettings.find(guild.id);
    expect(saved?.threshold).toBeUndefined();
    expect(saved?.language).toBeUndefined();
    expect(saved?.allowedChannelIds).toEqual([]);
    expect(saved?.channelCollections).toEqual({});
    expect(saved?.areAnswersPublic).toBe(true);
  });
});

describe('the collections of /settings, when there are thousands', () => {
  const names = [
    ...Array.from({ length: 3_000 }, (_, index) => `c${String(index).padStart(4, '0')}`),
    'مجموعة الأخبار',
    '@everyone **x**',
    'long '.repeat(50).trim(),
  ].sort();

  it('are all reached by pages, and what is chosen on one stays chosen on the others', async () => {
    const { discord, manager, seeds, services, guild } = await setManagedStage();
    seeds.collections = names;
    const panel = await discord.slash(manager, 'settings').answer();
    await discord.pressButton(manager, panel, 'collections').answer();
    expect(textOf(panel)).toContain('Page 1 of 121, 3,003 collections');
    await discord.chooseFrom(manager, panel, 'set-collections', [collectionKey(names[3]!)]).answer();
    await discord.pressButton(manager, panel, 'Next').answer();
    const second = names.slice(25, 27).map(collectionKey);
    await discord.chooseFrom(manager, panel, 'set-collections', second).answer();
    expect((await services.guildSettings.find(guild.id))?.collections).toEqual([
      names[3],
      names[25],
      names[26],
    ]);
    await discord.chooseFrom(manager, panel, 'set-collections', [second[1]!]).answer();
    expect((await services.guildSettings.find(guild.id))?.collections).toEqual([names[3], names[26]]);

    await discord.forgeButton(manager, panel, 'isnad1|collections|-|999999').answer();
    expect(textOf(panel)).toContain('Page 121 of 121');
    await discord.pressButton(manager, panel, 'Answer from all').answer();
    expect((await services.guildSettings.find(guild.id))?.collections).toEqual([]);
    await discord.pressButton(manager, panel, 'settings').answer();
    expect(textOf(panel)).toContain('Channels I answer in');
    expect(discord.malformed).toEqual([]);
  });

  it.each([
    ['اخبار', 'مجموعة الأخبار'],
    ['EVERYONE', '@everyone **x**'],
    ['long long', names.find((name) => name.startsWith('long'))!],
    ['c2999', 'c2999'],
  ])('are found by a part of the name, however it is written: %s', async (typed, name) => {
    const { discord, manager, member, channel, seeds, services, guild } = await setManagedStage();
    seeds.collections = names;
    expect(await discord.autocomplete(member, 'settings', 'collection', typed)).toEqual([]);
    const [choice] = await discord.autocomplete(manager, 'settings', 'collection', typed);
    expect(choice?.value).toBe(collectionKey(name));
    const panel = await discord
      .slash(manager, 'settings', { channel, collection: collectionKey(name) })
      .answer();
    await discord.chooseFrom(manager, panel, 'set-collections', [collectionKey(name)]).answer();
    expect((await services.guildSettings.find(guild.id))?.channelCollections).toEqual({
      [channel.id]: [name],
    });
    expect(panel.pings).toEqual([]);
    expect(discord.malformed).toEqual([]);
  });

  it('are named when there is no such one, and take nothing from others', async () => {
    const { discord, manager, member, seeds, services, guild } = await setManagedStage();
    seeds.collections = names;
    const none = await discord.slash(manager, 'settings', { collection: '@everyone' }).answer();
    expect(none.content).toContain('There is no collection called “\\@everyone”');
    const panel = await discord.slash(manager, 'settings').answer();
    const forged = await discord.forgeButton(member, panel, 'isnad1|set-all|-|1').answer();
    expect(forged.content).toContain('Manage Server');
    const key = collectionKey(names[0]!);
    await discord.forgeChoice(manager, panel, 'isnad1|set-collections|-|1', 3, [key]).answer();
    expect((await services.guildSettings.find(guild.id))?.collections ?? []).toEqual([]);
  });
});

describe('/feedback export', () => {
  it('hands over this guild’s feedback as a file, without who gave it', async () => {
    const { discord, manager, user } = await setManagedStage();
    const exportAll = () => discord.slash(manager, 'feedback', {}, 'export').answer();
    expect((await exportAll()).content).toContain('No feedback');
    const answer = await discord.slash(manager, 'ask', { question }).answer();
    await discord.pressButton(manager, answer, '👍').answer();
    const [attachment] = (await exportAll()).attachments;
    const text = Buffer.from(attachment?.bytes ?? []).toString('utf8');
    expect(JSON.parse(text.replace('\ufeff', ''))).toMatchObject({ verdict: 'helpful', question });
    expect(text).not.toContain(user.id);
  });
});
