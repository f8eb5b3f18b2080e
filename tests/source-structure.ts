import { dirname, join, normalize } from 'node:path/posix';
import ts from 'typescript';

/** Path inside `src`, with `/` between its parts → source text. */
export type Sources = ReadonlyMap<string, string>;

const maxLines = 350;

/** Each of these turns one thing into another and knows no other of them. */
const steps = [
  'documents',
  'recognition',
  'passages',
  'embedding',
  'query',
  'lexical',
  'graph',
  'store',
  'postgres',
  'retrieval',
  'reranking',
  'answers',
  'terminal',
  'evaluation',
  'discord',
];

/** What steps share: `text` reads any text, `structure` the blocks of a document, `matching` compares with a query. */
const tools = ['text', 'structure', 'matching'];

/** Step → what it uses beside `text`. */
const toolsOfSteps: Readonly<Record<string, readonly string[]>> = {
  documents: ['structure'],
  // They load packages with a native part.
  embedding: ['native'],
  graph: ['native'],
  store: ['native'],
  passages: ['structure'],
  // The same rows and the same scores as an index in a directory.
  postgres: ['store', 'lexical'],
  reranking: ['matching'],
  answers: ['structure', 'matching'],
};

function toolsOf(step: string): readonly string[] {
  return ['text', ...(toolsOfSteps[step] ?? [])];
}

/** Folder → what it may import besides itself. */
const allowed: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['contracts', []],
  ['text', ['contracts']],
  ['structure', ['contracts', 'text']],
  ['matching', ['contracts', 'text']],
  ['native', ['contracts']],
  ...steps.map((step): [string, readonly string[]] => [step, ['contracts', ...toolsOf(step)]]),
  ['settings', ['contracts']],
  ['application', ['contracts', ...tools, 'settings', ...steps]],
  ['main', ['application', 'settings', 'contracts', 'terminal', 'evaluation', 'discord', 'text']],
]);

/**
 * Step → the files of it that the application may import. What they export names no type of the other files, so that
 * nothing outside of the step depends on how it is done: of the store, that it is in SQLite.
 */
const doors: Readonly<Record<string, readonly string[]>> = {
  store: [
    'corruption-marker.ts',
    'derived-files.ts',
    'index-errors.ts',
    'indexer-lock.ts',
    'open-bot-stores.ts',
    'open-for-indexing.ts',
    'open-index-store.ts',
  ],
};

function isDoor(path: string): boolean {
  return doors[folderOf(path)]?.includes(path.slice(path.indexOf('/') + 1)) ?? false;
}

interface Facts {
  /** Every module that is named, for its values or its types. */
  readonly imports: readonly string[];
  readonly readsEnvironment: boolean;
}

function isHidden(node: ts.Node): boolean {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  // A parameter of a constructor that is a private field is a parameter all the same.
  return !ts.isParameter(node) && modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
}

/** Names of types from files that are no doors, which what a file exports has in its signatures. */
function findLeaks(path: string, source: string): string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const hidden = new Set<string>();
  for (const node of file.statements.filter(ts.isImportDeclaration)) {
    const name = (node.moduleSpecifier as ts.StringLiteral).text;
    const target = normalize(join(dirname(path), name)).replace(/\.js$/, '.ts');
    const isOwn = name.startsWith('.') && folderOf(target) === folderOf(path);
    if (name.startsWith('node:') || (name.startsWith('.') && (!isOwn || isDoor(target)))) continue;
    const bindings = node.importClause?.namedBindings;
    if (bindings && ts.isNamedImports(bindings))
      for (const each of bindings.elements) hidden.add(each.name.text);
    if (node.importClause?.name) hidden.add(node.importClause.name.text);
  }
  const leaks = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) || isHidden(node)) return;
    if (ts.isIdentifier(node) && hidden.has(node.text)) leaks.add(node.text);
    ts.forEachChild(node, visit);
  };
  for (const node of file.statements) {
    const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
    if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) visit(node);
  }
  return [...leaks];
}

function readFacts(path: string, source: string): Facts {
  const imports: string[] = [];
  let readsEnvironment = false;
  const isProcess = (node: ts.Node): boolean =>
    (ts.isIdentifier(node) && node.text === 'process') ||
    (ts.isPropertyAccessExpression(node) && node.name.text === 'process');
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const name = (node.moduleSpecifier as ts.StringLiteral).text;
      imports.push(name);
      if (/^(?:node:)?process$|^dotenv/.test(name)) readsEnvironment = true;
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      imports.push((node.argument.literal as ts.StringLiteral).text);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [name] = node.arguments;
      imports.push(name && ts.isStringLiteralLike(name) ? name.text : '(computed)');
    } else if (
      ts.isPropertyAccessExpression(node) &&
      node.name.text === 'env' &&
      isProcess(node.expression)
    ) {
      readsEnvironment = true;
    } else if (ts.isElementAccessExpression(node) && isProcess(node.expression)) {
      readsEnvironment = true;
    } else if (
      ts.isVariableDeclaration(node) &&
      ts.isObjectBindingPattern(node.name) &&
      node.initializer &&
      isProcess(node.initializer)
    ) {
      readsEnvironment = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true));
  return { imports, readsEnvironment };
}

function folderOf(path: string): string {
  return path.split('/')[0]!;
}

/** A file that imports itself by way of others, as the paths from one to the next; undefined when none does. */
function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const finished = new Set<string>();
  const trail: string[] = [];
  const walk = (path: string): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (finished.has(path)) return undefined;
    trail.push(path);
    for (const next of graph.get(path) ?? []) {
      const cycle = walk(next);
      if (cycle) return cycle;
    }
    trail.pop();
    finished.add(path);
    return undefined;
  };
  for (const path of graph.keys()) {
    const cycle = walk(path);
    if (cycle) return cycle;
  }
  return undefined;
}

/** What breaks the rules of the architecture, a sentence each. */
export function findViolations(sources: Sources): string[] {
  const violations: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [path, source] of sources) {
    if (!path.split('/').every((part) => /^[a-z0-9]+(?:-[a-z0-9]+)*(?:(?:\.d)?\.ts)?$/.test(part))) {
      violations.push(`${path} is not in kebab-case`);
    }
    const lines = source.trimEnd().split('\n').length;
    if (lines > maxLines) violations.push(`${path} has ${lines} lines`);

    const from = folderOf(path);
    const mayImport = allowed.get(from);
    if (!mayImport) violations.push(`${path} is in a folder that no rule knows`);
    const { imports, readsEnvironment } = readFacts(path, source);
    if (readsEnvironment && from !== 'settings') violations.push(`${path} reads the environment`);

    const targets: string[] = [];
    for (const name of imports) {
      if (!name.startsWith('.')) {
        if (from === 'contracts') violations.push(`${path} imports ${name}`);
        continue;
      }
      const target = normalize(join(dirname(path), name)).replace(/\.js$/, '.ts');
      if (!sources.has(target)) violations.push(`${path} imports ${target}, which is not there`);
      const to = folderOf(target);
      const isShut = from === 'application' && doors[to] !== undefined && !isDoor(target);
      if (to !== from && mayImport && (isShut || !mayImport.includes(to))) {
        violations.push(`${path} imports ${target}`);
      }
      targets.push(target);
    }
    graph.set(path, targets);
    if (isDoor(path)) for (const name of findLeaks(path, source)) violations.push(`${path} exports ${name}`);
  }
  const cycle = findCycle(graph);
  if (cycle) violations.push(`imports go round: ${cycle.join(' → ')}`);
  return violations;
}
