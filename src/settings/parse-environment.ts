import { z } from 'zod';
import { UsageError } from '../contracts/errors.js';

export function wholeNumber(least: number, most: number, byDefault: number) {
  const expected = `must be a whole number from ${least} to ${most}`;
  return z.coerce
    .number({ error: expected })
    .int(expected)
    .min(least, expected)
    .max(most, expected)
    .default(byDefault);
}

export function yesOrNo(byDefault: boolean) {
  return z
    .enum(['0', '1', 'false', 'true'], { error: 'must be 1 or 0' })
    .default(byDefault ? '1' : '0')
    .transform((value) => value === '1' || value === 'true');
}

/** A value that is wrong may be anything, and long. */
const maxShownUnits = 80;

/** As in JSON, with the control characters escaped that JSON leaves as they are. */
function quote(value = ''): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f]/g,
    (control) => `\\u00${control.charCodeAt(0).toString(16)}`,
  );
}

/**
 * Reads variables by a schema of which each key is a variable's name.
 * @throws UsageError that names every wrong variable.
 */
export function parseEnvironment<Schema extends z.ZodObject>(
  schema: Schema,
  values: NodeJS.ProcessEnv,
): z.output<Schema> {
  // An empty value in a .env file means "not set"; white space alone would be read as the number 0.
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value?.trim() !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `${name} is ${quote(values[name]?.slice(0, maxShownUnits))}: it ${issue.message}.`;
  });
  throw new UsageError(
    sentences.join(' '),
    'Change it in the environment or in .env; .env.example says what each variable means.',
  );
}
