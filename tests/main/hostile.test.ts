import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IndexerReport } from '../../src/application/indexer-run.js';
import { isnad } from '../compiled-program.js';
import { UsageError } from '../../src/contracts/errors.js';
import { discordVariableNames, parseDiscordSettings } from '../../src/settings/discord-settings.js';
import { parseSettings, variableNames } from '../../src/settings/settings.js';
import { textAbout } from '../application/workplace.js';
import { createPlace, project, runCommand } from './run-command.js';

/** With ISNAD_LONG_TESTS=1 the nasty files have their full size, and more command lines are tried. */
const isLong = process.env.ISNAD_LONG_TESTS === '1';
const timeout = isLong ? 1_800_000 : 300_000;

/** Of V8's heap; far below what a machine that the bot runs on has. Megabytes. */
const heapMb = 1_024;

/** Documents that are built to hurt. Sizes are in the long version what is said of them. */
function nastyFiles(): Record<string, string | Uint8Array> {
  const full = (count: number, share = 100): number => (isLong ? count : Math.ceil(count / share));
  return {
    'nested.html': `${'<div><b><ul><li><table><tr><td>'.repeat(full(100_000, 4))}the bottom`,
    'nested.md': `${'>'.repeat(full(100_000, 4))} bottom\n\n${'- '.repeat(full(100_000, 4))}bottom`,
    'brackets.md': '['.repeat(full(100_000, 4)) + '](x)'.repeat(full(20_000, 4)),
    'stars.md': '*a **b '.repeat(full(20_000, 4)),
    'entities.html': `<p>${'&nbsp;&#x41;&amp;lt;'.repeat(full(50_000, 5))}`,
    'unclosed.html':
      '<!--'.repeat(full(50_000, 4)) +
      '<script>'.repeat(full(50_000, 4)) +
      '<a href="'.repeat(full(50_000, 4)),
    'attributes.html': `<p ${'a=b '.repeat(full(200_000, 4))}>x</p>`,
    'marks.txt': `a${'\u064e'.repeat(full(10_000_000))}`,
    'line.txt': 'كلمة word '.repeat(full(3_500_000, 400)),
    'headings.md': '# h\n\n'.repeat(full(1_000_000)),
    'cells.html': `<table>${'<tr><td>1<td>2'.repeat(full(1_000_000))}`,
    'spaces.txt': `a${' '.repeat(full(5_000_000, 4))}b`,
    'newlines.txt': `a${'\r\n'.repeat(full(2_000_000, 4))}b`,
    'overrides.txt': `The \u202eyawa si ti\u202c beast \u0007\u001b[2J was seen.\n`,
    'zeros.txt': new Uint8Array(1_000_000),
    'odd-utf16.txt': Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('a\ud800b', 'utf16le'),
      Buffer.of(0x41),
    ]),
    'title.html': `<title>${'very '.repeat(full(200_000, 4))}</title><h1>${'long '.repeat(full(100_000, 4))}</h1>text`,
    'good.txt': textAbout('aardvark'),
  };
}

