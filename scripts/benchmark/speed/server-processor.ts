import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** How many of the kernel's ticks are a second; fixed for programs, whatever the kernel counts in. */
const ticksPerSecond = 100;

/** The fields of /proc/PID/stat behind the name, which may hold spaces and brackets. */
function readStat(processId: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${processId}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function parentOf(processId: number): number | undefined {
  const stat = readStat(processId);
  return stat && Number(stat[1]);
}

/** Milliseconds that a process has had of the processor: from the scheduler, in nanoseconds, where it tells. */
function ownMilliseconds(processId: number): number {
  const schedule = `/proc/${processId}/schedstat`;
  try {
    if (existsSync(schedule)) return Number(readFileSync(schedule, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    // It has just ended.
  }
  const stat = readStat(processId);
  return stat ? ((Number(stat[11]) + Number(stat[12])) * 1000) / ticksPerSecond : 0;
}

/** What the processes of a server on this machine have of the processor. */
export class ServerProcessor {
  private constructor(
    /** The first process of the server, the parent of all others. */
    private readonly root: number,
    /** The one that answers a connection. */
    private readonly backend: number,
  ) {}

  /**
   * For the server process that a connection has been given; undefined where the server is on another machine, or in a
   * container with numbers of its own.
   */
  static ofBackend(backend: number): ServerProcessor | undefined {
    try {
      if (!readFileSync(`/proc/${backend}/cmdline`, 'utf8').startsWith('postgres')) return undefined;
    } catch {
      return undefined;
    }
    const root = parentOf(backend);
    return root === undefined ? undefined : new ServerProcessor(root, backend);
  }

  /** For a server that is one process. */
  static ofProcess(processId: number): ServerProcessor {
    return new ServerProcessor(processId, processId);
  }

  /** Of the one process: quick to read. */
  backendMilliseconds(): number {
    return ownMilliseconds(this.backend);
  }

  /** Of all processes of the server, those that have ended included. */
  allMilliseconds(): number {
    const root = readStat(this.root);
    const ended = root ? ((Number(root[13]) + Number(root[14])) * 1000) / ticksPerSecond : 0;
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((processId) => parentOf(processId) === this.root);
    return [this.root, ...children].reduce((sum, each) => sum + ownMilliseconds(each), ended);
  }
}
