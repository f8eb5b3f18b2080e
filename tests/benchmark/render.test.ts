import { describe, expect, it } from 'vitest';
import { steps, type AskCost } from '../../scripts/benchmark/speed/ask-cost.js';
import { renderBenchPage } from '../../scripts/benchmark/speed/render-page.js';
import { renderMarkdown, renderText } from '../../scripts/benchmark/speed/render.js';
import { serverSteps, type ServerCost } from '../../scripts/benchmark/speed/server-cost.js';
import { mergeReports, type BenchReport, type SizeReport } from '../../scripts/benchmark/speed/report.js';
import type { Spread } from '../../scripts/benchmark/speed/statistics.js';

function spread(median: number): Spread {
  return { median, p95: median * 2, p99: median * 3 };
}

function ask(passages: number): AskCost {
  return {
    passages,
    openSeconds: passages / 1e5,
    longestHoldOpening: 12,
    steps: Object.fromEntries(steps.map((step) => [step, spread(passages / 1000)])) as AskCost['steps'],
    cpuMilliseconds: 3,
    recall: [96, 192].map((ef) => ({ ef, recall: 0.98, search: spread(1) })),
    atOnce: [1, 8, 64].map((width) => ({ atOnce: width, perSecond: 100, longestHold: 9 })),
    loadedMegabytes: 150,
    peakMegabytes: 200,
  };
}

const server: ServerCost = {
  description: 'PostgreSQL 99 at here/isnad: words by postings in SQL, all vectors compared',
  notes: ['There is no pgvector.'],
  copySeconds: 12.34,
  steps: Object.fromEntries(
    serverSteps.map((step, index) => [
      step,
      { latency: spread(index + 1), processor: step === 'bot' ? undefined : index + 0.5 },
    ]),
  ) as ServerCost['steps'],
  wholeAnswer: spread(15),
  botMilliseconds: 7,
  serverMilliseconds: 8,
  atOnce: [1, 8, 64].map((width) => ({ atOnce: width, perSecond: 40 + width, longestHold: 9 })),
  bytes: { whole: 24_000_000, withoutText: 18_000_000 },
  embeddedBytes: { whole: 20_000_000, withoutText: 16_000_000 },
  parity: { questions: 200, sameFirst: 199, sameTen: 195, largestDifference: 0, different: ['?'] },
};

function size(articles: number): SizeReport {
  const passages = articles * 2;
  const run = { documents: articles, passages, seconds: articles / 100, cpuSeconds: 1, peakMegabytes: 300 };
  return {
    articles,
    passages,
    indexing: {
      date: '2026-01-01',
      full: run,
      unchanged: { seconds: spread(0.5), peakMegabytes: 180 },
      changed: run,
    },
    start: spread(700),
    ask: ask(passages),
  };
}

const report: BenchReport = {
  date: '2026-01-01',
  node: 'v20.0.0',
  machine: 'A & B processor, 2 cores',
  documents: '<made> up',
  questions: 300,
  embedding: [
    {
      name: 'Isnad',
      passages: 100,
      passagesPerSecond: 2000,
      tokensPerSecond: 300_000,
      milliseconds: spread(0.5),
      cpuMilliseconds: 0.5,
      peakMegabytes: 200,
    },
    {
      name: 'plain',
      passages: 100,
      passagesPerSecond: 20,
      tokensPerSecond: 3000,
      milliseconds: spread(50),
      cpuMilliseconds: 90,
      peakMegabytes: 400,
    },
  ],
  sizes: [
    {
      ...size(1000),
      baselines: [
        {
          name: 'Other',
          passages: 2000,
          indexSeconds: 20,
          question: spread(1),
          cpuMilliseconds: 1,
          peakMegabytes: 100,
        },
      ],
    },
    size(10_000),
  ],
};

