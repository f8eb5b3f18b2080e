import { ButtonStyle, ComponentType } from 'discord.js';
import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIComponentInMessageActionRow,
} from 'discord.js';

import { formatCustomId } from '../components/custom-id.js';
import type { Wording } from '../wording/wording.js';

export interface AnswerButtons {
  readonly answerId: string;
  /** Position of the citation shown, from 0. */
  readonly position: number;
  readonly citations: number;
  readonly hasContext: boolean;
  readonly canBeShown: boolean;
  readonly canOpenThread: boolean;
}

export function renderAnswerButtons(
  buttons: AnswerButtons,
  words: Wording,
): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const { answerId, position, citations } = buttons;
  const look: APIButtonComponentWithCustomId[] = [];
  if (citations > 1) {
    look.push(
      button(
        formatCustomId('page', answerId, Math.max(0, position - 1)),
        words.button.previous,
        position === 0,
      ),
      // The two ids must differ also where both ends meet, as Discord refuses a message with equal ones.
      button(formatCustomId('page', answerId, position + 1), words.button.next, position >= citations - 1),
    );
  }
  if (buttons.hasContext)
    look.push(button(formatCustomId('context', answerId, position), words.button.context));
  const act: APIButtonComponentWithCustomId[] = [];
  if (buttons.canBeShown) act.push(button(formatCustomId('show', answerId, position), words.button.show));
  if (buttons.canOpenThread)
    act.push(button(formatCustomId('thread', answerId, position), words.button.thread));
  act.push(
    { ...button(formatCustomId('good', answerId), ''), label: undefined, emoji: { name: '👍' } },
    { ...button(formatCustomId('bad', answerId), ''), label: undefined, emoji: { name: '👎' } },
  );
  return [look, act].filter((row) => row.length > 0).map(row);
}

export function row(
  components: APIComponentInMessageActionRow[],
): APIActionRowComponent<APIComponentInMessageActionRow> {
  return { type: ComponentType.ActionRow, components };
}

export function button(customId: string, label: string, disabled = false): APIButtonComponentWithCustomId {
  return { type: ComponentType.Button, style: ButtonStyle.Secondary, custom_id: customId, label, disabled };
}
