import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ServerProcessor } from '../../scripts/benchmark/speed/server-processor.js';

describe.skipIf(!existsSync('/proc/self/stat'))('the processor time of a server', () => {
  it('grows with what its process does', () => {
    const processor = ServerProcessor.ofProcess(process.pid);
    const before = processor.allMilliseconds();
    expect(before).toBeGreaterThan(0);
    const used = process.cpuUsage();
    let sum = 0;
    while (process.cpuUsage(used).user < 50_000) for (let index = 0; index < 1e5; index++) sum += index % 7;
    expect(sum).toBeGreaterThan(0);
    expect(processor.allMilliseconds() - before).toBeGreaterThan(10);
    expect(processor.backendMilliseconds()).toBeGreaterThan(0);
  });

  it('is not known of a process that is no server, and of none', () => {
    expect(ServerProcessor.ofBackend(process.pid)).toBeUndefined();
    expect(ServerProcessor.ofBackend(2 ** 30)).toBeUndefined();
  });
});
