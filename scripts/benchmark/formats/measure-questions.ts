import { mkdirSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { markedText } from '../../../src/application/marked-text.js';
import { withTemporaryFolder } from '../../../src/application/temporary-index.js';
import type { Place } from '../../../src/contracts/answer.js';
import type { Embedder } from '../../../src/contracts/embedder.js';
import { holdsPieces } from '../../../src/evaluation/structured/judge-texts.js';
import { answerWords } from '../../../src/text/answer-words.js';
import { describeLocation } from '../../../src/text/describe-location.js';
import { richQuestions } from './questions.js';

const files = [
  'made/truth/rich-naskh.html',
  'made/pdf/cr-rich-naskh.pdf',
  'made/pdf/lo-rich-naskh.pdf',
  'made/office/rich.docx',
  'made/office/rich.odt',
  'made/office/rich.epub',
  'made/office/rich.rtf',
];

export interface QuestionRow {
  readonly file: string;
  readonly right: number;
  readonly rightPlaces: number;
  readonly asked: number;
  /** What went wrong, a line for each. */
  readonly misses: readonly string[];
}

/** What a place of a format must say beside the heading. */
function isLocated(path: string, { page, chapter, line }: Place): boolean {
  if (path.endsWith('.pdf')) return page !== undefined;
  if (path.endsWith('.epub')) return chapter !== undefined;
  return path.endsWith('.html') ? line !== undefined : page === undefined && line === undefined;
}

/** Asks the same questions of the same document in each format, indexed alone. */
export async function measureQuestions(folder: string, embedder: Embedder): Promise<QuestionRow[]> {
  const rows: QuestionRow[] = [];
  for (const path of files) {
    const place = mkdtempSync(join(tmpdir(), 'isnad-formats-'));
    try {
      mkdirSync(join(place, 'documents'));
      const name = basename(path);
      copyFileSync(join(folder, path), join(place, 'documents', name));
      const options = { embedder, folder: join(place, 'documents'), documents: [name] };
      rows.push(
        await withTemporaryFolder(options, async (service) => {
          let right = 0;
          let rightPlaces = 0;
          const misses: string[] = [];
          for (const { question, pieces, heading } of richQuestions) {
            const { citations } = await service.ask(question);
            const [first] = citations;
            const isRight = first !== undefined && holdsPieces(markedText(first), pieces);
            const isPlaced =
              isRight && isLocated(path, first.place) && (first.place.heading ?? '').includes(heading);
            if (isRight) right++;
            if (isPlaced) rightPlaces++;
            if (isRight && isPlaced) continue;
            const said = first
              ? `${markedText(first).slice(0, 60)} [${first.place.heading ?? '–'} · ${describeLocation(first.place, answerWords.en).join(' · ')}]`
              : 'nothing';
            misses.push(`${question} → ${said}`);
          }
          return { file: name, right, rightPlaces, asked: richQuestions.length, misses };
        }),
      );
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }
  return rows;
}
