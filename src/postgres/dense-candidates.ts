import type { VectorSearchOptions } from '../contracts/search.js';
import type { IndexFacts } from '../lexical/term-plan.js';
import { isLetThrough, isVisible, Parameters } from './document-filter.js';
import type { SentVector } from './sent-vector.js';
import type { ServerDatabase } from './server-database.js';
import type { ServerFilter } from './server-filter.js';
import { halfVector } from './vector-index.js';

type VectorRow = SentVector & { readonly id: number };

/** How many more than wanted are asked of the graph, which does not know what a snapshot has; more if that fails. */
const attempts = { low: [2, 16], high: [4, 16] } as const;

/** More than wanted, since the graph orders by half precision. */
const spare = 1.2;

export interface DenseOptions {
  readonly limit: number;
  readonly filter: ServerFilter | undefined;
  /** How much of the graph is looked at. */
  readonly effort?: VectorSearchOptions['effort'];
}

/** Names the passages whose vectors are nearest to one. */
export class DenseCandidates {
  constructor(
    private readonly database: ServerDatabase,
    private readonly snapshot: number,
    private readonly index: IndexFacts,
    private readonly dimension: number,
    /** Whether there is a graph; without one all vectors are compared. */
    private readonly hasGraph: boolean,
  ) {}

  async name(vector: Float32Array, { limit, filter, effort = 'high' }: DenseOptions): Promise<VectorRow[]> {
    if (filter?.ids) return this.compareSome(vector, limit, filter.ids);
    const size = filter?.size ?? this.index.passages;
    if (this.hasGraph) {
      for (const times of attempts[effort]) {
        // Of a filter that lets few through, as many more must be looked at.
        const looked = Math.ceil((limit * times * this.index.passages) / Math.max(1, size));
        const found = await this.searchGraph(vector, looked, limit, filter);
        if (found.length >= Math.min(limit, size)) return found;
      }
    }
    return this.compareAll(vector, limit, filter);
  }

  private async searchGraph(
    vector: Float32Array,
    looked: number,
    limit: number,
    filter: ServerFilter | undefined,
  ): Promise<VectorRow[]> {
    const { dimension } = this;
    const parameters = new Parameters();
    const distance = `${halfVector('vector', dimension)} <#> ${parameters.add(vector)}::halfvec(${dimension})`;
    return this.database.query<VectorRow>(
      `SELECT n.id, n.checksum, vector_send(n.vector) AS vector
       FROM (
         SELECT id, shard, document_id, checksum, vector, ${distance} AS distance
         FROM ${this.database.schema}.vectors
         WHERE vector_dims(vector) = ${dimension}
         ORDER BY ${distance} LIMIT ${parameters.add(looked)}
       ) n ${this.joinDocuments('n', filter, parameters)} ORDER BY n.distance LIMIT ${parameters.add(Math.ceil(limit * spare))}`,
      parameters.values,
    );
  }

  private compareSome(vector: Float32Array, limit: number, ids: readonly number[]): Promise<VectorRow[]> {
    return this.database.query<VectorRow>(
      `SELECT id, checksum, vector_send(vector) AS vector FROM ${this.database.schema}.vectors
       WHERE id = ANY($1::int[]) ORDER BY vector <#> $2::vector LIMIT $3`,
      [ids, vector, limit],
    );
  }

  private compareAll(
    vector: Float32Array,
    limit: number,
    filter: ServerFilter | undefined,
  ): Promise<VectorRow[]> {
    const parameters = new Parameters();
    return this.database.query<VectorRow>(
      `SELECT v.id, v.checksum, vector_send(v.vector) AS vector FROM ${this.database.schema}.vectors v
       ${this.joinDocuments('v', filter, parameters)}
       ORDER BY v.vector <#> ${parameters.add(vector)}::vector LIMIT ${parameters.add(limit)}`,
      parameters.values,
    );
  }

  private joinDocuments(rows: string, filter: ServerFilter | undefined, parameters: Parameters): string {
    const allowed = filter ? `AND ${isLetThrough(filter.documents, parameters)}` : '';
    return `JOIN ${this.database.schema}.documents d ON d.id = ${rows}.document_id AND d.shard = ${rows}.shard
      AND ${isVisible(this.snapshot, parameters)} ${allowed}`;
  }
}
