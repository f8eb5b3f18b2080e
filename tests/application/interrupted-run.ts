import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { compiledChild } from '../compiled-program.js';
import { createWorkplace, expectFound, filesOfIndex, textAbout, type Workplace } from './workplace.js';

/** What runs an indexer in a process of its own on a workplace; see `indexer-child.ts` for what may be given. */
export function indexerCommand({ folder, directory }: Workplace, ...given: string[]): string[] {
  return [process.execPath, compiledChild('indexer-child'), folder, directory, ...given];
}

export function spawnIndexer(
  workplace: Workplace,
  given: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): ChildProcess {
  const [command = '', ...rest] = indexerCommand(workplace, ...given);
  return spawn(command, rest, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
}

export async function outputOf(child: ChildProcess): Promise<string> {
  let output = '';
  child.stdout!.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(child, 'close');
  return output;
}

const kept = Array.from({ length: 20 }, (_, i) => [`keep${i}.txt`, textAbout(`kept${i}`)]);

/** A folder that {@link change} is to change. */
export function unindexedWorkplace(): Workplace {
  return createWorkplace({
    ...(Object.fromEntries(kept) as Record<string, string>),
    'a.txt': textAbout('aardvark'),
    'b.txt': textAbout('beetle'),
  });
}

/** The same with an index of snapshot 1. */
export async function indexedWorkplace(): Promise<Workplace> {
  const workplace = unindexedWorkplace();
  await workplace.index();
  return workplace;
}

/** Leaves new, changed, removed and unchanged files. */
export function change(workplace: Workplace): void {
  workplace.put({ 'a.txt': textAbout('antelope'), 'b.txt': undefined, 'new/c.txt': textAbout('civet') });
}

/**
 * After an indexer was stopped on a workplace so changed: the last complete index answers, the next run
 * completes, nothing is lost, nothing is left over. Says which snapshot answered.
 */
export async function expectSound(workplace: Workplace): Promise<number> {
  const service = await workplace.open();
  const { snapshot } = service.describeIndex();
  const isOld = snapshot === 1;
  await expectFound(service, 'aardvark', isOld ? 'a.txt' : undefined);
  await expectFound(service, 'antelope', isOld ? undefined : 'a.txt');
  await expectFound(service, 'beetle', isOld ? 'b.txt' : undefined);
  await expectFound(service, 'civet', isOld ? undefined : 'new/c.txt');
  await expectFound(service, 'kept7', 'keep7.txt');
  expect(await service.countDocuments()).toBe(22);
  expect(service.current().repaired).toEqual([]);
  service.close();

  expect(await workplace.index()).toMatchObject({ documents: 22, snapshot: 2, skipped: [] });
  expect(readdirSync(workplace.directory).sort()).toEqual(filesOfIndex(2));
  const after = await workplace.open();
  await expectFound(after, 'antelope', 'a.txt');
  await expectFound(after, 'beetle', undefined);
  await expectFound(after, 'civet', 'new/c.txt');
  await expectFound(after, 'kept7', 'keep7.txt');
  expect(await after.countDocuments()).toBe(22);
  expect(after.current().repaired).toEqual([]);
  after.close();
  return snapshot;
}
