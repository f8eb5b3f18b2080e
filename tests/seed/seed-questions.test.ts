import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openAnswerService,
  type ExplainingAnswerService,
} from '../../src/application/open-answer-service.js';
import { runIndexer } from '../../src/application/run-indexer.js';
import type { Answer } from '../../src/contracts/answer.js';
import { createEmbedder } from '../../src/embedding/create-embedder.js';
import { parseSettings } from '../../src/settings/settings.js';
import { seedQuestions, type SeedQuestion } from './questions.js';

const settings = parseSettings({});
const place = mkdtempSync(join(tmpdir(), 'isnad-seed-'));
let service: ExplainingAnswerService;
let answers: Map<SeedQuestion, Answer>;

beforeAll(async () => {
  const embedder = await createEmbedder({
    model: settings.embeddingModel,
    modelsDirectory: settings.modelsDirectory,
    cacheDirectory: join(place, 'cache'),
    allowRemote: false,
  });
  const folder = settings.seedsDirectory;
  await runIndexer({ folder, directory: place, embedder, maxFileBytes: settings.maxFileBytes });
  service = await openAnswerService({
    directory: place,
    embedder,
    citations: 3,
    threshold: settings.confidenceThreshold,
  });
  answers = new Map();
  for (const question of seedQuestions) answers.set(question, await service.ask(question.question));
});

afterAll(() => {
  service.close();
  rmSync(place, { recursive: true, force: true });
});

function marked(answer: Answer): string {
  const [first] = answer.citations;
  const document = first && service.current().reader.findDocument(first.place.documentId);
  return first?.answerSpans.map(({ start, end }) => document!.text.slice(start, end)).join(' ') ?? '';
}

function isRight(question: SeedQuestion): boolean {
  const sentence = marked(answers.get(question)!);
  return question.gold?.some((gold) => sentence.includes(gold)) ?? false;
}

function shareOf(questions: readonly SeedQuestion[], holds: (question: SeedQuestion) => boolean): number {
  return questions.filter(holds).length / questions.length;
}

describe('the seed article', () => {
  const answerable = seedQuestions.filter((each) => each.gold);
  const unanswerable = seedQuestions.filter((each) => !each.gold);
  const isAnswered = (question: SeedQuestion): boolean => answers.get(question)!.kind === 'answered';

  it('has a set of at least 40 questions that it answers and 20 that it does not', () => {
    expect(answerable.length).toBeGreaterThanOrEqual(40);
    expect(unanswerable.length).toBeGreaterThanOrEqual(20);
  });

  it('answers enough of them, and keeps silent on enough of the others', () => {
    const kinds = [...new Set(seedQuestions.map((each) => each.kind))];
    const lines = kinds.map((kind) => {
      const own = seedQuestions.filter((each) => each.kind === kind);
      const right = shareOf(own, isRight);
      const answered = shareOf(own, isAnswered);
      return `${kind.padEnd(10)} ${String(own.length).padStart(3)} questions, right sentence ${right.toFixed(2)}, answered ${answered.toFixed(2)}`;
    });
    process.stdout.write(`${lines.join('\n')}\n`);
    const arabic = answerable.filter((each) => each.kind !== 'english');
    expect(shareOf(arabic, isRight)).toBeGreaterThanOrEqual(floors.rightSentence);
    expect(shareOf(arabic, (each) => isRight(each) && isAnswered(each))).toBeGreaterThanOrEqual(
      floors.answeredRight,
    );
    expect(shareOf(unanswerable, isAnswered)).toBeLessThanOrEqual(floors.answeredWrongly);
  });

  it('is quoted to the letter, every time', () => {
    for (const answer of answers.values()) {
      for (const { place: at, excerpt, excerptSpan } of answer.citations) {
        const document = service.current().reader.findDocument(at.documentId)!;
        expect(document.text.slice(excerptSpan.start, excerptSpan.end)).toBe(excerpt);
      }
    }
  });
});

const floors = { rightSentence: 0.85, answeredRight: 0.75, answeredWrongly: 0.2 };
