import type { AnswerLanguage, Context } from '../../contracts/answer.js';
import { wordingOf } from '../wording/find-wording.js';
import { directed, isolate } from './direction.js';
import { fitLine } from './escape-markdown.js';
import { maxEmbedDescription, maxEmbedTitle } from './limits.js';
import { sanitizeForDiscord } from './plain-text.js';
import { textFile } from './rendered-message.js';
import type { RenderedMessage } from './rendered-message.js';
import { renderQuotation } from './render-quotation.js';

/** How much neighbouring text an embed has room for, and how much the attached file holds. */
export const contextCharacters = { shown: 1_200, attached: 20_000 } as const;

/** The neighbouring text of a citation with the excerpt in bold; `wide` goes into a file. */
export function renderContext(context: Context, wide: Context, language: AnswerLanguage): RenderedMessage {
  const words = wordingOf(language);
  const room = maxEmbedTitle - words.context.title('').length - 4;
  const title = fitLine(context.place.title, room, words.answer.untitled);
  const note = directed(language, words.context.shortened);
  const quotation = renderQuotation(
    {
      text: context.text,
      emphasis: [
        {
          start: context.excerptSpan.start - context.span.start,
          end: context.excerptSpan.end - context.span.start,
        },
      ],
      mark: undefined,
    },
    maxEmbedDescription - note.length - 1,
  );
  const isWhole =
    quotation.isWhole && context.span.start === wide.span.start && context.span.end === wide.span.end;
  return {
    embeds: [
      {
        title: directed(language, words.context.title(isolate(title.markdown))),
        description: isWhole ? quotation.markdown : `${quotation.markdown}\n${note}`,
      },
    ],
    components: [],
    files: isWhole
      ? []
      : [
          textFile(
            'isnad-context.txt',
            sanitizeForDiscord(`${wide.place.title}\n${wide.place.path}\n\n${wide.text}\n`),
          ),
        ],
  };
}
