import { UsageError } from '../contracts/errors.js';
import type { WriterSession } from './writer-session.js';

/**
 * Sees that one index is not filled from two folders in turn, each of which would remove what the other has added.
 * `replaces`: the folder takes the place of the one before.
 * @throws UsageError for a folder of another name.
 */
export async function checkFolderName(
  session: WriterSession,
  name: string,
  replaces: boolean,
): Promise<void> {
  const { schema, address } = session;
  const [known] = await session.query<{ value: string }>(
    `SELECT value FROM ${schema}.meta WHERE key = 'folder'`,
  );
  if (known?.value === name) return;
  if (known && !replaces) {
    throw new UsageError(
      `The index in ${address.shown} is of a folder named "${known.value}", and this one is named "${name}".`,
      'Add ?schema=NAME to INDEX_URL to keep another index beside it, or run "isnad index --from-scratch" to replace it.',
    );
  }
  await session.query(
    `INSERT INTO ${schema}.meta (key, value) VALUES ('folder', $1)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [name],
  );
}
