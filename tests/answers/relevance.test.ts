import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openAnswerService,
  type ExplainingAnswerService,
} from '../../src/application/open-answer-service.js';
import { runIndexer } from '../../src/application/run-indexer.js';
import { Workspace } from '../../src/application/workspace.js';
import { parseSettings } from '../../src/settings/settings.js';

const files = {
  'cats.txt': `Cats at home
Adult cats sleep between 12 and 16 hours a day. Kittens sleep even longer. They hunt at dawn and at dusk.`,
  'cats-old.txt': `Cats in old age
Old cats sleep up to 20 hours a day. Their owners should let them sleep where it is warm.`,
  'bridge.txt': `The bridge of Deir ez-Zor
The bridge was 476 metres long. It was built in 1927 and destroyed in 2013. How long it will take to rebuild it is not known.`,
  'bread.txt': `بيع الخبز
يباع الخبز في الأفران من الساعة السادسة صباحا حتى الثانية ظهرا. سعر الربطة ألفا ليرة.`,
  'school.txt': `المدرسة الثانوية
تأسست المدرسة عام 1954. يبلغ عدد طلابها 820 طالبا. يبدأ الدوام في الساعة الثامنة صباحا.`,
};

const place = mkdtempSync(join(tmpdir(), 'isnad-relevance-'));
let service: ExplainingAnswerService;

beforeAll(async () => {
  const folder = join(place, 'documents');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const embedder = await new Workspace(parseSettings({ INDEX_DIR: join(place, 'root') })).embedder();
  const directory = join(place, 'index');
  await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 20 });
  service = await openAnswerService({ directory, embedder, citations: 3, threshold: 0.4 });
});

afterAll(() => {
  service.close();
  rmSync(place, { recursive: true, force: true });
});

describe('further citations', () => {
  it.each([
    ['How long do cats sleep?', ['cats-old.txt', 'cats.txt']],
    ['When was the bridge of Deir ez-Zor built?', ['bridge.txt']],
    ['متى تأسست المدرسة الثانوية؟', ['school.txt']],
    ['كم عدد طلاب المدرسة الثانوية؟', ['school.txt']],
  ])('of %j are of its subject: %j', async (question, expected) => {
    const { kind, citations } = await service.ask(question);
    expect(kind).not.toBe('no-answer');
    expect(citations.map(({ place: { path } }) => path).sort()).toEqual(expected);
    expect(citations.map(({ number }) => number)).toEqual(citations.map((_, at) => at + 1));
  });
});
