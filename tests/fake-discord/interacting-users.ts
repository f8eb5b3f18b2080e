import { randomBytes } from 'node:crypto';

import type { FakeClock } from './clock.js';
import { describeCommand, findCommand, resolveOption } from './commands.js';
import type { OptionValue, Resolved } from './commands.js';
import { findButton, findList } from './components.js';
import type { GatewayServer } from './gateway-server.js';
import { FakeInteraction, interactionPayload } from './interactions.js';
import type { Press } from './interactions.js';
import { channelPayload } from './payloads.js';
import type { RestServer } from './rest-server.js';
import { ephemeral } from './world.js';
import type { FakeMessage, FakeUser, World } from './world.js';

/** What users do with a bot's commands, buttons, lists and forms: each becomes an interaction that the bot is told of. */
export abstract class InteractingUsers {
  abstract readonly world: World;
  abstract readonly clock: FakeClock;
  abstract readonly rest: RestServer;
  abstract readonly gateway: GatewayServer;

  /** A user runs a chat command. Registered commands only, with the options that they have. */
  slash(
    press: Press,
    name: string,
    options: Readonly<Record<string, OptionValue>> = {},
    subcommand?: string,
  ): FakeInteraction {
    const { leaves, build } = describeCommand(this.world, press.channel, name, subcommand);
    const resolved: Resolved = {};
    const upload = (bytes: Uint8Array, filename: string) => {
      const id = this.world.nextId();
      this.rest.uploads.set(id, bytes);
      return this.rest.attachment({ id, filename, bytes });
    };
    const values = Object.entries(options).map(([key, value]) => {
      const leaf = leaves.find((each) => each.name === key);
      if (leaf === undefined) throw new Error(`/${name} has no option ${key}.`);
      if (typeof value === 'string' && value.length > (leaf.max_length ?? 6_000))
        throw new Error(`${key} is too long.`);
      return { name: key, type: leaf.type, value: resolveOption(this.world, value, resolved, upload) };
    });
    for (const leaf of leaves) {
      if (leaf.required === true && !(leaf.name in options)) throw new Error(`/${name} needs ${leaf.name}.`);
    }
    return this.interact(press, 2, { ...build(values), resolved });
  }

  /** A user types into an option. */
  async autocomplete(press: Press, name: string, option: string, typed: string, subcommand?: string) {
    const { leaves, build } = describeCommand(this.world, press.channel, name, subcommand);
    const leaf = leaves.find((each) => each.name === option);
    if (leaf?.autocomplete !== true) throw new Error(`${option} has no autocomplete.`);
    const data = build([{ name: option, type: leaf.type, value: typed, focused: true }]);
    const interaction = await this.interact(press, 4, data).until(({ choices }) => choices !== undefined);
    return interaction.choices ?? [];
  }

  /** A user chooses a command from the menu of a message. */
  messageMenu(press: Press, name: string, target: FakeMessage): FakeInteraction {
    const command = findCommand(this.world, press.channel, name, 3);
    const messages = { [target.id]: this.rest.payload(target) };
    return this.interact(press, 2, {
      id: command.id,
      name,
      type: 3,
      target_id: target.id,
      resolved: { messages },
    });
  }

  /** A user presses the button of a message whose label or emoji, or custom id part, is `which`. */
  pressButton(press: Press, message: FakeMessage, which: string): FakeInteraction {
    const button = findButton(message, which);
    if ((message.flags & ephemeral) !== 0 && !this.maySee(press.user, message)) {
      throw new Error('Nobody else sees an ephemeral message; forge the press instead.');
    }
    return this.forgeButton(press, message, button.custom_id);
  }

  /** Sends a press whatever the message shows, as a modified client can. */
  forgeButton(press: Press, message: FakeMessage, customId: string): FakeInteraction {
    return this.interact(press, 3, { custom_id: customId, component_type: 2 }, message);
  }

  chooseFrom(
    press: Press,
    message: FakeMessage,
    customIdPart: string,
    values: readonly string[],
  ): FakeInteraction {
    const list = findList(message, customIdPart, values);
    return this.forgeChoice(press, message, list.custom_id, list.type, values);
  }

  forgeChoice(
    press: Press,
    message: FakeMessage,
    customId: string,
    type: 3 | 8,
    values: readonly string[],
  ): FakeInteraction {
    const channels = Object.fromEntries(
      values.flatMap((id) => {
        const channel = this.world.channels.get(id);
        return channel === undefined ? [] : [[id, channelPayload(this.world, channel)]];
      }),
    );
    return this.interact(
      press,
      3,
      {
        custom_id: customId,
        component_type: type,
        values,
        ...(type === 8 ? { resolved: { channels } } : {}),
      },
      message,
    );
  }

  /** A user fills in a form that an interaction opened. */
  submitForm(
    press: Press,
    opened: FakeInteraction,
    values: Readonly<Record<string, string>>,
  ): FakeInteraction {
    const form = opened.modal;
    if (form === undefined) throw new Error('No form was opened.');
    const components = form.components.map(({ component }, index) => {
      const value = values[component.custom_id] ?? '';
      if (component.required !== false && value === '')
        throw new Error(`${component.custom_id} is required.`);
      if (value.length > (component.max_length ?? 4_000))
        throw new Error(`${component.custom_id} is too long.`);
      return {
        type: 18,
        id: index * 2 + 1,
        component: { type: 4, id: index * 2 + 2, custom_id: component.custom_id, value },
      };
    });
    return this.interact(press, 5, { custom_id: form.custom_id, components }, opened.source);
  }

  private maySee(user: FakeUser, message: FakeMessage): boolean {
    return [...this.rest.interactions.values()].some(
      (each) =>
        each.user.id === user.id &&
        (each.message?.id === message.id || each.followUps.some(({ id }) => id === message.id)),
    );
  }

  private interact(press: Press, type: number, data: object, source?: FakeMessage): FakeInteraction {
    const { user, channel } = press;
    const token = randomBytes(60).toString('base64url');
    const id = this.world.nextId();
    const interaction = new FakeInteraction(id, token, user, channel, source, this.clock.nowMs());
    this.rest.interactions.set(token, interaction);
    const payload = {
      ...interactionPayload(this.world, press),
      id,
      type,
      token,
      data,
      ...(source === undefined ? {} : { message: this.rest.payload(source) }),
    };
    this.gateway.dispatch('INTERACTION_CREATE', channel.guildId, () => payload);
    return interaction;
  }
}
