import { IsnadError } from '../contracts/errors.js';
import { describeError } from '../discord/operation/describe-error.js';
import { createLogger } from '../discord/operation/logger.js';
import type { Logger } from '../discord/operation/logger.js';
import { spellInLog } from './command-spelling.js';
import type { CommandCall } from './parse-command.js';
import { exitCodes, runMain } from './run-main.js';
import { listenForStop } from './stop-request.js';
import type { StopRequest } from './stop-request.js';

// What takes long to load is imported further down: a stop is heard, and the health port answers, before it is there.

async function start(call: CommandCall, logger: Logger, stop: StopRequest): Promise<number> {
  try {
    const { readBotOptions } = await import('./bot-options.js');
    const options = await readBotOptions(call, logger);
    stop.allow(options.discord.shutdownTimeoutMs);
    stop.signal.throwIfAborted();
    if (options.isManager) {
      const { runAllShards } = await import('./run-all-shards.js');
      await runAllShards(options, { logger, stop });
    } else {
      const { openMonitoring } = await import('./open-monitoring.js');
      const monitoring = await openMonitoring(options, stop.signal);
      const { runOneProcess } = await import('./run-one-process.js');
      await runOneProcess(options, { monitoring, logger, stop });
    }
  } catch (error) {
    // What a stop has broken off is no failure.
    if (!stop.signal.aborted || error instanceof IsnadError) throw error;
    logger.log('info', 'stopped');
  }
  return exitCodes.done;
}

export function runStart(call: CommandCall): void {
  const logger = spellInLog(
    createLogger((line) => {
      process.stderr.write(line);
    }),
  );
  const stop = listenForStop(logger);
  process.on('uncaughtException', (error) => {
    logger.log('error', 'crashed', describeError(error));
    process.exit(exitCodes.failed);
  });
  // Node prints its warnings as plain text; the log is JSON throughout.
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => {
    logger.log('warn', 'warning of Node.js', { name, message });
  });

  runMain(() => start(call, logger, stop), {
    exits: true,
    reportFailure(message, error) {
      logger.log('error', 'failed', { ...describeError(error), message });
    },
  });
}
