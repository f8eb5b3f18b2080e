import { UsageError } from '../contracts/errors.js';
import { checkSchema } from '../postgres/migrate.js';
import { findServerManifest } from '../postgres/snapshot-manifest.js';
import { neverFinishedError } from '../store/index-errors.js';
import { openIndexStore } from '../store/open-index-store.js';
import { compareIndexes, makeQuestions, type ParityReport } from './compare-indexes.js';
import { noServerError } from './migrate-server.js';
import { openSnapshot } from './open-snapshot.js';
import { openServerSnapshot } from './server-snapshot.js';
import { connectForAnswering } from './server-snapshot-holder.js';
import type { Workspace } from './workspace.js';

/** Questions that are made where none are given. */
const madeQuestions = 200;

/**
 * Compares the index on a server with the one in a directory of the same folder, both with all vectors compared.
 * @throws UsageError where there is no server; IndexError where one of them is missing or made by other rules.
 */
export async function checkParity(
  workspace: Workspace,
  questions: readonly string[] | undefined,
): Promise<ParityReport> {
  const { server, directory } = workspace;
  if (!server) throw noServerError();
  const embedder = await workspace.embedder();
  const local = openIndexStore(directory);
  const remote = await connectForAnswering(server);
  try {
    await checkSchema(remote);
    const ours = await local.findCurrentManifest();
    const theirs = await findServerManifest(remote, remote.schema);
    if (!ours || !theirs) throw neverFinishedError(ours ? server.shown : directory);
    if (ours.documents !== theirs.documents || ours.passages !== theirs.passages) {
      throw new UsageError(
        `The two indexes are not of the same documents: ${ours.passages} passages in ${directory}, ${theirs.passages} on the server.`,
        'Run "isnad index" with and without INDEX_URL, then compare again.',
      );
    }
    const details = { comparesAllVectors: true };
    const one = await openSnapshot(directory, local, ours, embedder, details);
    const other = await openServerSnapshot(remote, theirs, embedder, details);
    return await compareIndexes(one, other, questions ?? (await makeQuestions(one.reader, madeQuestions)));
  } finally {
    local.close();
    await remote.close();
  }
}
