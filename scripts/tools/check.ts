/**
 * Checks the sources without running them: `npm run check`. Two checks at a time, for each uses one core; the longest
 * begin. What a check says is printed when it has ended, so that nothing is mixed.
 */
import { spawn } from 'node:child_process';

const checks = ['lint', 'typecheck', 'format:check', 'unused'];

async function runCheck(script: string): Promise<boolean> {
  const child = spawn('npm', ['run', '-s', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  process.stdout.write(`${script}: ${exitCode === 0 ? 'passed' : 'failed'}\n`);
  if (exitCode !== 0) process.stdout.write(output);
  return exitCode === 0;
}

const waiting = [...checks];

async function runNext(): Promise<boolean> {
  let allPassed = true;
  for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) {
    allPassed = (await runCheck(script)) && allPassed;
  }
  return allPassed;
}

const outcomes = await Promise.all([runNext(), runNext()]);
process.exitCode = outcomes.every(Boolean) ? 0 : 1;
