import { fork, type ChildProcess } from 'node:child_process';
import type { ParsedDocument, SkippedFile } from '../contracts/document.js';
import type { DocumentSource } from '../contracts/document-parser.js';
import { parserProcessFile, programExecArgv } from './program-files.js';
import type { ParserAnswer, ParserNews } from './parser-process.js';
import { readResidentBytes } from './resident-memory.js';

/** What reads files, and what reading one may take. */
export interface Isolation {
  /** What is started to read them. */
  readonly processFile: string;
  readonly maxHeapMegabytes: number;
  /** Of all that the process holds, inside of its heap and outside. */
  readonly maxResidentMegabytes: number;
  readonly maxSeconds: number;
}

export const isolationDefaults: Isolation = {
  processFile: parserProcessFile,
  maxHeapMegabytes: 512,
  maxResidentMegabytes: 768,
  maxSeconds: 120,
};

const megabyte = 2 ** 20;
const lookEveryMs = 50;
/** Until a process can read; on a busy machine that takes several seconds. */
const maxStartSeconds = 120;

/** Reads files in a process of its own, one at a time. It must be closed. */
export interface IsolatedParser {
  /** Never rejects for what a file holds or does to the process; rejects when the signal aborts. */
  parse(source: DocumentSource): Promise<ParsedDocument | SkippedFile>;
  close(): void;
}

/** V8 aborts where its heap is full; a system that is out of memory kills. */
const endsWithoutMemory: ReadonlySet<number | string | null> = new Set(['SIGABRT', 'SIGKILL', 134]);

/** Of a file for which no process could be had, twice. */
const neverBegan: ParserAnswer = { reason: 'could not be read (what reads such files could not be started)' };

/** Why the process is ended before it has answered. */
type Excess = 'memory' | 'time';

/** Starts what reads files; it says "ready", and answers each file that is sent to it. */
export function startParserProcess({ processFile, maxHeapMegabytes }: Isolation): ChildProcess {
  return fork(processFile, {
    execArgv: [...programExecArgv, `--max-old-space-size=${maxHeapMegabytes}`],
    serialization: 'advanced',
    // What libraries complain of is not for the reader of a report; nor are settings and secrets for them.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {},
  });
}

class ParserProcess implements IsolatedParser {
  private child: ChildProcess | undefined;
  private isReady = false;

  constructor(
    private readonly limits: Isolation,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async parse(source: DocumentSource): Promise<ParsedDocument | SkippedFile> {
    this.signal?.throwIfAborted();
    const news = (await this.ask(source)) ?? (await this.ask(source)) ?? neverBegan;
    this.signal?.throwIfAborted();
    this.renewWhereLarge();
    return 'parsed' in news ? news.parsed : { path: source.path, reason: news.reason };
  }

  close(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  private start(): ChildProcess {
    this.isReady = false;
    const child = startParserProcess(this.limits);
    const forget = (): void => {
      if (this.child === child) this.child = undefined;
    };
    child.on('exit', forget);
    child.on('error', forget);
    return child;
  }

  /**
   * What the process answers; or, where it ended before, why. Undefined where it had ended before it took the file, which
   * is no fault of the file: something else has killed it since the last one, or it could not be started.
   */
  private ask(source: DocumentSource): Promise<ParserAnswer | undefined> {
    const { maxResidentMegabytes, maxSeconds } = this.limits;
    const child = (this.child ??= this.start());
    return new Promise((resolve) => {
      let excess: Excess | undefined;
      let hasBegun = false;
      const end = (why?: Excess): void => {
        excess ??= why;
        child.kill('SIGKILL');
      };
      let timer = setTimeout(end, (this.isReady ? maxSeconds : maxStartSeconds) * 1000, 'time');
      const watch = setInterval(() => {
        if ((readResidentBytes(child.pid) ?? 0) > maxResidentMegabytes * megabyte) end('memory');
      }, lookEveryMs);
      const stop = (): void => {
        end();
      };
      const settle = (answer: ParserAnswer | undefined): void => {
        clearTimeout(timer);
        clearInterval(watch);
        this.signal?.removeEventListener('abort', stop);
        child.off('message', hear).off('exit', explainExit).off('error', explainError);
        resolve(answer);
      };
      const hear = (news: ParserNews): void => {
        if (news === 'begun') {
          hasBegun = true;
        } else if (news === 'ready') {
          // Its own start, which on a busy machine may take long, is no fault of the file.
          this.isReady = true;
          clearTimeout(timer);
          timer = setTimeout(end, maxSeconds * 1000, 'time');
        } else {
          settle(news);
        }
      };
      const explainExit = (code: number | null, name: NodeJS.Signals | null): void => {
        const isAgain = !hasBegun && excess === undefined && this.signal?.aborted !== true;
        settle(isAgain ? undefined : { reason: this.explain(excess, name ?? code) });
      };
      const explainError = (error: NodeJS.ErrnoException): void => {
        settle({ reason: this.explain(excess, error.code ?? 'an error') });
      };
      this.signal?.addEventListener('abort', stop);
      child.on('message', hear).on('exit', explainExit).on('error', explainError);
      // Where it cannot be sent the process has ended, which it tells itself.
      child.send(source, () => undefined);
    });
  }

  private explain(excess: Excess | undefined, end: number | string | null): string {
    const { maxSeconds, maxResidentMegabytes } = this.limits;
    if (excess === 'time') return `takes longer to read than the limit of ${maxSeconds} s`;
    if (excess === 'memory' || endsWithoutMemory.has(end)) {
      return `takes more memory to read than the limit of ${maxResidentMegabytes} MB`;
    }
    return `could not be read (what reads such files ended with ${String(end)})`;
  }

  /** What one file has left in the memory of the process must not count against the next. */
  private renewWhereLarge(): void {
    const resident = readResidentBytes(this.child?.pid) ?? 0;
    if (resident > (this.limits.maxResidentMegabytes * megabyte) / 2) this.close();
  }
}

export function createIsolatedParser(signal?: AbortSignal, limits: Partial<Isolation> = {}): IsolatedParser {
  return new ParserProcess({ ...isolationDefaults, ...limits }, signal);
}
