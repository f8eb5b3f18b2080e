import { z } from 'zod';
import { UsageError } from '../contracts/errors.js';
import { readText } from './read-text.js';

const squad = z.object({
  data: z.array(
    z.object({
      title: z.string().default(''),
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z.array(
            z.object({
              question: z.string(),
              answers: z.array(z.object({ text: z.string() })).default([]),
              is_impossible: z.boolean().default(false),
            }),
          ),
        }),
      ),
    }),
  ),
});

export interface EvaluationQuestion {
  readonly question: string;
  /** Position of the context that it was asked about. */
  readonly context: number;
  /** Any of these is right; empty where the context does not answer. */
  readonly answers: readonly string[];
}

export interface EvaluationSet {
  /** Distinct, in order of first sight. */
  readonly contexts: readonly string[];
  readonly questions: readonly EvaluationQuestion[];
}

export interface Distractor {
  readonly title: string;
  readonly text: string;
}

const squadRemedy = 'Give the path of a SQuAD-format JSON file, plain or .gz.';

export interface ReadSquadOptions {
  /** Put the title of its article, where it has one, before each context, as documents have theirs. */
  readonly withTitles?: boolean;
}

/** Reads questions and contexts in SQuAD 1 or 2 format, plain or gzipped. @throws UsageError for anything else. */
export function readSquad(path: string, { withTitles = false }: ReadSquadOptions = {}): EvaluationSet {
  let parsed;
  try {
    parsed = squad.safeParse(JSON.parse(readText(path, squadRemedy)));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path} is not JSON.`, 'Give a SQuAD-format JSON file, plain or .gz.', {
      cause: error,
    });
  }
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new UsageError(
      `${path} is not in SQuAD format (at "${where}").`,
      'See https://rajpurkar.github.io/SQuAD-explorer/ for the format.',
    );
  }
  const positions = new Map<string, number>();
  const questions: EvaluationQuestion[] = [];
  for (const { title, paragraphs } of parsed.data.data) {
    // "Suez_Canal": titles of Wikipedia often stand as in its addresses.
    const heading = withTitles && title !== '' ? `${title.replaceAll('_', ' ')}\n` : '';
    for (const { context: paragraph, qas } of paragraphs) {
      const context = heading + paragraph;
      const position = positions.get(context) ?? positions.size;
      positions.set(context, position);
      for (const { question, answers, is_impossible: impossible } of qas) {
        questions.push({
          question,
          context: position,
          answers: impossible ? [] : answers.map((answer) => answer.text),
        });
      }
    }
  }
  return { contexts: [...positions.keys()], questions };
}

const distractor = z
  .object({
    title: z.string().default(''),
    text: z.string().optional(),
    paragraphs: z.array(z.string()).optional(),
  })
  .refine(({ text, paragraphs }) => text !== undefined || paragraphs !== undefined);

/** Reads documents that no question is about: JSON lines with `text` or `paragraphs`, and perhaps `title`. */
export function readDistractors(path: string): Distractor[] {
  const lines = readText(path, 'Give a file of JSON lines, plain or .gz.').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      const { title, text, paragraphs } = distractor.parse(JSON.parse(line));
      return [{ title, text: text ?? paragraphs?.join('\n\n') ?? '' }];
    } catch (error) {
      throw new UsageError(
        `${path}, line ${index + 1}, is not a document.`,
        'Each line must be a JSON object with "text" or "paragraphs".',
        { cause: error },
      );
    }
  });
}
