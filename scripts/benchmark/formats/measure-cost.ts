import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isolationDefaults, startParserProcess } from '../../../src/application/isolated-parser.js';
import type { ParserAnswer, ParserNews } from '../../../src/application/parser-process.js';

export interface Cost {
  readonly pages: number;
  /** For a hundred pages, in a process that has read a file before. */
  readonly cpuSeconds: number;
  /** The most that the process holds at a time, without a file; with the long one as its first; with that as its second. */
  readonly idleMegabytes: number;
  readonly firstMegabytes: number;
  readonly secondMegabytes: number;
}

/** Linux counts processor time in hundredths of a second. */
const ticksPerSecond = 100;

interface Usage {
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

function readUsage({ pid }: ChildProcess): Usage {
  const read = (name: string): string => readFileSync(`/proc/${String(pid)}/${name}`, 'latin1');
  const peak = /^VmHWM:\s+(\d+) kB/mu.exec(read('status'))?.[1] ?? NaN;
  // The name of the program, in brackets, may hold spaces.
  const [userTicks, systemTicks] = read('stat')
    .replace(/^.*\) /su, '')
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return { cpuSeconds: (userTicks! + systemTicks!) / ticksPerSecond, peakMegabytes: Number(peak) / 1024 };
}

/** What the process says of a file in the end; before that it says that it has begun. */
async function nextAnswer(child: ChildProcess): Promise<ParserAnswer> {
  for (;;) {
    const [news] = (await once(child, 'message')) as [ParserNews];
    if (typeof news === 'object') return news;
  }
}

/** Lets the process read files one after the other: what it took before the first and after each, and the pages of each. */
async function readInTurn(paths: readonly string[]): Promise<{ usages: Usage[]; pages: number[] }> {
  const child = startParserProcess(isolationDefaults);
  try {
    await once(child, 'message');
    const usages = [readUsage(child)];
    const pages: number[] = [];
    for (const path of paths) {
      child.send({ path: basename(path), bytes: readFileSync(path) });
      const news = await nextAnswer(child);
      if (!('parsed' in news) || 'problem' in news.parsed) throw new Error(`${path} could not be read`);
      pages.push(news.parsed.parts.filter(({ kind }) => kind === 'page').length);
      usages.push(readUsage(child));
    }
    return { usages, pages };
  } finally {
    child.kill('SIGKILL');
  }
}

/** What a long file takes, whose text layer is repaired, in the process in which the product reads files. */
export async function measureCost(folder: string): Promise<Cost> {
  const long = join(folder, 'real/pdf-ar/sa-civil.pdf');
  const short = join(folder, 'made/pdf/cr-plain-naskh.pdf');
  const first = await readInTurn([long]);
  const second = await readInTurn([short, long]);
  const [, before, after] = second.usages;
  const pages = first.pages[0]!;
  return {
    pages,
    cpuSeconds: ((after!.cpuSeconds - before!.cpuSeconds) * 100) / pages,
    idleMegabytes: first.usages[0]!.peakMegabytes,
    firstMegabytes: first.usages[1]!.peakMegabytes,
    secondMegabytes: after!.peakMegabytes,
  };
}
