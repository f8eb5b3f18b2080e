import { readXml } from './read-xml.js';
import type { ZipArchive } from './zip-archive.js';

/** What a part of a package refers to by an id. */
export interface Relationship {
  readonly id: string;
  /** The last part of the type's address, such as `footnotes` or `slide`. */
  readonly type: string;
  /** The name of a part in the package; undefined for what is outside of it. */
  readonly target: string | undefined;
}

/** The name of the part that `target` leads to from the part `from`. */
export function resolvePartName(from: string, target: string): string {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of target.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The relationships of a part of an Office Open XML package, or of the package itself for an empty name. */
export function readRelationships(zip: ZipArchive, partName: string): readonly Relationship[] {
  const folderEnd = partName.lastIndexOf('/') + 1;
  const name = `${partName.slice(0, folderEnd)}_rels/${partName.slice(folderEnd)}.rels`;
  const relationships: Relationship[] = [];
  readXml(zip.unpack(name), {
    open: (element, attributes) => {
      if (element !== 'rel:Relationship') return undefined;
      const target = attributes.get('Target');
      const isInside = target !== undefined && attributes.get('TargetMode') !== 'External';
      relationships.push({
        id: attributes.get('Id') ?? '',
        type: attributes.get('Type')?.split('/').at(-1) ?? '',
        target: isInside ? resolvePartName(partName, target) : undefined,
      });
      return undefined;
    },
  });
  return relationships;
}

/** The part that the relationships of another lead to by their type, where the package has it. */
export function findRelated(
  zip: ZipArchive,
  relationships: readonly Relationship[],
  type: string,
): string | undefined {
  const found = relationships.find((each) => each.type === type)?.target;
  return found !== undefined && zip.has(found) ? found : undefined;
}
