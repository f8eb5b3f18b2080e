import { ModelError } from '../contracts/errors.js';
import type { ModelLocation } from './model-files.js';
import { DEFAULT_MODEL, type ModelEntry } from './model-table.js';

/** The way out that always works. */
function otherModel(entry: ModelEntry): string {
  return entry.name === DEFAULT_MODEL
    ? 'or name another model in EMBEDDING_MODEL'
    : `or set EMBEDDING_MODEL=${DEFAULT_MODEL}, which needs no download`;
}

function renewal(entry: ModelEntry, location: ModelLocation): string {
  if (entry.source === 'embedded') return `Restore ${location.folder} from the repository`;
  return `Delete the folder ${location.folder} and download the model again`;
}

export function missingFilesError(
  entry: ModelEntry,
  location: ModelLocation,
  missing: readonly string[],
): ModelError {
  const restore =
    entry.source === 'embedded'
      ? renewal(entry, location)
      : `Allow the download, put the files of the model into ${location.folder}`;
  return new ModelError(
    `The model ${entry.name} (EMBEDDING_MODEL) is not complete in ${location.folder}: ` +
      `${missing.join(', ')} missing, and nothing may be downloaded.`,
    `${restore}, ${otherModel(entry)}.`,
  );
}

/** `error` is only looked at: what the network code throws may quote the access token of the hub. */
export function downloadError(entry: ModelEntry, location: ModelLocation, error: unknown): ModelError {
  return new ModelError(
    `The model ${entry.name} (EMBEDDING_MODEL) could not be downloaded: ${downloadReason(error)}.`,
    `Check the network and run again, put the files of the model into ${location.folder}, ${otherModel(entry)}.`,
  );
}

function downloadReason(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (/^(?:Unauthorized|Forbidden) access/u.test(message)) return 'the hub refuses access to it';
  if (message.startsWith('Could not locate file')) return 'the hub does not have its files';
  if (message.includes('trying to load file')) return 'the hub answers with an error';
  if (message.includes('header value')) return 'HF_TOKEN contains invalid characters';
  return 'there is no connection to the hub';
}

export function damagedModelError(
  entry: ModelEntry,
  location: ModelLocation,
  what: string,
  options?: ErrorOptions,
): ModelError {
  return new ModelError(
    `The model ${entry.name} (EMBEDDING_MODEL) in ${location.folder} cannot be used: ${what}.`,
    `${renewal(entry, location)}, ${otherModel(entry)}.`,
    options,
  );
}
