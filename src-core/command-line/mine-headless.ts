/** Mining in a terminal, from the opened log to the exit code. */
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair } from '../chainweb/account.ts';
import type { Command } from './parse-command-line.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import { PROGRAM_VERSION } from './program-info.ts';
import { startErrorSentence } from './start-error-sentences.ts';
import { openHistory } from '../history/history.ts';
import { openHeadlessLog } from '../logging/headless-log.ts';
import type { Log } from '../logging/logger.ts';
import { startMetrics } from '../metrics/start-metrics.ts';
import { initialMinerState, reduceMiner } from '../state/miner-state.ts';
import { watchPowerSupply } from '../mining/power-supply.ts';
import { startRestingMiner } from '../mining/resting-miner.ts';
import { snapshotOf } from '../state/snapshot.ts';

/** Two signals within this time are one wish to stop. */
const SAME_SIGNAL_MS = 1_000;
/** Own blocks that the state begins with: none is shown here, only their counts are. */
const BLOCKS_KNOWN = 200;

/** Mines until the program is told to stop, or nobody reads its log any more; the exit code. */
export async function mineHeadless(given: Extract<Command, { kind: 'mine' }>): Promise<number> {
  let toldAtMs: number | null = null;
  let isUnread = false;
  let stopMining = (): void => undefined;
  const opened = await openHeadlessLog({
    ...given.config,
    onTerminalGone() {
      isUnread = true;
      stopMining();
    },
  });
  if (!opened.ok) {
    process.stderr.write(`${opened.error}\n`);
    return 1;
  }
  const log = opened.value;
  for (const notice of given.notices) log.logger.warn(notice);
  const config = withPracticeKey(given.config, log);
  const dataDirectory = given.dataDirectory ?? defaultDataDirectory();
  try {
    await mkdir(dataDirectory, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The folder ${dataDirectory} cannot be made (${reason}). Name another one with --data-dir.`;
    return giveUp(log, config, message);
  }
  const history = openHistory(join(dataDirectory, 'history.db'), {
    log: log.logger.withTag('History'),
  });
  let state = initialMinerState(
    history.blocks(Number.MAX_SAFE_INTEGER, BLOCKS_KNOWN),
    history.blockCounts(),
    history.effort(),
  );
  const metrics = await startMetrics({
    config,
    version: PROGRAM_VERSION,
    snapshot: () => snapshotOf(state, Date.now()),
    logger: log.logger,
  });
  if (!metrics.ok) {
    history.close();
    return giveUp(log, config, startErrorSentence(metrics.error));
  }
  history.listen((event) => {
    state = reduceMiner(state, { ...event, atMs: Date.now() });
  });
  const supply = await watchPowerSupply();
  const miner = await startRestingMiner(
    {
      config,
      dataDirectory,
      history,
      logger: log.logger,
      onEvent(event) {
        state = reduceMiner(state, event);
        metrics.value.observe(event);
      },
    },
    supply,
  );
  if (!miner.ok) {
    supply.close();
    await metrics.value.close();
    history.close();
    return giveUp(log, config, startErrorSentence(miner.error));
  }
  stopMining = () => void miner.value.stop();
  if (isUnread) stopMining();
  const stop = (): void => {
    // One Ctrl-C may arrive twice, from the terminal and from npm; one pressed later means now.
    if (toldAtMs !== null) {
      if (performance.now() - toldAtMs > SAME_SIGNAL_MS) process.exit(130);
      return;
    }
    toldAtMs = performance.now();
    log.logger.info('stopping');
    stopMining();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  await miner.value.ended;
  supply.close();
  await metrics.value.close();
  history.close();
  log.logger.info('stopped');
  await log.flush();
  return toldAtMs === null ? 1 : 0;
}

async function giveUp(log: Log, config: MinerConfig, message: string): Promise<number> {
  log.logger.error(message);
  // A quiet log must not make the program end without a word.
  if (config.logLevel === 'quiet') process.stderr.write(`${message}\n`);
  await log.flush();
  return 1;
}

/** On the practice network nobody has to bring a key: what is earned there is worth nothing. */
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
