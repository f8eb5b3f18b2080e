import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerWords } from '../../src/text/answer-words.js';
import { expectHarmless } from '../terminal/terminal-promises.js';
import { createReplPlace, runOnTerminal, runPiped, type ReplPlace } from './repl-process.js';

const hostileName = 'a\u001b[2Jb.txt';
const files = {
  'embargo.txt':
    'الحظر على إيران\nانتهى الحظر التسليحي على إيران في تشرين الأول/ أكتوبر لعام 2020. ورفضت واشنطن ذلك.',
  'treaty.md': '# The treaty\n\nThe Geneva treaty was signed on October 5, 2018 by both states.\n',
  [hostileName]: 'عنوان\u001b[31m أحمر\nهنا نص فيه \u001b[2J محو و\u202eقلب للنص.',
};

let place: ReplPlace;
let firstRun: Awaited<ReturnType<typeof runPiped>>;

beforeAll(async () => {
  place = createReplPlace(files);
  firstRun = await runPiped(place, 'متى انتهى الحظر التسليحي على إيران؟');
});

afterAll(() => {
  place.remove();
});

describe('the REPL on a pipe', () => {
  it('builds the index on first use, says so on stderr, and answers a line without a newline at its end', () => {
    expect(firstRun.exitCode).toBe(0);
    expect(firstRun.stderr).toContain('First use: building the index');
    expect(firstRun.stdout).toContain(answerWords.ar.answer);
    expect(firstRun.stdout).toContain('⟪تشرين الأول/ أكتوبر لعام 2020⟫');
    expect(firstRun.stdout).not.toContain('isnad>');
    expectHarmless(firstRun.stdout);
    expectHarmless(firstRun.stderr);
  });

  it('carries out every command, one line after the other', async () => {
    const input = [
      '',
      '   ',
      ':help',
      ':stats',
      ':documents',
      ':documents treaty',
      ':documents nothing-of-this-name',
      ':search الحظر',
      ':explain متى انتهى الحظر؟',
      ':passage 1',
      ':k',
      ':k 1',
      'When was the Geneva treaty signed?',
      'متى انتهى الحظر التسليحي على إيران؟',
      'محو وقلب للنص',
      ':quit',
      ':k 9',
    ].join('\r\n');
    const { exitCode, stdout, stderr } = await runPiped(place, input);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    for (const part of [
      ':explain [QUESTION]',
      'documents   3',
      'model       isnad-table-v1',
      'No document of that name.',
      'dense #1',
      'confidence 0.',
      'coverage ',
      'passage 1: ',
      'Up to 3 quotations an answer.',
      'Up to 1 quotation an answer.',
      answerWords.en.answer,
      'October 5, 2018',
      answerWords.ar.answer,
    ]) {
      expect(stdout).toContain(part);
    }
    expect(stdout.match(/treaty\.md/g)!.length).toBeGreaterThanOrEqual(3);
    // With :k 1 there is no second quotation, and nothing is done behind :quit.
    expect(stdout).not.toContain('[2]');
    expect(stdout).not.toContain('Up to 9');
    expectHarmless(stdout);
  });

  it('says in one line each what is wrong and goes on; the exit code tells a script', async () => {
    const wrong = [
      ':nothing',
      ':stats all',
      ':quit now',
      ':',
      ':K 3',
      ':k 0',
      ':k 11',
      ':k 1e1',
      ':k x',
      ':k -1',
      ':passage',
      ':passage 0',
      ':passage 999999',
      ':passage 99999999999999999999',
      ':passage 1.5',
      ':search',
      ':explain   ',
      'س'.repeat(10_000),
      ':\u001b[2J\u202e',
    ];
    const { exitCode, stdout, stderr } = await runPiped(place, `${wrong.join('\n')}\n:stats\n`);
    expect(exitCode).toBe(1);
    const messages = stderr.trimEnd().split('\n');
    expect(messages).toHaveLength(wrong.length);
    for (const message of messages) {
      expect(message).toMatch(/\. \S.*\.$|\? ?$|؟$/u);
      expect(message).not.toMatch(/Error|at .*\.ts/);
    }
    expectHarmless(stderr);
    expect(stdout).toContain('documents   3');
  });

  it('explains the last answer and shows its passage where nothing is named', async () => {
    const asked = 'When was the Geneva treaty signed?';
    const { stdout, stderr, exitCode } = await runPiped(
      place,
      `:explain\n:passage\n${asked}\n:explain\n:passage\n`,
    );
    expect(exitCode).toBe(1);
    expect(stderr.trimEnd().split('\n')).toEqual([
      'Nothing has been asked yet that could be explained. Usage: :explain [QUESTION].',
      'Nothing has been asked yet that a passage could answer. Usage: :passage [NUMBER].',
    ]);
    expect(stdout).toMatch(/⁨treaty⁩ 1\.00/);
    expect(stdout.slice(stdout.indexOf('confidence 0.'))).toMatch(/passage \d+: ⁨The treaty⁩\n⁨treaty\.md⁩/u);
  });

  it('glosses a quotation in the other language where it explains', async () => {
    const { stdout } = await runPiped(
      place,
      ':explain When did the arms embargo on Iran end?\n:explain متى انتهى الحظر؟\n',
    );
    const lines = stdout.split('\n').filter((line) => line.includes('not a translation'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^Word by word from a dictionary, not a translation.*embargo.*الحظر/u);
    expect(stdout).not.toContain('معجم');
  });

  it('gives the usage of the command that was given something wrong, and the nearest to an unknown one', async () => {
    const lines = [
      ':k x',
      ':passage 1.5',
      ':search',
      ':stats all',
      ':quit now',
      ':expalin',
      ':docs',
      ':K 3',
      ':qqqqqqqq',
    ];
    const { stderr } = await runPiped(place, lines.join('\n'));
    expect(stderr.trimEnd().split('\n')).toEqual([
      '"x" is not a whole number from 1 to 10. Usage: :k [COUNT].',
      'There is no passage "1.5". Give the number that :search shows.',
      ':search needs a question. Usage: :search QUESTION.',
      ':stats takes nothing behind it. Usage: :stats.',
      ':quit takes nothing behind it. Usage: :quit.',
      'There is no command :expalin. Did you mean :explain? Type :help for the list.',
      'There is no command :docs. Did you mean :documents? Type :help for the list.',
      'There is no command :K. Did you mean :k? Type :help for the list.',
      'There is no command :qqqqqqqq. Type :help for the list.',
    ]);
  });

  it.each(['exit', 'quit', ' EXIT ', ':exit', ':q'])('leaves at %j', async (word) => {
    const { exitCode, stdout } = await runPiped(place, `:k 2\n${word}\n:k 9\n`);
    expect(exitCode).toBe(0);
    expect(stdout).toBe('Up to 2 quotations an answer.\n');
  });

  it('shows the commands at help, whatever its spelling', async () => {
    const { stdout } = await runPiped(place, 'help\n?\nHelp\n');
    const shown = stdout.split(/^(?=Type a question, or:\n)/m);
    expect(shown).toHaveLength(3);
    for (const each of shown) {
      expect(each).toMatch(/^Type a question, or:\n/);
      expect(each).toBe(shown[0]);
    }
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThan(80);
  });

  it('refuses what has no word, and finds no answer to what is no question', async () => {
    const odd = [
      '؟!.',
      '😀',
      '\u202e\u0007x\u0000',
      'Où est la bibliothèque ?',
      "'; DROP TABLE documents; --",
      '\ud83d',
    ];
    const { exitCode, stdout, stderr } = await runPiped(place, `${odd.join('\n')}\n`);
    expect(exitCode).toBe(1);
    expect(stderr.match(/There is no word in this question\. /g)).toHaveLength(3);
    const { noAnswer, noAnswerInOther } = answerWords.en;
    const refusals = stdout
      .split('\n')
      .filter((line) => line.includes(noAnswer) || line.includes(noAnswerInOther));
    expect(refusals.length).toBeGreaterThanOrEqual(2);
    expectHarmless(stdout);
  });

  it('loses no line of a long input', async () => {
    const input = Array.from({ length: 3_000 }, (_, at) => `:k ${(at % 10) + 1}`).join('\n');
    const { exitCode, stdout } = await runPiped(place, input);
    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3_000);
  });

  it('ends well on no input at all', async () => {
    expect(await runPiped(place, '')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('keeps no history of what a script asks', () => {
    expect(existsSync(join(place.indexRoot, 'repl-history'))).toBe(false);
  });

  it('says in one sentence what is wrong with its own arguments', async () => {
    const missing = await runPiped(place, ':stats', [join(place.folder, 'not-there')]);
    expect(missing.exitCode).toBeGreaterThan(0);
    expect(missing.stdout).toBe('');
    expect(missing.stderr).toContain('not-there');
    expect(missing.stderr).not.toMatch(/\n\s+at /);
    const unknown = await runPiped(place, ':stats', ['--nothing']);
    expect(unknown).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unknown.stderr).toContain('--nothing');
  });
});

describe('the REPL on a terminal', () => {
  it('prompts, completes, and keeps a history that only its owner can read', async () => {
    const first = await runOnTerminal(place, [
      ['isnad> ', ':sta'],
      [':sta', '\t'],
      ['ts ', '\r'],
      ['isnad> ', ':documents tre'],
      [':documents tre', '\t'],
      ['aty.md', '\r'],
      ['isnad> ', ':nothing\r'],
      ['isnad> ', ':quit\r'],
    ]);
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toContain('3 documents, ');
    expect(first.stdout).toContain('documents   3');
    expect(first.stdout).toContain(':documents treaty.md');
    expect(first.stdout).toContain('There is no command :nothing.');

    const history = join(place.indexRoot, 'repl-history');
    expect(readFileSync(history, 'utf8').split('\n')).toEqual([
      ':quit',
      ':nothing',
      ':documents treaty.md',
      ':stats ',
      '',
    ]);
    expect(statSync(history).mode & 0o777).toBe(0o600);

    // Arrow up, four times: the first line of the run before.
    const second = await runOnTerminal(place, [
      ['isnad> ', '\u001b[A\u001b[A\u001b[A\u001b[A\r'],
      ['isnad> ', '\u0004'],
    ]);
    expect(second.exitCode).toBe(0);
    expect(second.stdout).toContain('documents   3');
    expect(readFileSync(history, 'utf8').split('\n')[0]).toBe(':stats ');
  });

  it('clears a half-typed line at Ctrl-C, and leaves at the second on an empty one', async () => {
    const outcome = await runOnTerminal(place, [
      ['isnad> ', ':nothing-of'],
      [':nothing-of', '\u0003'],
      ['isnad> ', ':k 2\r'],
      ['quotations', '\u0003'],
      ['Press Ctrl-C again', 'x'],
      ['x', '\u007f'],
      ['isnad> ', '\u0003'],
      ['Press Ctrl-C again', '\u0003'],
    ]);
    expect(outcome.exitCode).toBe(0);
    expect(outcome.stdout).toContain('Up to 2 quotations an answer.');
    expect(outcome.stdout.match(/Press Ctrl-C again to leave\./g)).toHaveLength(2);
    expect(outcome.stdout).not.toContain('There is no command');
  });
});
