/** What Discord adds to a command by itself, or says with a default where we say nothing. */
const additions: ReadonlySet<string> = new Set([
  'id',
  'application_id',
  'guild_id',
  'version',
  'name_localized',
  'description_localized',
  'dm_permission',
  'handler',
]);

/** Whether Discord's copy of a command is what we would register: additions and empty defaults aside. */
export function isSameCommand(ours: object, theirs: object): boolean {
  return JSON.stringify(simplify(ours)) === JSON.stringify(simplify(theirs));
}

function simplify(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(simplify);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !additions.has(key) && !isDefault(part))
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, part]) => [key, simplify(part)]),
  );
}

function isDefault(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}
