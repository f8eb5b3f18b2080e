import type { Bot } from '../bot.js';
import { isInScope, prefixesOf } from '../asking/collections.js';
import type { Scope } from '../asking/collections.js';
import { maxAutocompleteChoices, maxChoiceName, maxChoiceValue } from '../rendering/limits.js';
import { clip, clipOr } from '../rendering/plain-text.js';
import type { Choice } from './command.js';

/** Documents whose titles fit what has been typed, inside the scope. */
export async function findDocumentChoices(bot: Bot, typed: string, scope: Scope): Promise<Choice[]> {
  if (scope?.length === 0) return [];
  const documents = await bot.answers.findDocuments({
    ...(typed.trim() === '' ? {} : { titleContains: typed.trim() }),
    ...prefixesOf(scope),
    limit: maxAutocompleteChoices,
  });
  return documents
    .filter((document) => isInScope(document.path, scope))
    .map(({ title, path }) => ({
      name: clipOr(title, maxChoiceName, clipOr(path, maxChoiceName, '–')),
      // A path that is too long for a value gives way to its title, which finds it when it is the only one.
      value: path.length <= maxChoiceValue ? path : clip(title, maxChoiceValue).replace(/…$/, ''),
    }))
    .filter(({ value }) => value.trim() !== '');
}
