import type {
  Feedback,
  FeedbackStore,
  GuildSettings,
  GuildSettingsStore,
  ShownAnswer,
  ShownAnswerStore,
} from '../../src/contracts/bot-stores.js';

export function createMemoryShownAnswers(): ShownAnswerStore {
  const answers = new Map<string, ShownAnswer>();
  return {
    save(answer) {
      answers.delete(answer.id);
      answers.set(answer.id, answer);
    },
    find: (id) => answers.get(id),
    findLatest(channelId, readerId) {
      const visible = [...answers.values()].filter(
        (answer) => answer.channelId === channelId && (!answer.isPrivate || answer.askerId === readerId),
      );
      return visible.reduce<ShownAnswer | undefined>(
        (latest, answer) =>
          latest !== undefined && latest.createdAtMs > answer.createdAtMs ? latest : answer,
        undefined,
      );
    },
    publish(id) {
      const answer = answers.get(id);
      if (answer?.isPrivate !== true) return false;
      answers.set(id, { ...answer, isPrivate: false });
      return true;
    },
    deleteBefore(timeMs) {
      const old = [...answers.values()].filter((answer) => answer.createdAtMs < timeMs);
      for (const { id } of old) answers.delete(id);
      return old.length;
    },
  };
}

export function createMemoryFeedback(): FeedbackStore {
  const all = new Map<string, Feedback>();
  return {
    save(feedback) {
      all.set(`${feedback.answerId} ${feedback.userId}`, feedback);
    },
    list: (guildId) =>
      [...all.values()]
        .filter((feedback) => feedback.guildId === guildId)
        .sort((left, right) => left.createdAtMs - right.createdAtMs),
  };
}

export function createMemoryGuildSettings(): GuildSettingsStore {
  const all = new Map<string, GuildSettings>();
  return {
    find: (guildId) => all.get(guildId),
    save(guildId, settings) {
      all.set(guildId, settings);
    },
  };
}
