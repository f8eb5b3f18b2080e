import { expect, it } from 'vitest';
import type { IndexerReport } from '../../src/application/indexer-run.js';
import { createLogger } from '../../src/discord/operation/logger.js';
import { createBotStatus } from '../../src/discord/operation/bot-status.js';
import { createBotFirstUse } from '../../src/main/bot-first-use.js';

it('logs why files were skipped as a code with its parameters, and in words', () => {
  const lines: string[] = [];
  const logger = createLogger(
    (line) => lines.push(line),
    () => 0,
  );
  const report: IndexerReport = {
    folder: '/docs',
    dryRun: false,
    added: ['a.txt'],
    changed: [],
    removed: [],
    unchanged: 0,
    skipped: [{ path: 'b.pdf', problem: { code: 'time-limit', limitSeconds: 120 } }],
    read: [],
    others: [],
    notices: [],
    documents: 1,
    passages: 1,
    snapshot: 1,
    seconds: 1.25,
  };
  createBotFirstUse(logger, createBotStatus()).report(report);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      time: '1970-01-01T00:00:00.000Z',
      level: 'warn',
      event: 'file skipped',
      path: 'b.pdf',
      problem: { code: 'time-limit', limitSeconds: 120 },
      reason: 'it takes longer to read than the limit of 120 s',
    },
    {
      time: '1970-01-01T00:00:00.000Z',
      level: 'info',
      event: 'index built',
      documents: 1,
      passages: 1,
      skipped: 1,
      seconds: 1.3,
    },
  ]);
});
