import type { AnswerLanguage, DocumentSummary } from '../../contracts/answer.js';
import { formatCustomId } from '../components/custom-id.js';
import { wordingOf } from '../wording/find-wording.js';
import { button, row } from './answer-buttons.js';
import { directed, isolate, isolateLeftToRight, isolatePath } from './direction.js';
import { fitLine } from './escape-markdown.js';
import type { RenderedMessage } from './rendered-message.js';

export const documentsPerPage = 10;
/** Ten lines of these meet the 4,096 units of a description. */
const maxTitle = 180;
const maxPath = 120;

/** `page` from 0. */
export function renderDocuments(
  documents: readonly DocumentSummary[],
  page: number,
  total: number,
  language: AnswerLanguage,
): RenderedMessage {
  const words = wordingOf(language);
  const pages = Math.max(1, Math.ceil(total / documentsPerPage));
  const lines = documents.map((document) => {
    const title = isolate(fitLine(document.title, maxTitle, words.answer.untitled).markdown);
    const path = isolatePath(fitLine(document.path, maxPath, words.answer.untitled).markdown);
    const date = isolateLeftToRight(new Date(document.indexedAtMs).toISOString().slice(0, 10));
    return [
      directed(language, `**${title}**`),
      directed(language, `${path} · ${words.documents.passages(document.passages)} · ${date}`),
    ].join('\n');
  });
  return {
    embeds: [
      {
        title: directed(language, words.documents.title),
        description: lines.length === 0 ? directed(language, words.documents.none) : lines.join('\n'),
        footer: { text: directed(language, words.documents.page(page + 1, pages, total)) },
      },
    ],
    components:
      pages > 1
        ? [
            row([
              button(
                formatCustomId('documents', '-', Math.max(0, page - 1)),
                words.button.previous,
                page === 0,
              ),
              button(formatCustomId('documents', '-', page + 1), words.button.next, page >= pages - 1),
            ]),
          ]
        : [],
    files: [],
  };
}
