import type { DocumentFilter } from '../contracts/index-reader.js';
import type { Parameter } from './server-database.js';

/** A statement's parameters, which get their numbers as they are written into it. */
export class Parameters {
  readonly values: Parameter[] = [];

  /** What stands for a value in the statement. */
  add(value: Parameter): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** ASCII letters in lower case, whatever the collation of the server. */
function lowered(expression: string): string {
  return `translate(${expression}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`;
}

function pathCondition(prefixes: readonly string[], parameters: Parameters): string {
  if (prefixes.length === 0) return 'false';
  return prefixes
    .map((prefix) => {
      const path = `${parameters.add(prefix)}::text`;
      // A range, so that the index on path serves: '0' is the character behind '/'.
      return `(d.path = ${path} OR (d.path > ${path} || '/' AND d.path < ${path} || '0'))`;
    })
    .join(' OR ');
}

/** SQL that holds for the rows `d` of documents that a snapshot has. */
export function isVisible(snapshot: number, parameters: Parameters): string {
  const number = parameters.add(snapshot);
  return `d.added <= ${number} AND (d.removed IS NULL OR d.removed > ${number})`;
}

/** SQL that holds for the rows `d` of documents that a filter lets through, beside what {@link isVisible} says. */
export function isLetThrough(filter: DocumentFilter, parameters: Parameters): string {
  const conditions: string[] = [];
  if (filter.pathPrefixes) conditions.push(`(${pathCondition(filter.pathPrefixes, parameters)})`);
  if (filter.excludedPathPrefixes) {
    conditions.push(`NOT (${pathCondition(filter.excludedPathPrefixes, parameters)})`);
  }
  if (filter.addedSince !== undefined) conditions.push(`d.added >= ${parameters.add(filter.addedSince)}`);
  if (filter.titleContains) {
    const lower = filter.titleContains.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    const pattern = parameters.add(`%${escapeLike(lower)}%`);
    conditions.push(`(${lowered('d.title')} LIKE ${pattern} OR ${lowered('d.path')} LIKE ${pattern})`);
  }
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}
