import type { MessagePayload } from './message-schemas.js';
import type { FakeMessage } from './world.js';

type Component = NonNullable<MessagePayload['components']>[number]['components'][number];
type Button = Extract<Component, { type: 2 }>;
type List = Exclude<Component, { type: 2 }>;

/** The button of a message whose label, emoji or part of the custom id is `which`, and which can be pressed. */
export function findButton(message: FakeMessage, which: string): Button & { custom_id: string } {
  const button = message.components
    .flatMap((row) => row.components)
    .find(
      (each): each is Button =>
        each.type === 2 &&
        (each.label === which || each.emoji?.name === which || (each.custom_id ?? '').includes(`|${which}|`)),
    );
  if (button?.custom_id === undefined) throw new Error(`No button ${which}.`);
  if (button.disabled === true) throw new Error(`Button ${which} is disabled.`);
  return { ...button, custom_id: button.custom_id };
}

/** The list of a message with this part in its custom id, from which these values can be chosen. */
export function findList(message: FakeMessage, customIdPart: string, values: readonly string[]): List {
  const list = message.components
    .flatMap((row) => row.components)
    .find((each): each is List => each.type !== 2 && each.custom_id.includes(customIdPart));
  if (list === undefined) throw new Error(`No list ${customIdPart}.`);
  const { min_values: min = 1, max_values: max = 1 } = list;
  if (values.length < min || values.length > max) throw new Error('Too few or too many values.');
  if (list.type === 3 && !values.every((value) => list.options.some((each) => each.value === value))) {
    throw new Error('A value that is not offered.');
  }
  return list;
}
