/** Mining in a terminal, from the opened log to the exit code. */
import { join } from 'node:path';
import { generateKeyPair } from '../../chainweb/account.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import { openHistory } from '../../history/history.ts';
import { openHeadlessLog } from '../../logging/headless-log.ts';
import type { Log, Logger } from '../../logging/logger.ts';
import { sayOnStderr } from '../../logging/stderr-line.ts';
import type { StartGpuProcess } from '../../workers/gpu/process/gpu-process.ts';
import { createMiningSession } from '../../mining/mining-session.ts';
import type { MiningSession } from '../../mining/session/session-types.ts';
import { topicsWithoutShares } from '../../notices/watch/share-topics.ts';
import { watchPowerSupply } from '../../rests/power-supply.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { EXIT } from '../../system/exit-codes.ts';
import { onStopSignal } from '../../system/stop-signals.ts';
import { detailOf, reasonOf } from '../../system/thrown-reason.ts';
import { openDataFolder } from './data-folder.ts';
import { logSummaries } from './mining-summary.ts';
import type { Command } from '../options/parse-command-line.ts';
import { PROGRAM_VERSION } from '../texts/program-info.ts';
import { startErrorSentence } from '../texts/start-error-sentences.ts';
import { withoutSharesText } from '../texts/without-shares.ts';

/** What it is put together from; tests give their own. */
const PARTS = { openLog: openHeadlessLog, createSession: createMiningSession };

/** The exit code, or why there is no mining: a sentence, and the exit code. */
type Ended = Result<number, { readonly message: string; readonly code: number }>;

/**
 * Mines until a signal, or until the reader of the log is gone.
 * @returns the exit code, see system/exit-codes.ts
 */
export async function mineHeadless(
  given: Extract<Command, { kind: 'mine' }>,
  startGpu?: StartGpuProcess,
  { openLog, createSession }: typeof PARTS = PARTS,
): Promise<number> {
  const unread = new AbortController();
  const opened = await openLog({ ...given.config, onTerminalGone: () => unread.abort() });
  if (!opened.ok) {
    sayOnStderr(opened.error);
    return EXIT.failed;
  }
  const log = opened.value;
  const { logger } = log;
  let ended: Ended;
  try {
    ended = await mine(given, log, unread.signal, (options) =>
      createSession({ ...options, startGpu }),
    );
  } catch (error) {
    logger.debug(detailOf(error));
    const message = `Heddle has ended because of a fault in it: ${reasonOf(error)}`;
    ended = err({ message, code: EXIT.failed });
  }
  if (ended.ok) {
    logger.info('stopped');
  } else {
    logger.error(ended.error.message);
    // With a quiet log the program would end without giving a reason.
    if (given.config.logLevel === 'quiet') sayOnStderr(ended.error.message);
  }
  await log.flush();
  return ended.ok ? ended.value : ended.error.code;
}

/** Mines with all that it needs, and closes that however it ends. */
async function mine(
  given: Extract<Command, { kind: 'mine' }>,
  log: Log,
  unread: AbortSignal,
  createSession: typeof createMiningSession,
): Promise<Ended> {
  const { logger } = log;
  for (const notice of given.notices) logger.warn(notice);
  sayWithoutShares(given.config, logger);
  const config = withPracticeKey(given.config, logger);
  const folder = await openDataFolder(given.dataDirectory, logger);
  if (!folder.ok) return folder;
  const { path: dataDirectory, release } = folder.value;
  /** What has to be closed, the last one first. */
  const open: (() => unknown)[] = [release];
  try {
    const history = openHistory(join(dataDirectory, 'history.db'), {
      log: logger.withTag('History'),
    });
    open.unshift(() => history.close());
    const supply = await watchPowerSupply();
    open.unshift(() => supply.close());
    const session = createSession({
      config: () => config,
      dataDirectory,
      history,
      supply,
      version: PROGRAM_VERSION,
      logger,
    });
    open.unshift(() => session.close());
    open.unshift(logSummaries(session.snapshot, logger, config.summaryEvery));
    const ending = endOf(session, logger, unread);
    const started = await session.start();
    if (started.ok) return ok(await ending);
    return err({ message: startErrorSentence(started.error), code: EXIT.failed });
  } finally {
    for (const close of open) await close();
  }
}

/**
 * Resolves with the exit code when mining is to end or has ended: at a signal, because it broke down or
 * cannot resume after a pause, or because the reader of the log is gone.
 */
function endOf(session: MiningSession, logger: Logger, unread: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    const stop = async (code: number): Promise<void> => {
      const faults = await session.stop();
      resolve(faults.length === 0 ? code : EXIT.failed);
    };
    onStopSignal(() => {
      logger.info('stopping');
      void stop(EXIT.done);
    });
    const onUnread = (): void => {
      sayOnStderr(
        'The reader of the log on stdout is gone, and there is no --log-file: mining ends.',
      );
      void stop(EXIT.unread);
    };
    unread.addEventListener('abort', onUnread);
    if (unread.aborted) onUnread();
    session.subscribe((event) => {
      if (event.type === 'resume-failed') logger.error(startErrorSentence(event.error));
      const isOver = event.type === 'resume-failed' && !event.isTriedAgain;
      if (isOver || event.type === 'broke-down') resolve(EXIT.failed);
    });
  });
}

/** Says that notices which are on will hardly come; those who wait for them elsewhere are warned. */
function sayWithoutShares(config: MinerConfig, logger: Logger): void {
  const topics = topicsWithoutShares(config);
  if (topics.length === 0) return;
  const { says, fix } = withoutSharesText(topics);
  logger.withTag('Notices')[config.notifyWebhook === null ? 'info' : 'warn'](`${says} ${fix}`);
}

/** The practice network needs no key from the user: its blocks are worth nothing. */
function withPracticeKey(config: MinerConfig, logger: Logger): MinerConfig {
  if (!config.practice || config.publicKey !== '') return config;
  const { publicKey } = generateKeyPair();
  logger.info(`no public key given: practice blocks go to the new key ${publicKey}`);
  return { ...config, publicKey };
}