describe('the table', () => {
  const text = renderText(report);

  it('has a line for every cost, with its spread and growth', () => {
    expect(text).toMatch(/^passages, n +2,000 +20,000$/m);
    expect(text).toMatch(/^index from nothing, s +10\.0 +100\.0 +n\^1\.00$/m);
    expect(text).toMatch(/^question, whole answer, ms +2\.00 \/ 4\.00 \/ 6\.00 +20\.00 .* +n\^1\.00$/m);
    expect(text).toMatch(/^graph recall@10 +0\.9800 +0\.9800$/m);
    expect(text).toMatch(/^answering, at most, MB +200\.0|^answering, at most, MB +200/m);
  });

  it('sets others beside ours', () => {
    expect(text).toMatch(/^plain .* 100 times$/m);
    // Twice our 10 seconds, half of our 2 milliseconds, half of our memory.
    expect(text).toMatch(/^Other +20\.0 +2\.00 +1\.00 \/ 2\.00 \/ 3\.00 +0\.50 +1\.00 +100 +0\.50$/m);
  });

  it('sets an index on a server beside that in a directory', () => {
    const shown = renderText({ ...report, sizes: [{ ...size(1000), server }, size(10_000)] });
    expect(shown).toMatch(
      /^2,?000 passages on a server\. PostgreSQL 99 .*\. There is no pgvector\. .*199 of 200 questions/m,
    );
    expect(shown).toMatch(/^lexical +– +2\.00 \/ 4\.00 \/ 6\.00 +1\.50$/m);
    expect(shown).toMatch(/^bot +– +5\.00 .* +–$/m);
    expect(shown).toMatch(/^processor time in all, ms +3\.00 +15\.00 +–$/m);
    expect(shown).toMatch(/^questions a second, 64 at once +100 +104 +–$/m);
    expect(shown).toMatch(/^kB a passage, without text +8\.00 +9\.00 +–$/m);
    const away = { ...server, serverMilliseconds: undefined };
    expect(renderText({ ...report, sizes: [{ ...size(1000), server: away }] })).toMatch(
      /^processor time in all, ms +3\.00 +– +–$/m,
    );
  });

  it('leaves out what was not measured', () => {
    const sizes = [{ articles: 1000, passages: 2000, start: spread(700) }];
    const some = renderText({ ...report, embedding: [], sizes });
    expect(some).toContain('`ask`, whole process');
    expect(some).not.toMatch(/undefined|NaN|index from nothing|Embedding/);
  });

  it('is whole as Markdown: as many cells in every line of a table', () => {
    const tables = renderMarkdown(report)
      .split('\n\n')
      .filter((part) => part.startsWith('|'));
    expect(tables).toHaveLength(3);
    for (const table of tables) {
      const widths = table
        .trim()
        .split('\n')
        .map((line) => line.split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
  });
});

describe('the page', () => {
  it('shows plots and tables, nothing fetched, nothing unescaped', () => {
    const page = renderBenchPage(report);
    expect(page.match(/<svg/g)).toHaveLength(8);
    expect(page.match(/<table/g)).toHaveLength(3);
    expect(page).not.toMatch(/<made>|A & B|NaN|undefined|<script|src=|href=/);
  });

  it('does with a single size, and with none', () => {
    expect(renderBenchPage({ ...report, sizes: [size(1000)] })).not.toMatch(/NaN|Infinity/);
    expect(renderBenchPage({ ...report, sizes: [] })).not.toMatch(/NaN|Infinity|<svg/);
  });
});

describe('mergeReports', () => {
  it('puts sizes measured apart together, what was measured later in place', () => {
    const later: BenchReport = {
      ...report,
      date: '2026-02-02',
      embedding: [],
      sizes: [
        { articles: 100, passages: 200, start: spread(5) },
        { ...size(1000), ask: undefined, start: spread(6) },
      ],
    };
    const merged = mergeReports([report, later]);
    expect(merged.date).toBe('2026-01-01');
    expect(merged.embedding).toBe(report.embedding);
    expect(merged.sizes.map(({ articles }) => articles)).toEqual([100, 1000, 10_000]);
    expect(merged.sizes[1]).toMatchObject({ start: spread(6), ask: ask(2000) });
  });
});
