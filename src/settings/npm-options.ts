/**
 * Reads options that npm has kept for itself from given variables. `npm run index --json` gives npm, not the
 * script, the option; npm passes it on as `npm_config_json=true` alone. By name, as in `dry-run`.
 *
 * Processes that a script starts inherit these variables, so they count only in the script that npm has started.
 */
export function parseNpmOptions(values: NodeJS.ProcessEnv, script: string): ReadonlyMap<string, string> {
  if (values.npm_lifecycle_event !== script) return new Map();
  const options = Object.entries(values).flatMap(([variable, value]): [string, string][] => {
    const [, name] = /^npm_config_(.+)$/.exec(variable) ?? [];
    // Empty: switched off, as by --no-json.
    return name === undefined || value === undefined || value === ''
      ? []
      : [[name.replaceAll('_', '-'), value]];
  });
  return new Map(options);
}

/** The scripts of package.json that are subcommands of the program. */
export const subcommandScripts = [
  'ask',
  'index',
  'repl',
  'evaluate',
  'migrate',
  'parity',
  'start',
  'register',
] as const;

/** Whether npm has started the program by one of its scripts: this process, or one that has started it. */
export function isStartedByNpm(): boolean {
  return subcommandScripts.some((script) => script === process.env.npm_lifecycle_event);
}

/** What npm has kept of the options of `npm run SCRIPT`. */
export function loadNpmOptions(script: string): ReadonlyMap<string, string> {
  return parseNpmOptions(process.env, script);
}
