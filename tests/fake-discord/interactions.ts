import type { z } from 'zod';

import { channelPayload, memberPayload, userPayload } from './payloads.js';
import type { choicesPayload, ModalPayload } from './response-schemas.js';
import type { FakeChannel, FakeMessage, FakeUser, World } from './world.js';

type Choice = z.infer<typeof choicesPayload>['choices'][number];

/** An interaction from a user's press to what came of it. */
export class FakeInteraction {
  /** Kind of the first response, as Discord numbers them. */
  callbackType: number | undefined;
  acknowledgedAfterMs: number | undefined;
  /** The message that this interaction made or changed. */
  message: FakeMessage | undefined;
  readonly followUps: FakeMessage[] = [];
  modal: ModalPayload | undefined;
  choices: Choice[] | undefined;
  /** How many times the message has been written, the first response included. */
  writes = 0;
  private readonly checks = new Set<() => void>();

  constructor(
    readonly id: string,
    readonly token: string,
    readonly user: FakeUser,
    readonly channel: FakeChannel,
    /** The message whose button was pressed. */
    readonly source: FakeMessage | undefined,
    /** On the clock of the fake. */
    readonly createdAtMs: number,
  ) {}

  changed(): void {
    for (const check of [...this.checks]) check();
  }

  /** Resolves when `isTrue`; rejects when it has not come true in time. */
  until(isTrue: (interaction: this) => boolean, timeoutMs = 5_000): Promise<this> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.checks.delete(check);
        reject(new Error(`Nothing came of the interaction in ${timeoutMs} ms; so far: ${this.describe()}.`));
      }, timeoutMs);
      const check = (): void => {
        if (!isTrue(this)) return;
        clearTimeout(timer);
        this.checks.delete(check);
        resolve(this);
      };
      this.checks.add(check);
      check();
    });
  }

  /** The answer: the first response, or what a deferred one was edited to. */
  async answer(timeoutMs?: number): Promise<FakeMessage> {
    await this.until(({ message }) => message !== undefined && (message.flags & 128) === 0, timeoutMs);
    if (this.message === undefined) throw new Error('There is no message.');
    return this.message;
  }

  private describe(): string {
    return `callback ${this.callbackType ?? 'none'}, ${this.writes} writes, ${this.followUps.length} follow-ups`;
  }
}

/** Who does something, and where. */
export interface Press {
  readonly user: FakeUser;
  readonly channel: FakeChannel;
  /** Of the member, on Discord’s word. */
  readonly permissions?: bigint;
}

/** What Discord tells a bot about who acted and where, whatever was done. */
export function interactionPayload(world: World, { user, channel, permissions = 0n }: Press) {
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  return {
    application_id: world.applicationId,
    version: 1,
    channel_id: channel.id,
    channel: channelPayload(world, channel),
    locale: 'en-US',
    entitlements: [],
    app_permissions: (guild?.permissions ?? 0n).toString(),
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: guild === undefined ? {} : { '0': guild.id },
    context: guild === undefined ? 1 : 0,
    ...(guild === undefined
      ? { user: userPayload(user) }
      : {
          guild_id: guild.id,
          guild: { id: guild.id, locale: 'en-US', features: [] },
          guild_locale: 'en-US',
          member: { ...memberPayload(guild.permissions | permissions), user: userPayload(user) },
        }),
  };
}
