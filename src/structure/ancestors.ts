import type { Block, BlockKind } from '../contracts/document.js';

/** What stands so many levels above a block says nothing of it any more. */
const maxLevels = 32;

/** Positions of the blocks that a block stands under, the nearest first. */
export function ancestorsOf(blocks: readonly Block[], position: number): number[] {
  const ancestors: number[] = [];
  let at = blocks[position]?.parent ?? -1;
  while (at >= 0 && ancestors.length < maxLevels) {
    ancestors.push(at);
    at = blocks[at]!.parent;
  }
  return ancestors;
}

/** Whether a block's own text is the whole of it: it is no list of sentences. */
export function isOneUnit(kind: BlockKind): boolean {
  return (
    kind === 'table-header' || kind === 'table-row' || kind === 'field' || kind === 'turn' || kind === 'term'
  );
}
