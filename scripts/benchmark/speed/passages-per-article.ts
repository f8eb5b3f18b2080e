import { passageLimits } from '../../../src/application/rows-fingerprint.js';
import type { Embedder } from '../../../src/contracts/embedder.js';
import { parseDocument } from '../../../src/documents/parse-document.js';
import { splitPassages } from '../../../src/passages/split-passages.js';
import type { Article } from './articles.js';

/** How many passages an article is cut into, in the mean. */
export async function passagesPerArticle(articles: Iterable<Article>, embedder: Embedder): Promise<number> {
  const limits = passageLimits(embedder);
  const count = (text: string): number => embedder.countTokens(text);
  let documents = 0;
  let passages = 0;
  for (const { title, text } of articles) {
    const document = await parseDocument({
      path: 'article.txt',
      bytes: Buffer.from(`${title}\n\n${text}\n`),
    });
    if ('reason' in document) continue;
    documents++;
    passages += splitPassages(document, count, limits).length;
  }
  return passages / Math.max(1, documents);
}
