import { fork, type ChildProcess } from 'node:child_process';
import type { ParsedDocument, SkippedFile } from '../contracts/document.js';
import type { FileProblem } from '../contracts/file-problem.js';
import type { DocumentSource } from '../contracts/document-parser.js';
import { parserProcessFile, programExecArgv } from './program-files.js';
import type { ParserAnswer, ParserNews } from './parser-process.js';
import { readCpuSeconds } from './cpu-time.js';
import { readResidentBytes } from './resident-memory.js';

/** What reads files, and what reading one may take: of one that is larger than 32 MB as many times more. */
export interface Isolation {
  /** What is started to read them. */
  readonly processFile: string;
  readonly maxHeapMegabytes: number;
  /** Of all that the process holds, inside of its heap and outside. */
  readonly maxResidentMegabytes: number;
  /** Of computing; where that cannot be told, and of files that are waited for without any, of time that passes. */
  readonly maxSeconds: number;
}

export const isolationDefaults: Isolation = {
  processFile: parserProcessFile,
  maxHeapMegabytes: 512,
  maxResidentMegabytes: 768,
  maxSeconds: 120,
};

const megabyte = 2 ** 20;
const sizeWithinLimits = 32 * megabyte;
const lookEveryMs = 50;
/** Where other programs want the processor, what takes so long computes no more than it may. */
const timesLonger = 5;
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
const neverBegan: ParserAnswer = { problem: { code: 'no-reader' } };

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
  private heapMegabytes = 0;
  /** The limits of the file that is being read. */
  private ofFile: Isolation;

  constructor(
    private readonly limits: Isolation,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.ofFile = limits;
  }

  async parse(source: DocumentSource): Promise<ParsedDocument | SkippedFile> {
    this.signal?.throwIfAborted();
    this.ofFile = this.limitsFor(source);
    // The heap of a process cannot grow beyond what it was started with.
    if (this.heapMegabytes < this.ofFile.maxHeapMegabytes) this.close();
    const news = (await this.ask(source)) ?? (await this.ask(source)) ?? neverBegan;
    this.signal?.throwIfAborted();
    this.renewWhereLarge();
    return 'parsed' in news ? news.parsed : { path: source.path, problem: news.problem };
  }

  close(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  /** An operator who allows larger files than the usual ones allows what reading them takes. */
  private limitsFor({ bytes }: DocumentSource): Isolation {
    const { processFile, maxHeapMegabytes, maxResidentMegabytes, maxSeconds } = this.limits;
    const times = Math.max(1, bytes.length / sizeWithinLimits);
    return {
      processFile,
      maxHeapMegabytes: Math.ceil(maxHeapMegabytes * times),
      maxResidentMegabytes: Math.ceil(maxResidentMegabytes * times),
      maxSeconds: Math.ceil(maxSeconds * times),
    };
  }

  private start(): ChildProcess {
    this.isReady = false;
    this.heapMegabytes = this.ofFile.maxHeapMegabytes;
    const child = startParserProcess(this.ofFile);
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
    const { maxResidentMegabytes, maxSeconds } = this.ofFile;
    const child = (this.child ??= this.start());
    return new Promise((resolve) => {
      let excess: Excess | undefined;
      let hasBegun = false;
      const end = (why?: Excess): void => {
        excess ??= why;
        child.kill('SIGKILL');
      };
      let cpuSeconds = readCpuSeconds(child.pid);
      const limitTime = (): NodeJS.Timeout => {
        cpuSeconds = readCpuSeconds(child.pid);
        const seconds = maxSeconds * (cpuSeconds === undefined ? 1 : timesLonger);
        return setTimeout(end, seconds * 1000, 'time');
      };
      let timer = this.isReady ? limitTime() : setTimeout(end, maxStartSeconds * 1000, 'time');
      const watch = setInterval(() => {
        if ((readResidentBytes(child.pid) ?? 0) > maxResidentMegabytes * megabyte) end('memory');
        const computed = (readCpuSeconds(child.pid) ?? 0) - (cpuSeconds ?? 0);
        if (this.isReady && computed > maxSeconds) end('time');
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
          timer = limitTime();
        } else {
          settle(news);
        }
      };
      const explainExit = (code: number | null, name: NodeJS.Signals | null): void => {
        const isAgain = !hasBegun && excess === undefined && this.signal?.aborted !== true;
        settle(isAgain ? undefined : { problem: this.explain(excess, name ?? code) });
      };
      const explainError = (error: NodeJS.ErrnoException): void => {
        settle({ problem: this.explain(excess, error.code ?? error.name) });
      };
      this.signal?.addEventListener('abort', stop);
      child.on('message', hear).on('exit', explainExit).on('error', explainError);
      // Where it cannot be sent the process has ended, which it tells itself.
      child.send(source, () => undefined);
    });
  }

  private explain(excess: Excess | undefined, end: number | string | null): FileProblem {
    const { maxSeconds, maxResidentMegabytes } = this.ofFile;
    if (excess === 'time') return { code: 'time-limit', limitSeconds: maxSeconds };
    if (excess === 'memory' || endsWithoutMemory.has(end)) {
      return { code: 'memory-limit', limitMegabytes: maxResidentMegabytes };
    }
    return { code: 'reader-ended', ending: String(end) };
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
