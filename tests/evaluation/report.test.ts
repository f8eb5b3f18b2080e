import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../src/evaluation/judgement.js';
import type { EvaluationReport } from '../../src/evaluation/render-summary.js';
import { renderPlot } from '../../src/evaluation/report/plots.js';
import { renderPage } from '../../src/evaluation/report/render-page.js';
import { summarise } from '../../src/evaluation/summarise.js';

/** Names of opened elements; throws where one is closed that is not open, or stays open. */
function elementsOf(html: string): string[] {
  const open: string[] = [];
  const all: string[] = [];
  const empty = new Set(['meta', 'line', 'circle', 'rect', 'polyline', '!doctype']);
  const parser = new Parser({
    onopentagname: (name) => {
      all.push(name);
      if (!empty.has(name)) open.push(name);
    },
    onclosetag: (name, isImplied) => {
      if (empty.has(name)) return;
      if (isImplied || open.pop() !== name) throw new Error(`<${name}> is not closed where it should be`);
    },
  });
  parser.end(html);
  expect(open).toEqual([]);
  return all;
}

const hostile = '</div><script>alert(1)</script> & "quoted" \u202Eمعكوس';

function judgement(given: Partial<Judgement>): Judgement {
  return {
    question: 'متى بني الجسر؟',
    context: 0,
    answerable: true,
    denseRank: 2,
    lexicalRank: 1,
    fusedRank: 1,
    sentenceRight: false,
    sentenceRightGivenDocument: true,
    sentenceRightAmongFew: true,
    markRight: undefined,
    confidence: 0.7,
    confidenceWithoutDocument: 0.1,
    confidenceAmongFew: 0.8,
    confidenceAmongFewWithoutDocument: 0.1,
    excerpts: 1,
    exactExcerpts: 1,
    askMs: 12,
    answers: ['1987'],
    shown: { context: 1, excerpt: 'بني السد عام 1950.', marked: { start: 9, end: 17 } },
    variants: [{ kind: 'ه for ة', fusedRank: 3, sentenceRight: false }],
    ...given,
  };
}

function page(judgements: readonly Judgement[], contexts: readonly string[]): string {
  const report: EvaluationReport = {
    file: `set ${hostile}.json`,
    model: 'a model',
    date: '2026-11-24',
    node: 'v20',
    machine: 'a machine',
    documents: 2,
    passages: 2,
    indexSeconds: 1,
    askSeconds: 1,
    peakMemoryMb: 1,
    ...summarise(judgements, 0.4),
  };
  return renderPage(report, judgements, contexts, 0.4);
}

describe('renderPage', () => {
  const html = page(
    [
      judgement({ sentenceRight: true, confidence: 0.9 }),
      judgement({}),
      judgement({
        question: hostile,
        answers: [hostile],
        shown: { context: undefined, excerpt: hostile, marked: { start: 2, end: 9 } },
        confidence: 0.3,
      }),
      judgement({ answerable: false, answers: [], shown: undefined }),
    ],
    [`بني الجسر عام 1987. ${hostile}`, 'بني السد عام 1950.'],
  );

  it('is whole HTML that fetches nothing', () => {
    const elements = elementsOf(html);
    expect(elements).toContain('svg');
    expect(elements).not.toContain('script');
    expect(elements).not.toContain('link');
    expect(html).not.toMatch(/(?:src|href)=|url\(|@import|https?:/);
  });

  it('shows the misses, the surest first, with what would have been right', () => {
    expect(html.match(/<article>/g)).toHaveLength(2);
    expect(html.indexOf('متى بني الجسر؟')).toBeLessThan(
      html.indexOf('<h3 dir="auto">&lt;/div&gt;&lt;script&gt;'),
    );
    expect(html).toContain('<mark>1987</mark>');
    expect(html).toContain('<mark>عام 1950</mark>');
    expect(html).toContain('a document that no question is about');
  });

  it('has the figures and the variants', () => {
    for (const part of ['AUROC', 'nDCG@10', 'As people type it', 'ه for ة', 'threshold', '2026-11-24']) {
      expect(html).toContain(part);
    }
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('takes a set without questions', () => {
    const empty = page([], []);
    elementsOf(empty);
    expect(empty).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('renderPlot', () => {
  const axis = { label: 'x', from: 1, to: 1000, ticks: [1, 10, 100, 1000], isLogarithmic: true };

  it('places equal ratios at equal distances on a logarithmic axis', () => {
    const svg = renderPlot({
      title: 't',
      x: axis,
      y: { label: 'y', from: 0, to: 1, ticks: [0, 1] },
      series: [
        {
          name: 's',
          points: [
            [1, 0],
            [10, 0],
            [100, 0],
          ],
          marks: 'dots',
        },
      ],
    });
    const [first, second, third] = [...svg.matchAll(/cx="([\d.]+)"/g)].map((match) => Number(match[1]));
    expect(third! - second!).toBeCloseTo(second! - first!, 0);
  });

  it('leaves out points that are no numbers, and keeps others inside the frame', () => {
    const svg = renderPlot({
      title: 't',
      x: { ...axis, isLogarithmic: false },
      y: axis,
      series: [
        {
          name: 's',
          points: [
            [Number.NaN, 1],
            [5000, 0.001],
          ],
          marks: 'dots',
        },
      ],
    });
    expect(svg.match(/<circle/g)).toHaveLength(1);
    expect(svg).not.toContain('NaN');
  });
});
