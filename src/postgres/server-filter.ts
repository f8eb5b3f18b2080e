import type { DocumentFilter } from '../contracts/index-reader.js';
import type { PassageFilter } from '../contracts/search.js';
import type { ServerIndexReader } from './index-reader.js';

/** Up to this many passages let through by a filter, all their vectors are compared. */
const maxExactPassages = 20_000;

/** Documents that a snapshot on a server is asked about alone. */
export class ServerFilter implements PassageFilter {
  private constructor(
    readonly documents: DocumentFilter,
    readonly size: number,
    /** The passages, where they are few; undefined where the server is to look at the documents. */
    readonly ids: readonly number[] | undefined,
  ) {}

  static async create(reader: ServerIndexReader, documents: DocumentFilter): Promise<ServerFilter> {
    const size = await reader.countPassagesOf(documents);
    const ids = size <= maxExactPassages ? await reader.findPassageIds(documents) : undefined;
    return new ServerFilter(documents, size, ids);
  }
}

/** @throws TypeError for a filter of another kind of index. */
export function asServerFilter(filter: PassageFilter | undefined): ServerFilter | undefined {
  if (filter === undefined || filter instanceof ServerFilter) return filter;
  throw new TypeError('a filter that was made by another kind of index');
}
