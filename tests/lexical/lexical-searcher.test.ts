import { mergeLexical } from '../../src/lexical/lexical-builder.js';
import { decodeLexical, encodeLexical } from '../../src/lexical/lexical-file.js';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { describeLexicalSearcher } from './lexical-searcher-contract.js';
import { buildLexicalData } from './make-collection.js';

describeLexicalSearcher('an index built at once', (passages) => new LexicalIndex(buildLexicalData(passages)));

describeLexicalSearcher('an index read from its file', (passages) => {
  const file = Buffer.concat(encodeLexical(buildLexicalData(passages)));
  return new LexicalIndex(decodeLexical(file));
});

describeLexicalSearcher('an index merged from parts, a passage removed', (passages) => {
  const middle = Math.floor(passages.length / 2);
  const last = passages.at(-1)?.id ?? 0;
  const removed = { id: last + 1, context: 'قناة', body: 'report على النيل' };
  const parts = [passages.slice(0, middle), [...passages.slice(middle), removed]];
  const [first, second] = parts.map((part) => ({
    data: buildLexicalData(part),
    isKept: (id: number) => id !== removed.id,
  }));
  return new LexicalIndex(mergeLexical([first!, second!]));
});
