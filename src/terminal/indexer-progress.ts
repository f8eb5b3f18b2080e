import cliProgress from 'cli-progress';
import { countOf } from '../text/count.js';
import { sanitizeLine, showName } from './sanitize.js';

/** What the indexer tells while it works. */
export type ShownProgress =
  | { readonly step: 'notice'; readonly message: string }
  | { readonly step: 'recognise'; readonly path: string; readonly done: number; readonly total: number }
  | {
      readonly step: 'embed';
      readonly doneBytes: number;
      readonly totalBytes: number;
      readonly passages: number;
    }
  | { readonly step: 'graph'; readonly done: number; readonly total: number };

export interface ProgressView {
  show(progress: ShownProgress): void;
  /** Takes the bar off the screen. */
  stop(): void;
}

/** Without a terminal, a line this often at most. */
const lineEveryMs = 2_000;

function wholeSeconds(ms: number): number {
  return Math.max(1, Math.round(ms / 1000));
}

function describePage({ path, done, total }: Extract<ShownProgress, { step: 'recognise' }>): string {
  return `${showName(path)}: reading page ${done} of ${total} by OCR …`;
}

/** A bar with rate and remaining time. */
function createBar(stream: NodeJS.WriteStream): ProgressView {
  const bar = new cliProgress.SingleBar({
    stream,
    format: '{step} {bar} {percentage} % · {rate} · {eta_formatted} left',
    hideCursor: true,
    clearOnComplete: true,
    barsize: 24,
    etaBuffer: 50,
  });
  let step: ShownProgress['step'] | undefined;
  let startedMs = 0;
  return {
    show(progress) {
      if (progress.step === 'recognise') {
        bar.stop();
        step = undefined;
        stream.write(`${describePage(progress)}\n`);
        return;
      }
      if (progress.step === 'notice') {
        bar.stop();
        step = undefined;
        stream.write(`${sanitizeLine(progress.message)}\n`);
        return;
      }
      const [name, value, total, count] =
        progress.step === 'embed'
          ? ['Embedding', progress.doneBytes, progress.totalBytes, progress.passages]
          : ['Graph    ', progress.done, progress.total, progress.done];
      const rate = `${countOf(Math.round(count / Math.max(0.001, (performance.now() - startedMs) / 1000)), 'passage')}/s`;
      if (step !== progress.step) {
        bar.stop();
        step = progress.step;
        startedMs = performance.now();
        bar.start(total, value, { step: name, rate: '… passages/s' });
      } else {
        bar.update(value, { step: name, rate });
      }
    },
    stop() {
      bar.stop();
    },
  };
}

/** Plain lines, for logs. */
function createLines(stream: NodeJS.WritableStream): ProgressView {
  const startedMs = performance.now();
  let lastMs = startedMs;
  return {
    show(progress) {
      if (progress.step === 'notice') {
        stream.write(`${sanitizeLine(progress.message)}\n`);
        return;
      }
      if (progress.step === 'recognise') {
        stream.write(`${describePage(progress)}\n`);
        return;
      }
      const now = performance.now();
      if (now - lastMs < lineEveryMs) return;
      lastMs = now;
      const seconds = wholeSeconds(now - startedMs);
      stream.write(
        progress.step === 'embed'
          ? `${countOf(progress.passages, 'passage')} embedded, ${Math.floor((100 * progress.doneBytes) / Math.max(1, progress.totalBytes))} % of the text, ${seconds} s\n`
          : `${progress.done} of ${countOf(progress.total, 'passage')} in the graph, ${seconds} s\n`,
      );
    },
    stop() {
      // Lines need no cleaning up.
    },
  };
}

export function createProgressView(stream: NodeJS.WriteStream): ProgressView {
  return stream.isTTY ? createBar(stream) : createLines(stream);
}
