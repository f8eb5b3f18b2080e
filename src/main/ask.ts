import { Command, InvalidArgumentError, Option } from 'commander';
import { Workspace } from '../application/workspace.js';
import type { Answer, AnswerService } from '../contracts/answer.js';
import { UsageError } from '../contracts/errors.js';
import type { Verdict } from '../contracts/verdict.js';
import { loadLanguage } from '../settings/language.js';
import { loadSettings } from '../settings/settings.js';
import { answerToJson } from '../terminal/answer-json.js';
import { renderAnswer } from '../terminal/render-answer.js';
import { refuseWordless } from './wordless-question.js';
import { createStyle } from '../terminal/style.js';
import { wrapText } from '../terminal/wrap.js';
import { askHelp } from './ask-help.js';
import { spellCommand } from './command-spelling.js';
import { openAnswersBuildingFirst } from './first-use.js';
import { parseCommand, type CommandCall } from './parse-command.js';
import { exitCodes, runMain } from './run-main.js';

interface AskFlags {
  readonly json?: true;
  readonly gloss?: true;
  readonly citations?: number;
  /** The name of before, of which npm makes an option of its own and tells nobody. */
  readonly k?: number;
  readonly document?: string;
  readonly folder?: string;
}

function citationCount(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1 || count > 10) {
    throw new InvalidArgumentError('It must be a whole number from 1 to 10.');
  }
  return count;
}

/** The one document that `wanted` names: by path, or by a part of its path or title. */
async function findPath(answers: AnswerService, wanted: string): Promise<string> {
  const [exact] = await answers.findDocuments({ pathPrefixes: [wanted], limit: 1 });
  if (exact?.path === wanted) return wanted;
  const found = await answers.findDocuments({ titleContains: wanted, limit: 4 });
  const [only, ...others] = found;
  if (!only) {
    throw new UsageError(
      `No document's path or title contains "${wanted}".`,
      'Run "isnad repl" and type :documents to see all of them.',
    );
  }
  if (others.length > 0) {
    const paths = found.map((document) => document.path).join(', ');
    throw new UsageError(`"${wanted}" fits several documents: ${paths}.`, 'Give the whole path of one.');
  }
  return only.path;
}

/** With what the words of quotations in the other language may mean. */
function glossAnswer(answers: AnswerService, answer: Answer): Answer {
  const citations = answer.citations.map((citation) => ({
    ...citation,
    gloss: answers.gloss(citation, answer.language),
  }));
  return { ...answer, citations };
}

const exitCodeOf = {
  answered: exitCodes.done,
  unsure: exitCodes.unsure,
  'no-answer': exitCodes.noAnswer,
} as const satisfies Readonly<Record<Verdict, number>>;

async function ask(words: readonly string[], flags: AskFlags): Promise<number> {
  const question = words.join(' ').trim();
  if (question === '')
    throw new UsageError('There is no question.', `Give one: ${spellCommand('ask', '"your question"')}.`);
  refuseWordless(question);
  const settings = loadSettings();
  const workspace = new Workspace(settings, flags.folder);
  const answers = await openAnswersBuildingFirst(workspace);
  try {
    const citations = flags.citations ?? flags.k;
    const asked = await answers.ask(question, {
      ...(citations !== undefined && { citations }),
      ...(flags.document !== undefined && { pathPrefixes: [await findPath(answers, flags.document)] }),
    });
    const answer = flags.gloss ? glossAnswer(answers, asked) : asked;
    const style = createStyle(process.stdout.isTTY && process.stdout.hasColors());
    const { columns } = process.stdout.isTTY ? process.stdout : {};
    process.stdout.write(flags.json ? answerToJson(answer) : wrapText(renderAnswer(answer, style), columns));
    return exitCodeOf[answer.kind];
  } finally {
    answers.close();
  }
}

export function runAsk(call: CommandCall): void {
  runMain(async () => {
    let exitCode: number = exitCodes.done;
    const help = askHelp[loadLanguage()];
    const command = new Command()
      .description(help.description)
      .usage(help.usage)
      .argument(`<${help.questionName}...>`, help.question)
      .option('--json', help.json)
      .option('--gloss', help.gloss)
      .option('--citations <count>', help.citations, citationCount)
      .addOption(new Option('--k <count>').argParser(citationCount).hideHelp())
      .option('--document <path>', help.document)
      .option('--folder <folder>', help.folder)
      .helpOption('-h, --help', help.help)
      .configureHelp({ styleTitle: (heading) => help.headings[heading] ?? heading })
      .addHelpText('after', `\n${help.exitCodes}`)
      .action(async (words: string[], flags: AskFlags) => {
        exitCode = await ask(words, flags);
      });
    await parseCommand(command, call);
    return exitCode;
  });
}
