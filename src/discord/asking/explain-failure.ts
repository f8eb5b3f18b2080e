import { IndexError } from '../../contracts/errors.js';
import type { Wording } from '../wording/wording.js';

/** Whether something failed because the server of the index does not answer. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof IndexError && error.code === 'INDEX_UNREACHABLE';
}

/** What a user is told of an error. */
export function explainFailure(error: unknown, { refusal }: Wording): string {
  return isUnreachable(error) ? refusal.unreachable : refusal.failed;
}
