import { setTimeout as delay } from 'node:timers/promises';

import type { ExplainingAnswerService } from '../application/open-answer-service.js';
import { openBotServices } from '../application/open-bot-services.js';
import { Workspace } from '../application/workspace.js';
import { IndexError, IsnadError, MissingFolderError } from '../contracts/errors.js';
import { createBackOff } from '../discord/gateway/back-off.js';
import { runBot } from '../discord/gateway/run-bot.js';
import type { BotStatus } from '../discord/operation/bot-status.js';
import { describeError } from '../discord/operation/describe-error.js';
import type { Logger } from '../discord/operation/logger.js';
import type { Monitoring } from '../discord/operation/monitoring.js';
import { createBotFirstUse } from './bot-first-use.js';
import type { BotOptions } from './bot-options.js';
import { openAnswersBuildingFirst } from './first-use.js';
import type { StopRequest } from './stop-request.js';

const waitForIndexerMs = 2_000;
/** The longest wait between attempts to reach the server of the index. */
const longestWaitMs = 30_000;

export interface ProcessParts {
  readonly monitoring: Monitoring;
  readonly logger: Logger;
  readonly stop: StopRequest;
}

/** Builds the first index where there is none, and runs the bot in this process until it is to stop. */
export async function runOneProcess(
  { settings, discord, version }: BotOptions,
  { monitoring, logger, stop }: ProcessParts,
): Promise<void> {
  stop.signal.throwIfAborted();
  const workspace = new Workspace(settings);
  const answers = await openAnswers(workspace, { status: monitoring.status, logger, signal: stop.signal });
  const services = await openBotServices(workspace, settings);
  try {
    stop.signal.throwIfAborted();
    await warnOfMissingFolder(workspace, logger);
    const running = runBot(discord, { ...services, answers, logger, monitoring, version, now: Date.now });
    const refusal = await Promise.race([stop.requested, running.refused]);
    await running.stop();
    if (refusal) throw refusal;
  } finally {
    services.close();
    answers.close();
  }
}

interface Opening {
  readonly status: BotStatus;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * Another indexer at work, such as that of another shard, is waited for: it builds the same index. So is a server that
 * does not answer: the bot is there as soon as that is.
 */
async function openAnswers(
  workspace: Workspace,
  { status, logger, signal }: Opening,
): Promise<ExplainingAnswerService> {
  const view = createBotFirstUse(logger, status);
  const backOff = createBackOff({ limitMs: longestWaitMs });
  for (let failures = 0; ;) {
    status.stage = 'opening the index';
    try {
      const answers = await openAnswersBuildingFirst(workspace, { view, signal });
      status.isWaitingForServer = false;
      return answers;
    } catch (error) {
      // A share may be mounted later than the service is started: it is worth starting again, unlike a wrong setting.
      if (error instanceof MissingFolderError) {
        throw new IsnadError('FOLDER_MISSING', error.message, error.remedy, { cause: error });
      }
      if (!(error instanceof IndexError)) throw error;
      if (error.code === 'INDEX_LOCKED') {
        logger.log('info', 'waiting for another indexer');
        await delay(waitForIndexerMs, undefined, { signal });
      } else if (error.code === 'INDEX_UNREACHABLE') {
        status.isWaitingForServer = true;
        const waitMs = backOff(++failures);
        const fields = { failures, retryInSeconds: Math.round(waitMs / 100) / 10 };
        logger.log('warn', 'waiting for the index server', { ...fields, ...describeError(error) });
        await delay(waitMs, undefined, { signal });
      } else throw error;
    }
  }
}

/** The index answers without its folder, but can be brought up to date no more. */
async function warnOfMissingFolder(workspace: Workspace, logger: Logger): Promise<void> {
  try {
    await workspace.checkFolder();
  } catch (error) {
    if (!(error instanceof MissingFolderError)) throw error;
    const { message, remedy } = error;
    logger.log('warn', 'documents folder missing', {
      message: `${message} The index still answers.`,
      remedy,
    });
  }
}
