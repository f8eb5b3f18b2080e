import { z } from 'zod';

import type { FakeClock } from './clock.js';
import type { FakeInteraction } from './interactions.js';
import { checkNotEmpty } from './message-writer.js';
import type { MessageWriter } from './message-writer.js';
import { parseBody } from './read-request.js';
import type { RequestBody } from './read-request.js';
import { refusals } from './rest-error.js';
import { messagePayload } from './message-schemas.js';
import type { MessagePayload } from './message-schemas.js';
import { choicesPayload, modalPayload } from './response-schemas.js';
import { ephemeral, loading } from './world.js';
import type { FakeMessage } from './world.js';

/** Discord waits this long for the first response, and takes what follows for so long. */
const acknowledgeWithinMs = 3_000;
const tokenLifeMs = 15 * 60_000;

const responseBody = z.object({ type: z.int(), data: z.unknown().optional() });

/** What a bot may do with the token of an interaction. */
export class InteractionEndpoints {
  /** By their tokens. */
  readonly interactions = new Map<string, FakeInteraction>();

  constructor(
    private readonly clock: FakeClock,
    private readonly writer: MessageWriter,
  ) {}

  respond(id: string, token: string, { json, files }: RequestBody): void {
    const interaction = this.interactions.get(token);
    if (interaction?.id !== id) throw refusals.unknownInteraction();
    const afterMs = this.clock.nowMs() - interaction.createdAtMs;
    if (afterMs > acknowledgeWithinMs) throw refusals.unknownInteraction();
    if (interaction.callbackType !== undefined) throw refusals.alreadyAcknowledged();
    const { type, data } = parseBody(responseBody, json);
    if (type === 4 || type === 5) {
      const payload = parseBody(messagePayload, data ?? {});
      const message = this.build(interaction, payload, files, type === 5 ? loading : 0);
      if (type === 4) checkNotEmpty(message);
      interaction.message = message;
      keep(interaction, message);
    } else if (type === 6 || type === 7) {
      if (interaction.source === undefined)
        throw refusals.invalidForm([{ path: ['type'], message: 'No message to update.' }]);
      interaction.message = interaction.source;
      if (type === 7) this.writer.edit(interaction.source, parseBody(messagePayload, data ?? {}), files);
    } else if (type === 8) interaction.choices = parseBody(choicesPayload, data).choices;
    else if (type === 9) interaction.modal = parseBody(modalPayload, data);
    else throw refusals.invalidForm([{ path: ['type'], message: 'Unknown type of response.' }]);
    interaction.callbackType = type;
    interaction.acknowledgedAfterMs = afterMs;
    interaction.writes++;
    interaction.changed();
  }

  find(token: string, id: string): FakeMessage {
    const interaction = this.answered(token);
    const message =
      id === '@original' ? interaction.message : interaction.followUps.find((followUp) => followUp.id === id);
    const isDeleted =
      message !== undefined &&
      (message.flags & ephemeral) === 0 &&
      !interaction.channel.messages.has(message.id);
    if (message === undefined || isDeleted) throw refusals.unknownMessage();
    return message;
  }

  edit(token: string, id: string, { json, files }: RequestBody): FakeMessage {
    const message = this.find(token, id);
    this.writer.edit(message, parseBody(messagePayload, json), files);
    const interaction = this.answered(token);
    interaction.writes++;
    interaction.changed();
    return message;
  }

  followUp(token: string, { json, files }: RequestBody): FakeMessage {
    const interaction = this.answered(token);
    const isWaiting = interaction.message !== undefined && (interaction.message.flags & loading) !== 0;
    // The first follow-up of a deferred response takes its place.
    if (isWaiting) return this.edit(token, '@original', { json, files });
    const message = this.build(interaction, parseBody(messagePayload, json), files, 0);
    checkNotEmpty(message);
    keep(interaction, message);
    interaction.followUps.push(message);
    interaction.changed();
    return message;
  }

  private build(
    { channel }: FakeInteraction,
    payload: MessagePayload,
    files: RequestBody['files'],
    moreFlags: number,
  ): FakeMessage {
    const flags = ((payload.flags ?? 0) & ephemeral) | moreFlags;
    return this.writer.build({ channel, payload, files, flags });
  }

  /** An interaction that has been responded to, and whose token still holds. */
  private answered(token: string): FakeInteraction {
    const interaction = this.interactions.get(token);
    if (interaction?.callbackType === undefined) throw refusals.unknownWebhook();
    if (this.clock.nowMs() - interaction.createdAtMs > tokenLifeMs) throw refusals.invalidWebhookToken();
    return interaction;
  }
}

/** What only its user sees is not among the messages of the channel. */
function keep({ channel }: FakeInteraction, message: FakeMessage): void {
  if ((message.flags & ephemeral) === 0) channel.messages.set(message.id, message);
}