test(
  'a folder of nasty files: bounded memory, every file indexed or named with the reason',
  { timeout },
  async () => {
    const place = createPlace(nastyFiles());
    const { folder } = place;
    try {
      mkdirSync(join(folder, 'many'));
      for (let i = 0; i < (isLong ? 100_000 : 1_000); i++)
        writeFileSync(join(folder, 'many', `${i}.txt`), '');
      symlinkSync('.', join(folder, 'circle'));
      symlinkSync('/dev/zero', join(folder, 'zero.txt'));
      execFileSync('/usr/bin/env', ['mkfifo', join(folder, 'pipe.txt')]);
      writeFileSync(join(folder, 'new\nline \u202etxt.md'), '');
      writeFileSync(
        Buffer.concat([Buffer.from(`${folder}/`), Buffer.of(0xff, 0xfe), Buffer.from('.txt')]),
        'x',
      );
      const environment = {
        ...place.environment,
        MAX_FILE_MB: '64',
        NODE_OPTIONS: `--max-old-space-size=${heapMb}`,
      };
      const { exitCode, stdout, stderr } = await runCommand('index', ['--json'], environment);
      expect({ exitCode, stderr: exitCode === 3 ? '' : stderr }).toEqual({ exitCode: 3, stderr: '' });
      const report = JSON.parse(stdout) as IndexerReport & {
        readonly skipped: readonly { readonly reason: string }[];
      };
      expect(report.added).toContain('good.txt');
      expect(report.added).toContain('nested.html');
      for (const { reason } of report.skipped) expect(reason).toMatch(/^[a-z][^\n]{3,200}$/);
      const skipped = report.skipped.map(({ path }) => path);
      for (const path of [
        'circle',
        'zero.txt',
        'pipe.txt',
        'new\nline \u202etxt.md',
        'many/7.txt',
        'zeros.txt',
      ]) {
        expect(skipped).toContain(path);
      }
      const asked = await runCommand('ask', ['Where was the aardvark seen?'], environment);
      expect(asked.stdout).toContain('old harbour');
      expect(asked.exitCode).toBe(0);
      // Nothing in what people read of it acts on their terminal.
      const again = await runCommand('index', [], environment);
      expect(again.exitCode).toBe(3);
      expect(again.stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
    } finally {
      place.remove();
    }
  },
);

/** Text of the kinds that break programs. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '',
    ' ',
    '-',
    '--',
    '--k',
    '--k=-1',
    '--document',
    '__proto__',
    'constructor',
    '%s%n',
    '$(id)',
    "'; DROP TABLE documents; --",
    '\ud800',
    '\u202e\u2066',
    '٣',
    '1e999',
    '-0',
    '../../etc/passwd',
    'ـ'.repeat(900),
    '؟'.repeat(900),
  ),
);

test('whatever is typed into the REPL, it goes on to the next line and ends well', { timeout }, async () => {
  const place = createPlace({ 'a.txt': textAbout('aardvark') });
  try {
    expect((await runCommand('index', [], place.environment)).exitCode).toBe(0);
    const command = fc.constantFrom(
      '',
      ':search ',
      ':explain ',
      ':passage ',
      ':documents ',
      ':k ',
      ':',
      '::',
      ':help ',
    );
    const line = fc
      .tuple(command, nasty)
      .map(([name, rest]) => name + rest.replace(/[\r\n\u2028\u2029]/g, ' '));
    const lines = fc.sample(line, { numRuns: isLong ? 5_000 : 150, ...(!isLong && { seed: 3 }) });
    const child = spawn(isnad[0], [isnad[1], 'repl'], {
      cwd: project,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...place.environment },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    }
    child.stdin.end(`${lines.join('\n')}\nWhere was the aardvark seen?\n`);
    await once(child, 'close');
    expect(child.exitCode).toBe(1);
    expect(output).toContain('old harbour');
    expect(output).not.toMatch(/^\s+at .*[(:]\d+|node:internal|Unexpected error|SQLITE|undefined|NaN/m);
    expect(output).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
  } finally {
    place.remove();
  }
});

test(
  'whatever a command line holds, it ends with a code that is documented and a sentence',
  { timeout },
  async () => {
    const place = createPlace({ 'a.txt': textAbout('aardvark') });
    try {
      const argument = nasty.map((text) => text.replaceAll('\0', ''));
      const line = fc.tuple(
        fc.constantFrom('ask' as const, 'index' as const),
        fc.array(argument, { maxLength: 4 }),
      );
      const lines = fc.sample(line, { numRuns: isLong ? 200 : 3, ...(!isLong && { seed: 19 }) });
      for (const [name, given] of lines) {
        // A folder that happens to be there is none to index.
        const safe =
          name === 'index'
            ? ['--dry-run', ...given.filter((each) => each !== '' && !each.includes('..'))]
            : given;
        const { exitCode, stdout, stderr } = await runCommand(name, safe, place.environment);
        expect([0, 1, 2, 3, 4], JSON.stringify([name, safe])).toContain(exitCode);
        if (exitCode === 1 || exitCode === 2) {
          expect(stdout, JSON.stringify(safe)).toBe('');
          expect(stderr.trim(), JSON.stringify(safe)).not.toBe('');
        }
      }
    } finally {
      place.remove();
    }
  },
);

test('whatever the environment holds, settings are read or refused in one sentence', () => {
  const secret = 'NEVER.SHO.WN';
  const names = [...variableNames, ...discordVariableNames].filter((name) => name !== 'DISCORD_TOKEN');
  const environment = fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof(nasty, fc.string({ maxLength: 3_000 })),
  );
  fc.assert(
    fc.property(environment, (values) => {
      for (const parse of [parseSettings, parseDiscordSettings]) {
        try {
          parse({ ...values, DISCORD_TOKEN: secret });
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          const { message, remedy } = error as UsageError;
          expect(message).not.toContain(secret);
          expect(message + remedy).not.toMatch(/\p{Cc}/u);
          expect(message.length).toBeLessThan(300 * names.length);
        }
      }
    }),
    { numRuns: isLong ? 20_000 : 400 },
  );
});
