import { parseArgs } from 'node:util';
import { UsageError } from '../../../src/contracts/errors.js';
import { checkServer } from './bench-server.js';

export const usage = `npm run bench -- [options]
  --documents FILE   JSON lines (plain or .gz) of {title, text}; without it, articles are made up
  --articles LIST    sizes as numbers of articles, comma-separated (default 1000,3000)
  --passages LIST    sizes as about so many passages, in place of --articles
  --questions COUNT  asked at each size (default 300)
  --only LIST        of embedding, indexing, start, asking, baselines (default all)
  --server URL       also on a PostgreSQL server, beside the index in a directory: postgres://…, in a
                     schema of its own; or pglite or debian, which are started for it
  --plain FOLDER     for "embedding": also the plain pipeline with the model that
                     scripts/benchmark/speed/make-mini-transformer.py has made there
  --keep FOLDER      keep documents and indexes there, and use those that are there already
  --from FILES       measure nothing: show what earlier runs wrote with --json, comma-separated
  --markdown         Markdown tables in place of plain ones
  --json FILE        also write the figures as JSON
  --report FILE      also write a page with plots

"baselines" runs at the smallest size, and needs: npm ci --prefix scripts/benchmark/baselines
`;

export const allParts = ['embedding', 'indexing', 'start', 'asking', 'baselines'] as const;
export type Part = (typeof allParts)[number];

const seeHelp = 'See npm run bench -- --help.';

export interface BenchOptions {
  readonly documents: string | undefined;
  readonly sizes: readonly number[];
  readonly sizesAre: 'articles' | 'passages';
  readonly questions: number;
  readonly parts: ReadonlySet<Part>;
  /** An address, or the name of a server that is started. */
  readonly server: string | undefined;
  readonly plain: string | undefined;
  readonly keep: string | undefined;
  readonly from: readonly string[];
  readonly markdown: boolean;
  readonly json: string | undefined;
  readonly report: string | undefined;
}

function split(list: string): string[] {
  return list.split(',').map((each) => each.trim());
}

function readCounts(option: string, list: string): number[] {
  return split(list).map((text) => {
    const count = Number(text);
    if (!/^\d+$/.test(text) || count < 10) {
      throw new UsageError(`--${option} takes whole numbers of at least 10, and got "${text}".`, seeHelp);
    }
    return count;
  });
}

function isPart(name: string): name is Part {
  return (allParts as readonly string[]).includes(name);
}

function parseGiven(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        documents: { type: 'string' },
        articles: { type: 'string' },
        passages: { type: 'string' },
        questions: { type: 'string', default: '300' },
        only: { type: 'string', default: allParts.join(',') },
        server: { type: 'string' },
        plain: { type: 'string' },
        keep: { type: 'string' },
        from: { type: 'string' },
        markdown: { type: 'boolean', default: false },
        json: { type: 'string' },
        report: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message, seeHelp, { cause: error });
  }
}

/** Undefined where help is wanted. @throws UsageError. */
export function readOptions(given: readonly string[]): BenchOptions | undefined {
  const values = parseGiven(given);
  if (values.help) return undefined;
  if (values.articles !== undefined && values.passages !== undefined) {
    throw new UsageError('Give --articles or --passages, not both.', seeHelp);
  }
  const sizesAre = values.passages === undefined ? 'articles' : 'passages';
  const sizes = readCounts(sizesAre, values.passages ?? values.articles ?? '1000,3000');
  const parts = split(values.only).map((name) => {
    if (isPart(name)) return name;
    throw new UsageError(`--only takes ${allParts.join(', ')}, and got "${name}".`, seeHelp);
  });
  if (values.server !== undefined) checkServer(values.server);
  return {
    documents: values.documents,
    sizes: [...new Set(sizes)].sort((a, b) => a - b),
    sizesAre,
    questions: readCounts('questions', values.questions)[0]!,
    parts: new Set(parts),
    server: values.server,
    plain: values.plain,
    keep: values.keep,
    from: values.from === undefined ? [] : split(values.from),
    markdown: values.markdown,
    json: values.json,
    report: values.report,
  };
}
