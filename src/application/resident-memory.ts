import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * How much memory another process holds; undefined where that cannot be told (the process has ended, or the system
 * does not say).
 */
export function readResidentBytes(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  try {
    const line = /^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
    return line ? Number(line[1]) * 1024 : undefined;
  } catch {
    const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'latin1' });
    return stdout ? Number(stdout) * 1024 : undefined;
  }
}
