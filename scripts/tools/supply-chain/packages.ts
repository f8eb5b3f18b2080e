import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const project = join(import.meta.dirname, '..', '..', '..');

/** A package as package-lock.json pins it. */
export interface LockedPackage {
  /** Under the name that its own package.json has, whatever it is installed as. */
  readonly name: string;
  readonly version: string;
  /** A licence expression of SPDX; undefined where the package states none. */
  readonly licence: string | undefined;
  /** Where it is installed, relative to the project. */
  readonly folder: string;
  /** Needed by nothing but tests and tools. */
  readonly isDevelopment: boolean;
  /** For some systems only. */
  readonly isOptional: boolean;
  readonly integrity: string | undefined;
  readonly hasInstallScript: boolean;
}

interface LockEntry {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

/** All packages of the project's lock file, by name. */
export function readLock(): LockedPackage[] {
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  return Object.entries(packages)
    .filter(([folder]) => folder !== '')
    .map(([folder, entry]) => ({
      name: entry.name ?? folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version ?? '',
      licence: entry.license,
      folder,
      isDevelopment: (entry.dev ?? false) || (entry.devOptional ?? false),
      isOptional: entry.optional ?? false,
      integrity: entry.integrity,
      hasInstallScript: entry.hasInstallScript ?? false,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

/** Files under `models/` that come with the project and have a licence of their own. */
export const models = [
  { name: 'isnad-table-v1', licence: 'CC-BY-SA-4.0', files: ['onnx/model_quantized.onnx', 'tokenizer.json'] },
  { name: 'isnad-thesaurus-v1', licence: 'CC-BY-SA-4.0', files: ['thesaurus.bin'] },
  { name: 'isnad-lexicon-v1', licence: 'CC-BY-SA-4.0', files: ['lexicon.bin'] },
  { name: 'isnad-spelling-v1', licence: 'CC-BY-SA-4.0', files: ['spelling.bin'] },
] as const;

/** Packages that run something when they are installed, and what. package.json allows these and no others. */
export const installSteps: Readonly<Record<string, string>> = {
  'better-sqlite3':
    'its version 12 compiles SQLite and its binding; .prebuild-installrc keeps it from fetching a finished one from elsewhere',
  esbuild:
    'sees that the program of this system, an optional package of the registry, is there; compiles this project',
  'hnswlib-node': 'compiles the graph (node-gyp, because it has a binding.gyp)',
  sharp: 'sees that the library of this system, an optional package of the registry, is there',
};
