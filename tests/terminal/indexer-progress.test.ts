import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProgressView, type ProgressView } from '../../src/terminal/indexer-progress.js';

interface FakeScreen {
  readonly view: ProgressView;
  readonly written: () => string;
}

/** A stream that keeps what is written to it; a terminal of 100 columns where `isTTY`. */
function createScreen(isTTY: boolean): FakeScreen {
  const stream = new PassThrough();
  let written = '';
  stream.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  const nothing = (): boolean => true;
  const terminal = { isTTY, columns: 100, cursorTo: nothing, moveCursor: nothing, clearLine: nothing };
  const view = createProgressView(Object.assign(stream, terminal) as unknown as NodeJS.WriteStream);
  return { view, written: () => written };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('on a terminal', () => {
  it('draws a bar with the rate and the remaining time, for one step after the other', () => {
    const { view, written } = createScreen(true);
    view.show({ step: 'embed', doneBytes: 0, totalBytes: 1000, passages: 0 });
    vi.advanceTimersByTime(2_000);
    view.show({ step: 'embed', doneBytes: 500, totalBytes: 1000, passages: 40 });
    vi.advanceTimersByTime(500);
    expect(written()).toContain('Embedding');
    expect(written()).toContain('50 %');
    expect(written()).toContain('20 passages/s');
    expect(written()).toContain('left');
    view.show({ step: 'graph', done: 10, total: 40 });
    view.stop();
    expect(written()).toContain('Graph');
  });

  it('writes a notice on a line of its own and goes on', () => {
    const { view, written } = createScreen(true);
    view.show({ step: 'embed', doneBytes: 1, totalBytes: 2, passages: 1 });
    view.show({ step: 'notice', message: 'The index was made by another model.' });
    view.show({ step: 'embed', doneBytes: 2, totalBytes: 2, passages: 2 });
    view.stop();
    expect(written()).toContain('The index was made by another model.\n');
  });

  it('gives the cursor back, leaves no timer behind, and can be stopped before it began', () => {
    const { view, written } = createScreen(true);
    view.stop();
    view.show({ step: 'embed', doneBytes: 0, totalBytes: 0, passages: 0 });
    view.stop();
    view.stop();
    expect(written().lastIndexOf('\u001b[?25h')).toBeGreaterThan(written().lastIndexOf('\u001b[?25l'));
    expect(vi.getTimerCount()).toBe(0);
    expect(written()).not.toMatch(/NaN|Infinity/);
  });
});

describe('on a pipe', () => {
  it('writes a plain line every two seconds at most', () => {
    const { view, written } = createScreen(false);
    for (let passages = 1; passages <= 50; passages++) {
      vi.advanceTimersByTime(100);
      view.show({ step: 'embed', doneBytes: passages * 10, totalBytes: 500, passages });
    }
    vi.advanceTimersByTime(2_000);
    view.show({ step: 'graph', done: 5, total: 50 });
    view.stop();
    expect(written()).toBe(
      '20 passages embedded, 40 % of the text, 2 s\n' +
        '40 passages embedded, 80 % of the text, 4 s\n' +
        '5 of 50 passages in the graph, 7 s\n',
    );
  });

  it('writes nothing for a run that is over at once, and divides nothing by zero', () => {
    const { view, written } = createScreen(false);
    view.show({ step: 'embed', doneBytes: 0, totalBytes: 0, passages: 0 });
    expect(written()).toBe('');
    vi.advanceTimersByTime(2_000);
    view.show({ step: 'embed', doneBytes: 0, totalBytes: 0, passages: 0 });
    expect(written()).toBe('0 passages embedded, 0 % of the text, 2 s\n');
  });

  it('passes notices on, made harmless', () => {
    const { view, written } = createScreen(false);
    view.show({ step: 'notice', message: 'a\u001b[2J\u202eb' });
    expect(written()).toBe('a\ufffd[2Jb\n');
  });
});
