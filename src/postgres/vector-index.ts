import type { ServerDatabase } from './server-database.js';
import type { WriterSession } from './writer-session.js';

/** Half precision takes half the room, and finds the same passages but for one in a hundred. */
const graph = { m: 16, efConstruction: 100 } as const;

/** Candidates that a search of the graph looks at; where more are asked for, it goes on by as many. */
export const vectorSearchSession = {
  'hnsw.ef_search': '100',
  'hnsw.iterative_scan': 'relaxed_order',
  'hnsw.max_scan_tuples': '200000',
} as const;

/** The largest dimension that a graph of half-precision vectors takes. */
const maxDimension = 4_000;

/** A vector as the graph has it. Part of the statement: the planner compares it with the index word for word. */
export function halfVector(expression: string, dimension: number): string {
  return `(${expression}::halfvec(${dimension}))`;
}

/** Whether the server's vectors are pgvector's of 0.7 or newer, which has half precision and can have a graph. */
export async function hasHalfVectors(database: Pick<ServerDatabase, 'query'>): Promise<boolean> {
  const [row] = await database.query<{ type: string | null }>("SELECT to_regtype('halfvec')::text AS type");
  return row?.type != null;
}

/** Makes the graph over vectors of a dimension where there is none yet; later rows are added to it as they are written. */
export async function createVectorIndex(session: WriterSession, dimension: number): Promise<void> {
  if (dimension > maxDimension || !(await hasHalfVectors(session))) return;
  const { m, efConstruction } = graph;
  await session.query(
    `CREATE INDEX IF NOT EXISTS vectors_nearest_${dimension} ON ${session.schema}.vectors
     USING hnsw (${halfVector('vector', dimension)} halfvec_ip_ops) WITH (m = ${m}, ef_construction = ${efConstruction})
     WHERE vector_dims(vector) = ${dimension}`,
  );
}
