import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Scripts in the place of tesseract and pdftoppm, in a folder of their own. */
export interface FakePrograms {
  /** With a PATH on which they are found, and little else. */
  readonly environment: Readonly<Record<string, string>>;
  /** A folder that is gone when the test is. */
  readonly place: string;
  /** Lines that the programs have written, a line a call: name and arguments. */
  readonly calls: () => string[];
  /** What tesseract says of a page, in a language; "all" for those of which nothing else is said. */
  readonly say: (page: number | 'all', language: string, table: string) => void;
  readonly install: (name: string, script: string) => void;
}

/** The table of tesseract for a page with lines of words, each sure by a number from 0 to 100. */
export function tableOf(lines: readonly string[], confidence = 90): string {
  const rows = [
    'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext',
  ];
  rows.push('1\t1\t0\t0\t0\t0\t0\t0\t1700\t2400\t-1\t');
  lines.forEach((line, i) => {
    line.split(' ').forEach((word, j) => {
      rows.push(
        ['5', '1', '1', '1', i + 1, j + 1, 100 + 150 * j, 200 + 60 * i, 120, 40, confidence, word].join('\t'),
      );
    });
  });
  return `${rows.join('\n')}\n`;
}

const logged = (name: string): string =>
  `#!/bin/sh\nhere="$(dirname "$0")"\nprintf '%s\\n' "${name} $*" >> "$here/calls"\n`;

export function makeFakePrograms(languages: readonly string[] = ['ara', 'eng', 'osd']): FakePrograms {
  const place = mkdtempSync(join(tmpdir(), 'isnad-ocr-'));
  onTestFinished(() => {
    rmSync(place, { recursive: true, force: true });
  });
  const folder = join(place, 'bin');
  mkdirSync(folder);
  const install = (name: string, script: string): void => {
    const path = join(folder, name);
    writeFileSync(path, `${logged(name)}${script}\n`);
    chmodSync(path, 0o755);
  };
  install(
    'pdftoppm',
    `[ "$1" = -v ] && exit 0
for last; do :; done
while [ "$1" != -f ]; do shift; done
printf 'P5\\n2 1\\n255\\nab' > "$last.pgm"
printf '%s' "$2" > "$here/page"`,
  );
  install(
    'tesseract',
    `case "$1" in
--version) echo 'tesseract 5.9.9'; exit 0;;
--list-langs) printf 'List of available languages:\\n${languages.join('\\n')}\\n'; exit 0;;
esac
[ "$4" = 0 ] && exit 1
said="$here/$(cat "$here/page").$4"
[ -e "$said" ] || said="$here/all.$4"
cat "$said"`,
  );
  return {
    environment: { PATH: `${folder}:/usr/bin:/bin` },
    place,
    install,
    calls: () => {
      const path = join(folder, 'calls');
      return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
    },
    say: (page, language, table) => {
      writeFileSync(join(folder, `${page}.${language}`), table);
    },
  };
}
