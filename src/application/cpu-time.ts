import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, on every machine that Node.js runs on. */
const ticksPerSecond = 100;
/** Positions of the time in a process's own code and in the system's, behind its name. */
const ownTime = 11;
const systemTime = 12;

/** How much a process has computed; undefined where that cannot be told: it has ended, or the system is not Linux. */
export function readCpuSeconds(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  try {
    const said = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = said.slice(said.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[ownTime]) + Number(fields[systemTime]);
    return Number.isFinite(ticks) ? ticks / ticksPerSecond : undefined;
  } catch {
    return undefined;
  }
}
