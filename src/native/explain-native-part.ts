import { InstallationError } from '../contracts/errors.js';

const otherNodeJs = /compiled against a different Node\.js version|did not self-register/i;
const loadingCodes = new Set(['ERR_DLOPEN_FAILED', 'MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND']);
const loadingMessages = /^could not (?:locate the bindings file|load the "sharp" module)/i;

/**
 * What an error on loading a package with a native part means to the person at the keyboard; an error of another kind
 * comes back as it is.
 */
export function explainNativePart(error: unknown, packageName: string): unknown {
  if (!(error instanceof Error)) return error;
  const here = `${process.version}, ${process.platform} ${process.arch}`;
  if (otherNodeJs.test(error.message)) {
    return new InstallationError(
      `${packageName} was compiled for another Node.js than the one that runs (${here}).`,
      'Run "npm rebuild".',
      { cause: error },
    );
  }
  const code = 'code' in error ? String(error.code) : '';
  if (!loadingCodes.has(code) && !loadingMessages.test(error.message)) return error;
  return new InstallationError(
    `The native part of ${packageName} is missing or damaged, or was installed for another Node.js or system than the one that runs (${here}).`,
    'Run "npm ci".',
    { cause: error },
  );
}
