import type { Judgement } from '../judgement.js';
import { coverageCurve } from '../metrics/calibration.js';
import { recall } from '../metrics/ranking.js';
import type { EvaluationReport } from '../render-summary.js';
import { judgeConfidence, retrievalColumns } from '../summarise.js';
import { renderMisses } from './misses.js';
import { htmlPage, htmlTable, shareAxis, shareTicks } from './page-parts.js';
import { escapeHtml, renderPlot } from './plots.js';
import { countOf } from '../../text/count.js';

const missesShown = 30;

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(4);
}

/** None of 10,000 rounds is no proof of never. */
function probability(p: number): string {
  return p === 0 ? '< 0.0001' : p.toFixed(4);
}

function recallPlot(judgements: readonly Judgement[]): string {
  const depths = Array.from({ length: 20 }, (_, index) => index + 1);
  const curve = (rankOf: (judgement: Judgement) => number | undefined): [number, number][] =>
    depths.map((depth) => {
      const found = judgements.reduce((sum, each) => sum + recall(rankOf(each), depth), 0);
      return [depth, found / Math.max(1, judgements.length)];
    });
  const series = [
    { name: 'fused', points: curve((each) => each.fusedRank) },
    { name: 'lexical', points: curve((each) => each.lexicalRank) },
    { name: 'dense', points: curve((each) => each.denseRank) },
  ];
  const lowest = Math.min(1, ...series.flatMap(({ points }) => points.map(([, y]) => y)));
  return renderPlot({
    title: 'The right document among the first so many',
    x: { label: 'documents', from: 1, to: 20, ticks: [1, 5, 10, 15, 20] },
    y: shareAxis('share of questions', shareTicks.filter((tick) => tick <= lowest).at(-1) ?? 0),
    series,
  });
}

function reliabilityPlot({ confidence }: EvaluationReport): string {
  return renderPlot({
    title: 'Reliability: is an answer right as often as its confidence says?',
    x: shareAxis('confidence'),
    y: shareAxis('share that is right'),
    hasDiagonal: true,
    series: [
      { name: 'right', points: confidence.reliability.map((bin) => [bin.meanConfidence, bin.accuracy]) },
    ],
  });
}

function coveragePlot(judgements: readonly Judgement[]): string {
  const judged = judgeConfidence(
    judgements,
    (each) => each.confidence,
    (each) => each.confidenceWithoutDocument,
  );
  const steps = Array.from({ length: 50 }, (_, index) => (index + 1) / 50);
  return renderPlot({
    title: 'Precision against coverage: the surest first, half without an answer',
    x: shareAxis('share of questions answered'),
    y: shareAxis('share of the answers that is right'),
    series: [
      {
        name: 'precision',
        points: coverageCurve(judged, steps).map(({ coverage, precision }) => [coverage, precision]),
      },
    ],
  });
}

function histogram(values: readonly number[], bins: number, width: number): [number, number][] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) counts[Math.min(bins - 1, Math.floor(value / width))]!++;
  return counts.map((count, index) => [index * width, count / Math.max(1, values.length)]);
}

function confidencePlot(judgements: readonly Judgement[], threshold: number): string {
  const withDocument = histogram(
    judgements.map((each) => each.confidence),
    20,
    0.05,
  );
  const without = histogram(
    judgements.map((each) => each.confidenceWithoutDocument),
    20,
    0.05,
  );
  const highest = Math.max(0.1, ...[...withDocument, ...without].map(([, y]) => y));
  const to = Math.ceil(highest * 10) / 10;
  return renderPlot({
    title: 'Confidence with the right document, and without it',
    x: shareAxis('confidence'),
    y: { label: 'share of questions', from: 0, to, ticks: [0, to / 2, to] },
    mark: { x: threshold, label: 'threshold' },
    series: [
      { name: 'with its document', points: withDocument, marks: 'bars' },
      { name: 'without it', points: without, marks: 'bars' },
    ],
  });
}

