import { describe, expect, test } from 'vitest';
import type { BlockKind } from '../../src/contracts/document.js';
import { nestBlocks } from '../../src/documents/nest-blocks.js';
import type { DraftBlock } from '../../src/documents/text-builder.js';

type Given = readonly [
  kind: BlockKind,
  text: string,
  more?: { level?: number; label?: number; parent?: number },
];

/** The parents of blocks of these kinds and texts, a block a line. */
function parentsOf(given: readonly Given[]): number[] {
  const text = given.map(([, each]) => each).join('\n');
  let start = 0;
  const blocks = given.map(([kind, each, { level = 0, label = 0, parent } = {}], index): DraftBlock => {
    const span = { start, end: start + each.length };
    start = span.end + 1;
    const block: DraftBlock = { kind, span, level, line: index + 1, content: span.start + label };
    return parent === undefined ? block : { ...block, parent };
  });
  return nestBlocks(text, blocks).map((block) => block.parent);
}

describe('a block stands under', () => {
  test.each<[string, readonly Given[], readonly number[]]>([
    [
      'the heading above, and a heading under the next higher one',
      [
        ['title', 'T'],
        ['paragraph', 'p.'],
        ['heading', 'A', { level: 1 }],
        ['heading', 'a', { level: 3 }],
        ['paragraph', 'p.'],
        ['heading', 'b', { level: 2 }],
        ['heading', 'B', { level: 1 }],
        ['paragraph', 'p.'],
      ],
      [-1, -1, -1, 2, 3, 2, -1, 6],
    ],
    [
      'its lead, and a nested item under the outer one',
      [
        ['heading', 'H', { level: 1 }],
        ['paragraph', 'What you need:'],
        ['list-item', 'a', { level: 1 }],
        ['list-item', 'a1', { level: 2 }],
        ['list-item', 'b', { level: 1 }],
        ['paragraph', 'More.'],
        ['list-item', 'c', { level: 1 }],
      ],
      [-1, 0, 1, 2, 1, 0, 0],
    ],
    [
      'its header, and all rows under the same',
      [
        ['caption', 'Prices'],
        ['table-header', 'a | b'],
        ['table-row', '1 | 2'],
        ['table-row', '3 | 4'],
        ['paragraph', 'p.'],
        ['table-row', '5 | 6'],
        ['table-row', '7 | 8'],
      ],
      [-1, 0, 1, 1, -1, -1, -1],
    ],
    [
      'the question that it answers, lists and all, up to the next one',
      [
        ['heading', 'FAQ', { level: 1 }],
        ['question', 'Who?'],
        ['answer', 'These:'],
        ['list-item', 'A', { level: 1 }],
        ['paragraph', 'And more.'],
        ['question', 'When?'],
        ['answer', 'Now.'],
      ],
      [-1, 0, 1, 2, 1, 0, 5],
    ],
    [
      'the term that it defines, and a second term under the first',
      [
        ['term', 'Colour'],
        ['term', 'Color'],
        ['definition', 'What is seen.'],
        ['term', 'Sound'],
        ['definition', 'What is heard.'],
      ],
      [-1, 0, 1, -1, 3],
    ],
    [
      'the turn of another speaker that asks something, if it is near',
      [
        ['turn', 'ann: hello', { label: 5 }],
        ['turn', 'bob: where is it?', { label: 5 }],
        ['turn', 'bob: anybody', { label: 5 }],
        ['turn', 'ann: there', { label: 5 }],
        ...Array.from({ length: 5 }, (): Given => ['turn', 'ann: so', { label: 5 }]),
      ],
      [-1, -1, -1, 1, 1, 1, 1, 1, -1],
    ],
    [
      'what the parser says',
      [
        ['paragraph', 'a'],
        ['paragraph', 'b'],
        ['footnote', 'n', { parent: 0 }],
      ],
      [-1, -1, 0],
    ],
  ])('%s', (_, given, expected) => {
    expect(parentsOf(given)).toEqual(expected);
  });
});
