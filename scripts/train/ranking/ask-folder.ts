import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RatedSentence } from '../../../src/answers/rate-passage.js';
import { relevanceFeatures, type RelevanceFeatures } from '../../../src/answers/relevance.js';
import { bodyOf, type RetrievedPassage } from '../../../src/answers/retrieved-passage.js';
import { openAnswerService } from '../../../src/application/open-answer-service.js';
import { runIndexer } from '../../../src/application/run-indexer.js';
import { Workspace } from '../../../src/application/workspace.js';
import type { Answer } from '../../../src/contracts/answer.js';
import { loadSettings } from '../../../src/settings/settings.js';

/** A line of the questions beside the documents; `answer` has pieces that must all be marked, none where there is none. */
interface FolderQuestion {
  readonly file: string;
  readonly question: string;
  readonly answer: readonly string[];
}

/** A passage that could be cited beside the first. */
export interface FurtherPassage {
  readonly features: RelevanceFeatures;
  /** Of the document that the question is about. */
  readonly isOfDocument: boolean;
  /** Its best sentence has a piece of the answer. */
  readonly hasPiece: boolean;
}

export interface FolderAnswer {
  readonly confidence: number;
  readonly hasAnswer: boolean;
  /** All pieces are in what the first citation marks. */
  readonly isRight: boolean;
  readonly further: readonly FurtherPassage[];
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ');
}

function markedText({ citations: [first] }: Answer): string {
  if (!first) return '';
  const { excerpt, excerptSpan, answerSpans } = first;
  return answerSpans
    .map(({ start, end }) => excerpt.slice(start - excerptSpan.start, end - excerptSpan.start))
    .join(' ');
}

/** The best sentence of each passage, those of the same words once, best first. */
export function bestOfEach(sentences: readonly RatedSentence[]): RatedSentence[] {
  const candidates = new Set<RetrievedPassage>();
  const bodies = new Set<string>();
  return sentences.filter(({ candidate }) => {
    if (candidates.has(candidate)) return false;
    candidates.add(candidate);
    const body = bodyOf(candidate);
    return !bodies.has(body) && bodies.add(body);
  });
}

/** Asks the questions of the .jsonl files in a folder of its other files. */
export async function askFolder(folder: string): Promise<FolderAnswer[]> {
  const questions = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as FolderQuestion);
  const embedder = await new Workspace(loadSettings()).embedder();
  const directory = mkdtempSync(join(tmpdir(), 'isnad-folder-'));
  try {
    await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 30 });
    const service = await openAnswerService({ directory, embedder, citations: 1, threshold: 0 });
    const answers: FolderAnswer[] = [];
    for (const { file, question, answer: pieces } of questions) {
      const { answer, sentences } = await service.explain(question);
      const marked = fold(markedText(answer));
      const [first, ...others] = bestOfEach(sentences);
      const further = others.map((own): FurtherPassage => {
        const { passage, document } = own.candidate;
        const { start, end } = passage.sentences[own.index]!;
        const text = fold(document.text.slice(start, end));
        return {
          features: relevanceFeatures(first!, own),
          isOfDocument: document.path === file,
          hasPiece: pieces.some((piece) => text.includes(fold(piece))),
        };
      });
      const hasAnswer = pieces.length > 0;
      const isRight = hasAnswer && pieces.every((piece) => marked.includes(fold(piece)));
      answers.push({ confidence: answer.confidence, hasAnswer, isRight, further });
    }
    service.close();
    return answers;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