function latencyPlot(judgements: readonly Judgement[]): string {
  const times = judgements.map((each) => each.askMs);
  const sorted = [...times].sort((a, b) => a - b);
  const to = Math.max(10, Math.ceil((sorted[Math.floor(0.99 * sorted.length)] ?? 10) / 10) * 10);
  const bars = histogram(times, 20, to / 20);
  const highest = Math.ceil(Math.max(0.1, ...bars.map(([, y]) => y)) * 10) / 10;
  return renderPlot({
    title: 'Time to an answer',
    x: { label: 'milliseconds (the last bar holds all above)', from: 0, to, ticks: [0, to / 2, to] },
    y: { label: 'share of questions', from: 0, to: highest, ticks: [0, highest / 2, highest] },
    series: [{ name: 'time', points: bars, marks: 'bars' }],
  });
}

function retrievalTable({ retrieval, fusedOver }: EvaluationReport): string {
  const methods = ['dense', 'lexical', 'fused'] as const;
  return htmlTable(
    ['', ...retrievalColumns, '95 % of nDCG@10', 'fused is better by', 'p'],
    methods.map((method) => {
      const { low, high } = retrieval[method].interval;
      const test = method === 'fused' ? undefined : fusedOver[method];
      return [
        method,
        ...retrievalColumns.map((column) => figure(retrieval[method][column])),
        `${low.toFixed(3)} to ${high.toFixed(3)}`,
        test ? test.difference.toFixed(4) : '',
        test ? probability(test.p) : '',
      ];
    }),
  );
}

function variantsSection({ variants }: EvaluationReport): string {
  if (variants.length === 0) return '';
  const rows = variants.map((each) => [
    each.kind,
    String(each.questions),
    figure(each.clean),
    figure(each.typed),
    each.test.difference.toFixed(4),
    probability(each.test.p),
    figure(each.sentenceClean),
    figure(each.sentenceTyped),
  ]);
  const head = [
    'typed with',
    'questions',
    'clean nDCG@10',
    'typed',
    'difference',
    'p',
    'sentence right',
    'typed',
  ];
  return `<h2>As people type it</h2>${htmlTable(head, rows)}`;
}

/**
 * The report as one page that needs nothing but itself. `threshold`: the lowest confidence that counts as an
 * answer. Texts of documents and questions are escaped and kept in their own direction.
 */
export function renderPage(
  report: EvaluationReport,
  judgements: readonly Judgement[],
  contexts: readonly string[],
  threshold: number,
): string {
  const answerable = judgements.filter((each) => each.answerable);
  const { sentence, confidence } = report;
  return htmlPage(
    report.file,
    `<p class="note">${escapeHtml(`${countOf(report.questions, 'question')}, ${report.unanswerable} of them without an answer, on ${countOf(report.documents, 'document')} (${countOf(report.passages, 'passage')}); model ${report.model}; ${report.date}; Node.js ${report.node}, ${report.machine}.`)}</p>
<h2>Finding the document</h2>
${retrievalTable(report)}
<p class="note">p: randomisation test on the questions, two-sided. The documents' rank counts, 50 passages deep.</p>
<h2>Marking the sentence, and knowing when not to answer</h2>
${htmlTable(
  ['', ''],
  [
    ['marked sentence holds the answer, given the document', figure(sentence.givenDocument)],
    ['marked sentence holds the answer, end to end', figure(sentence.endToEnd)],
    ['AUROC of the confidence, own document removed', figure(confidence.auroc)],
    ['the same among ten documents', figure(confidence.aurocAmongFew)],
    ['AUROC, unanswerable in its document', figure(confidence.aurocUnanswerable)],
    ['expected calibration error', figure(confidence.expectedCalibrationError)],
    ['the same among ten documents', figure(confidence.calibrationErrorAmongFew)],
    ['excerpts equal to their slice of the text', figure(report.exactExcerpts)],
    ['milliseconds to an answer, median', report.askMs.median.toFixed(1)],
    ['milliseconds to an answer, 95 of 100', report.askMs.p95.toFixed(1)],
  ],
)}
<div class="plots">
${recallPlot(answerable)}
${reliabilityPlot(report)}
${coveragePlot(answerable)}
${confidencePlot(answerable, threshold)}
${latencyPlot(judgements)}
</div>
${variantsSection(report)}
<h2>The worst misses</h2>
<p class="note">Wrong answers that were given with most confidence; ${missesShown} at most.</p>
${renderMisses(judgements, contexts, missesShown)}`,
  );
}
