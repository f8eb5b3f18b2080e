import { isUtf8 } from 'node:buffer';
import { lstatSync, realpathSync, statSync, type BigIntStats, type Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';

import type { OtherFiles, SkippedFile } from '../contracts/document.js';
import { MissingFolderError, UsageError } from '../contracts/errors.js';
import { findExtension, findParser } from './document-parsers.js';
import { findForeignKind, isForeignDocument } from './foreign-files.js';
import { stampOf } from './file-stamp.js';
import { errorCode, problemOfError, problemOfType } from './file-system-problems.js';
import { describeProblem } from '../text/file-problems/describe-problem.js';

/** A file of the folder that has an ending which is read and is small enough to be. */
interface FoundFile {
  /** Relative to the documents folder, with `/` between its parts, spelled as on disk. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly stamp: string;
}

interface FolderScan {
  /** In the order of the UTF-16 units of their paths. */
  readonly files: readonly FoundFile[];
  /** Documents that cannot be read, and folders. In the same order. */
  readonly skipped: readonly SkippedFile[];
  /** Files that have another ending than documents. In the order of their endings. */
  readonly others: readonly OtherFiles[];
}

interface ScanOptions {
  readonly maxFileBytes: number;
}

interface Scan {
  readonly realRoot: string;
  readonly options: ScanOptions;
  readonly files: FoundFile[];
  readonly skipped: SkippedFile[];
  /** Files that are no documents, by their ending. */
  readonly others: Map<string, { count: number; readonly examples: string[] }>;
  /** Real paths of the folders that were walked. */
  readonly walked: Set<string>;
  /** Links to folders, kept until every real folder is walked: the real path of a file goes first. */
  readonly folderLinks: { readonly path: string; readonly realPath: string }[];
}

/** So many files of one ending are named. */
const maxExamples = 3;

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** Whether `realPath` is the folder `realRoot` or lies in it; both without links in them. */
export function isWithin(realRoot: string, realPath: string): boolean {
  return realPath === realRoot || realPath.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
}

/**
 * The real path of the documents folder.
 * @throws MissingFolderError when it is missing or is no folder.
 */
export function resolveFolder(folder: string): string {
  const shown = resolve(folder);
  const remedy = 'Name a folder that exists and that you may read.';
  try {
    const realRoot = realpathSync.native(folder);
    if (statSync(realRoot).isDirectory()) return realRoot;
  } catch (error) {
    throw new MissingFolderError(
      `The documents folder ${shown} ${describeProblem(problemOfError(error), 'en')}.`,
      remedy,
      {
        cause: error,
      },
    );
  }
  throw new MissingFolderError(`The documents folder ${shown} is not a folder.`, remedy);
}

/**
 * Whether a file is none of the documents by its name; then it is counted. A document of a format that is not read
 * is none of the others: what it is really, its content will show.
 */
function isOther(scan: Scan, path: string): boolean {
  if (findParser(path) !== undefined) return false;
  const ending = findExtension(path);
  const kind = findForeignKind(ending);
  if (kind && isForeignDocument(kind)) return false;
  const paths = scan.others.get(ending) ?? { count: 0, examples: [] };
  paths.count++;
  if (paths.examples.length < maxExamples) paths.examples.push(path);
  scan.others.set(ending, paths);
  return true;
}

function addFile(scan: Scan, path: string, stats: BigIntStats): void {
  const { maxFileBytes } = scan.options;
  const sizeBytes = Number(stats.size);
  if (sizeBytes <= maxFileBytes) {
    scan.files.push({ path, sizeBytes, stamp: stampOf(stats) });
    return;
  }
  const kind = findForeignKind(findExtension(path));
  scan.skipped.push({
    path,
    problem: kind ? { code: 'foreign', kind } : { code: 'too-large', sizeBytes, limitBytes: maxFileBytes },
  });
}

function visitLink(scan: Scan, path: string, fullPath: string): void {
  const realPath = realpathSync.native(fullPath);
  const target = statSync(realPath, { bigint: true });
  if (!target.isDirectory() && isOther(scan, path)) return;
  if (!isWithin(scan.realRoot, realPath)) {
    scan.skipped.push({ path, problem: { code: 'link-outside' } });
    return;
  }
  if (target.isDirectory()) {
    scan.folderLinks.push({ path, realPath });
    return;
  }
  const problem = problemOfType(target);
  if (problem) scan.skipped.push({ path, problem });
  else addFile(scan, path, target);
}

/** Looks at one entry; gives back a folder to walk into, if it is one. */
function visitEntry(
  scan: Scan,
  folderPath: string,
  fullFolder: string,
  entry: Dirent<Buffer>,
): string | undefined {
  const path = folderPath + entry.name.toString('utf8');
  if (!isUtf8(entry.name)) {
    if (entry.isFile() && isOther(scan, path)) return undefined;
    scan.skipped.push({ path, problem: { code: 'name-not-utf8' } });
    return undefined;
  }
  const fullPath = join(fullFolder, entry.name.toString('utf8'));
  try {
    if (entry.isDirectory()) return path;
    if (entry.isSymbolicLink()) {
      visitLink(scan, path, fullPath);
      return undefined;
    }
    if (isOther(scan, path)) return undefined;
    const problem = problemOfType(entry);
    if (problem) scan.skipped.push({ path, problem });
    else addFile(scan, path, lstatSync(fullPath, { bigint: true }));
  } catch (error) {
    const leadsNowhere = entry.isSymbolicLink() && errorCode(error) === 'ENOENT';
    scan.skipped.push({ path, problem: leadsNowhere ? { code: 'link-broken' } : problemOfError(error) });
  }
  return undefined;
}

async function readEntries(scan: Scan, path: string, fullFolder: string): Promise<Dirent<Buffer>[]> {
  try {
    const entries = await readdir(fullFolder, { withFileTypes: true, encoding: 'buffer' });
    return entries.filter((entry) => entry.name[0] !== 0x2e); // '.': hidden
  } catch (error) {
    if (path === '') {
      throw new UsageError(
        `The documents folder ${fullFolder} ${describeProblem(problemOfError(error), 'en')}.`,
        'Name a folder that exists and that you may read.',
        { cause: error },
      );
    }
    scan.skipped.push({ path, problem: problemOfError(error) });
    return [];
  }
}

/** Walks a folder and all below it. `path` is relative to the root and empty for the root itself. */
async function walk(scan: Scan, path: string, realFolder: string): Promise<void> {
  const pending = [{ path, realFolder }];
  for (let folder = pending.pop(); folder; folder = pending.pop()) {
    if (scan.walked.has(folder.realFolder)) {
      scan.skipped.push({ path: folder.path, problem: { code: 'folder-read-elsewhere' } });
      continue;
    }
    scan.walked.add(folder.realFolder);
    const folderPath = folder.path === '' ? '' : `${folder.path}/`;
    // One call a folder may wait; a call a file that waited would cost ten times as much.
    for (const entry of await readEntries(scan, folder.path, folder.realFolder)) {
      const found = visitEntry(scan, folderPath, folder.realFolder, entry);
      if (found === undefined) continue;
      pending.push({ path: found, realFolder: join(folder.realFolder, found.slice(folderPath.length)) });
    }
  }
}

/**
 * Every document in `folder` and its sub-folders, every one that is passed over, with the reason, and how many
 * files are no documents. Hidden files and folders are none of these. Nothing is opened. A link to a file in the folder counts as a file
 * of its own; a link to a folder is walked only if no other path leads there.
 * @throws UsageError when the folder itself is missing, is no folder, or may not be read.
 */
export async function scanFolder(folder: string, options: ScanOptions): Promise<FolderScan> {
  const realRoot = resolveFolder(folder);
  const scan: Scan = {
    realRoot,
    options,
    files: [],
    skipped: [],
    others: new Map(),
    walked: new Set(),
    folderLinks: [],
  };
  await walk(scan, '', realRoot);
  // Walking a link to a hidden folder may find further links.
  for (let links = scan.folderLinks.splice(0); links.length > 0; links = scan.folderLinks.splice(0)) {
    for (const { path, realPath } of links.sort(byPath)) await walk(scan, path, realPath);
  }
  scan.files.sort(byPath);
  const others = [...scan.others].map(([ending, { count, examples }]) => {
    const kind = findForeignKind(ending);
    return { ending, count, ...(kind && { kind, examples: examples.sort() }) };
  });
  return {
    files: scan.files,
    skipped: scan.skipped.sort(byPath),
    others: others.sort((a, b) => (a.ending < b.ending ? -1 : 1)),
  };
}
