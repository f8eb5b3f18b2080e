/**
 * The state of a button stands in its custom id, so that it works after a restart. What comes back is a
 * claim: it names an answer, and the database says who may see it.
 */
export type ComponentAction =
  | 'page'
  | 'context'
  | 'show'
  | 'thread'
  | 'good'
  | 'bad'
  | 'remark'
  | 'documents'
  | 'collections'
  | 'settings'
  | SettingAction;

export type SettingAction =
  'set-channels' | 'set-language' | 'set-threshold' | 'set-visibility' | 'set-collections' | 'set-all';

export interface CustomId {
  readonly action: ComponentAction;
  /** An answer id, a channel id, or `-`. */
  readonly subject: string;
  readonly number: number;
}

const actions: ReadonlySet<string> = new Set<ComponentAction>([
  'page',
  'context',
  'show',
  'thread',
  'good',
  'bad',
  'remark',
  'documents',
  'collections',
  'settings',
  'set-channels',
  'set-language',
  'set-threshold',
  'set-visibility',
  'set-collections',
  'set-all',
]);

const shape = /^isnad1\|([a-z-]{1,20})\|([A-Za-z0-9_-]{1,24})\|(\d{1,6})$/;

export function formatCustomId(action: ComponentAction, subject = '-', number = 0): string {
  return `isnad1|${action}|${subject}|${number}`;
}

export function parseCustomId(text: string): CustomId | undefined {
  const [, action, subject, number] = shape.exec(text) ?? [];
  if (action === undefined || subject === undefined || number === undefined) return undefined;
  return isAction(action) ? { action, subject, number: Number(number) } : undefined;
}

function isAction(text: string): text is ComponentAction {
  return actions.has(text);
}
