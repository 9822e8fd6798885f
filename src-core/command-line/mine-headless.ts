/** Mining in a terminal, from the opened log to the exit code. */
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair } from '../chainweb/account.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import { openHistory } from '../history/history.ts';
import { openHeadlessLog } from '../logging/headless-log.ts';
import type { Log, Logger } from '../logging/logger.ts';
import { sayOnStderr } from '../logging/stderr-line.ts';
import { reasonOf } from '../logging/thrown-reason.ts';
import { createMiningSession } from '../mining/mining-session.ts';
import type { MiningSession } from '../mining/mining-session.ts';
import { watchPowerSupply } from '../mining/power-supply.ts';
import { LOCK_FILE, takeDataLock } from '../system/data-lock.ts';
import { EXIT } from './exit-codes.ts';
import type { Command } from './parse-command-line.ts';
import { PROGRAM_VERSION } from './program-info.ts';
import { folderInUseSentence, startErrorSentence } from './start-error-sentences.ts';

/** Two signals within this time are one command to stop. */
const SAME_SIGNAL_MS = 1_000;

/** Mines until a signal, or until nobody reads the log any more; the exit code. */
export async function mineHeadless(given: Extract<Command, { kind: 'mine' }>): Promise<number> {
  const unread = new AbortController();
  const opened = await openHeadlessLog({ ...given.config, onTerminalGone: () => unread.abort() });
  if (!opened.ok) {
    sayOnStderr(opened.error);
    return EXIT.failed;
  }
  const log = opened.value;
  for (const notice of given.notices) log.logger.warn(notice);
  const config = withPracticeKey(given.config, log);
  const dataDirectory = given.dataDirectory ?? defaultDataDirectory();
  try {
    await mkdir(dataDirectory, { recursive: true });
  } catch (error) {
    const message = `The folder ${dataDirectory} cannot be made (${reasonOf(error)}). Name another one with --data-dir.`;
    return giveUp(log, config, message);
  }
  const lock = takeDataLock(join(dataDirectory, LOCK_FILE), 'terminal');
  if (!lock.ok) {
    if (lock.error.kind === 'held') {
      const message = folderInUseSentence(dataDirectory, lock.error.holder);
      return giveUp(log, config, message, EXIT.folderInUse);
    }
    log.logger.warn(`the folder ${dataDirectory} is not locked: ${lock.error.detail}`);
  }
  const history = openHistory(join(dataDirectory, 'history.db'), {
    log: log.logger.withTag('History'),
  });
  const supply = await watchPowerSupply();
  const session = createMiningSession({
    config: () => config,
    dataDirectory,
    history,
    supply,
    version: PROGRAM_VERSION,
    logger: log.logger,
  });
  const ending = endOf(session, log.logger, unread.signal);
  const started = await session.start();
  const code = started.ok ? await ending : 1;
  await session.stop();
  supply.close();
  history.close();
  if (lock.ok) lock.value();
  if (!started.ok) return giveUp(log, config, startErrorSentence(started.error));
  log.logger.info('stopped');
  await log.flush();
  return code;
}

/**
 * Resolves with the exit code when mining is to end or has ended: 0 at a signal, 1 when mining broke
 * down, could not resume after a pause, or nobody reads the log any more.
 */
function endOf(session: MiningSession, logger: Logger, unread: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    let signalledAtMs: number | null = null;
    const stop = async (code: number): Promise<void> => {
      const faults = await session.stop();
      resolve(faults.length === 0 ? code : 1);
    };
    const onSignal = (): void => {
      if (signalledAtMs === null) {
        signalledAtMs = performance.now();
        logger.info('stopping');
        void stop(0);
      } else if (performance.now() - signalledAtMs > SAME_SIGNAL_MS) {
        // One Ctrl-C may arrive twice, from the terminal and from npm; a later one means now.
        process.exit(EXIT.interrupted);
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
    unread.addEventListener('abort', () => void stop(1));
    if (unread.aborted) void stop(1);
    session.subscribe((event) => {
      if (event.type === 'resume-failed') logger.error(startErrorSentence(event.error));
      if (event.type === 'resume-failed' || event.type === 'broke-down') resolve(1);
    });
  });
}

async function giveUp(
  log: Log,
  config: MinerConfig,
  message: string,
  code: number = EXIT.failed,
): Promise<number> {
  log.logger.error(message);
  // With a quiet log the program would end without a reason.
  if (config.logLevel === 'quiet') sayOnStderr(message);
  await log.flush();
  return code;
}

/** On the practice network no key has to be given: its blocks are worth nothing. */
function withPracticeKey(config: MinerConfig, log: Log): MinerConfig {
  if (!config.practice || config.publicKey !== '') return config;
  const { publicKey } = generateKeyPair();
  log.logger.info(`no public key given: practice blocks go to the new key ${publicKey}`);
  return { ...config, publicKey };
}

function defaultDataDirectory(): string {
  if (process.platform === 'win32') {
    return join(process.env['APPDATA'] ?? homedir(), 'heddle-headless');
  }
  if (process.platform === 'darwin') {
    return join(homedir(), 'Library', 'Application Support', 'heddle-headless');
  }
  return join(
    process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'),
    'heddle-headless',
  );
}
