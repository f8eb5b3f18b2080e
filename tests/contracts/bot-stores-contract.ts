import { beforeEach, describe, expect, it } from 'vitest';

import type {
  Feedback,
  FeedbackStore,
  GuildSettings,
  GuildSettingsStore,
  ShownAnswer,
  ShownAnswerStore,
} from '../../src/contracts/bot-stores.js';

const shown: ShownAnswer = {
  id: 'AAAAAAAAAAAAAAA1',
  kind: 'answered',
  question: 'متى انتهى الحظر؟ \u202e "x" \u0000 \'; DROP TABLE--',
  followUpContext: 'Who visited Russia?',
  language: 'ar',
  confidence: 0.875,
  citations: [
    {
      passageId: 7,
      answerSpans: [
        { start: 10, end: 20 },
        { start: 30, end: 31 },
      ],
      markSpan: { start: 12, end: 14 },
    },
    { passageId: 2 ** 40, answerSpans: [{ start: 0, end: 1 }], markSpan: undefined },
  ],
  askerId: '100000000000000001',
  guildId: '200000000000000001',
  channelId: '300000000000000001',
  isPrivate: true,
  createdAtMs: 1_700_000_000_000,
};

/** Every ShownAnswerStore does this. `create` gives an empty one. */
export function describeShownAnswerStore(create: () => ShownAnswerStore | Promise<ShownAnswerStore>): void {
  describe('shown answers', () => {
    let store: ShownAnswerStore;
    beforeEach(async () => {
      store = await create();
    });

    it.each<[string, ShownAnswer]>([
      ['an answer', shown],
      [
        'one without a guild, an earlier question or a citation',
        {
          ...shown,
          kind: 'no-answer',
          guildId: undefined,
          followUpContext: undefined,
          citations: [],
          isPrivate: false,
          confidence: 0,
        },
      ],
    ])('gives back %s as it was saved', async (_, answer) => {
      await store.save(answer);
      expect(await store.find(answer.id)).toEqual(answer);
    });

    it('finds nothing under another id', async () => {
      await store.save(shown);
      expect(await store.find('AAAAAAAAAAAAAAA2')).toBeUndefined();
      expect(await store.find("' OR 1=1 --")).toBeUndefined();
    });

    it('replaces an answer of the same id', async () => {
      await store.save(shown);
      await store.save({ ...shown, confidence: 0.1 });
      expect((await store.find(shown.id))?.confidence).toBe(0.1);
    });

    it('publishes once', async () => {
      await store.save(shown);
      expect(await store.publish(shown.id)).toBe(true);
      expect(await store.publish(shown.id)).toBe(false);
      expect(await store.find(shown.id)).toEqual({ ...shown, isPrivate: false });
      expect(await store.publish('AAAAAAAAAAAAAAA2')).toBe(false);
    });

    it('finds the latest that a reader may see', async () => {
      const open = { ...shown, id: 'open', isPrivate: false, createdAtMs: 1_000 };
      const own = { ...shown, id: 'own', isPrivate: true, createdAtMs: 2_000 };
      const other = {
        ...shown,
        id: 'other',
        isPrivate: true,
        askerId: '100000000000000002',
        createdAtMs: 3_000,
      };
      const elsewhere = { ...shown, id: 'elsewhere', isPrivate: false, channelId: '3', createdAtMs: 4_000 };
      for (const answer of [other, elsewhere, own, open]) await store.save(answer);
      expect((await store.findLatest(shown.channelId, shown.askerId))?.id).toBe('own');
      expect((await store.findLatest(shown.channelId, other.askerId))?.id).toBe('other');
      expect((await store.findLatest(shown.channelId, '9'))?.id).toBe('open');
      expect(await store.findLatest('4', shown.askerId)).toBeUndefined();
    });

    it('forgets what is older than a time, and says how many', async () => {
      for (const createdAtMs of [1_000, 2_000, 3_000])
        await store.save({ ...shown, id: `at-${createdAtMs}`, createdAtMs });
      expect(await store.deleteBefore(3_000)).toBe(2);
      expect(await store.find('at-1000')).toBeUndefined();
      expect(await store.find('at-3000')).toBeDefined();
      expect(await store.deleteBefore(3_000)).toBe(0);
    });
  });
}

const feedback: Feedback = {
  answerId: shown.id,
  userId: shown.askerId,
  guildId: shown.guildId,
  question: shown.question,
  confidence: 0.5,
  passageIds: [7, 8],
  verdict: 'unhelpful',
  whatWasWrong: 'التاريخ خطأ\nline two',
  whatWouldBeRight: '',
  createdAtMs: 1_700_000_000_000,
};

/** Every FeedbackStore does this. `create` gives an empty one. */
export function describeFeedbackStore(create: () => FeedbackStore | Promise<FeedbackStore>): void {
  describe('feedback', () => {
    it('gives back what one guild said, oldest first, and nothing of another', async () => {
      const store = await create();
      const later = { ...feedback, answerId: 'later', createdAtMs: feedback.createdAtMs + 1 };
      await store.save(later);
      await store.save(feedback);
      await store.save({ ...feedback, answerId: 'other guild', guildId: '2' });
      await store.save({ ...feedback, answerId: 'direct', guildId: undefined });
      expect(await store.list('200000000000000001')).toEqual([feedback, later]);
      expect(await store.list('3')).toEqual([]);
    });

    it('keeps the last word of a user on an answer', async () => {
      const store = await create();
      await store.save(feedback);
      await store.save({ ...feedback, userId: 'another' });
      await store.save({ ...feedback, verdict: 'helpful', whatWasWrong: '' });
      const verdicts = (await store.list('200000000000000001')).map(({ userId, verdict }) => [
        userId,
        verdict,
      ]);
      expect(verdicts).toHaveLength(2);
      expect(verdicts).toContainEqual([feedback.userId, 'helpful']);
    });
  });
}

const settings: GuildSettings = {
  allowedChannelIds: ['1', '2'],
  language: 'ar',
  threshold: 0.6,
  areAnswersPublic: false,
  collections: ['أخبار', 'law'],
  channelCollections: { '1': ['law'], '2': [] },
};

/** Every GuildSettingsStore does this. `create` gives an empty one. */
export function describeGuildSettingsStore(
  create: () => GuildSettingsStore | Promise<GuildSettingsStore>,
): void {
  describe('guild settings', () => {
    it('keeps each guild’s own, and the last that were saved', async () => {
      const store = await create();
      const plain = {
        ...settings,
        allowedChannelIds: [],
        language: undefined,
        threshold: undefined,
        collections: [],
        channelCollections: {},
      };
      await store.save('100', settings);
      await store.save('200', plain);
      expect(await store.find('100')).toEqual(settings);
      expect(await store.find('200')).toEqual(plain);
      expect(await store.find('300')).toBeUndefined();
      await store.save('100', plain);
      expect(await store.find('100')).toEqual(plain);
    });
  });
}
