#!/usr/bin/env node
/** Headless: the same miner in a terminal, with the option names of chainweb-mining-client. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair } from './chainweb/account.ts';
import { parseCommandLine } from './config/command-line.ts';
import type { Command } from './config/command-line.ts';
import type { MinerConfig } from './config/miner-config.ts';
import { mkdir } from 'node:fs/promises';
import { openHistory } from './history/history.ts';
import { createLog } from './logging/logger.ts';
import type { Log } from './logging/logger.ts';
import { formatLogLine } from './logging/log-line.ts';
import type { LogSink } from './logging/logger.ts';
import { startMining } from './start-mining.ts';

/** Two signals within this time are one wish to stop. */
const SAME_SIGNAL_MS = 1_000;

const command = await parseCommandLine(process.argv.slice(2));
process.exitCode = await run(command);

async function run(command: Command): Promise<number> {
  switch (command.kind) {
    case 'print':
      process.stdout.write(command.text);
      return 0;
    case 'refuse':
      process.stderr.write(`${command.message}\n`);
      return 1;
    case 'mine':
      return mine(command.config, command.dataDirectory ?? defaultDataDirectory());
  }
}

/** Mines until the program is told to stop; the exit code. */
async function mine(given: MinerConfig, dataDirectory: string): Promise<number> {
  const log = createLog({ level: given.logLevel, sink: terminalSink() });
  const config = withPracticeKey(given, log);
  await mkdir(dataDirectory, { recursive: true });
  const history = openHistory(join(dataDirectory, 'history.db'));
  if (!history.ok) return giveUp(log, history.error.message);
  const miner = await startMining({
    config,
    dataDirectory,
    history: history.value,
    logger: log.logger,
    onEvent: () => undefined,
  });
  if (!miner.ok) {
    history.value.close();
    return giveUp(log, miner.error.message);
  }
  let toldAtMs: number | null = null;
  const stop = (): void => {
    // One Ctrl-C may arrive twice, from the terminal and from npm; one pressed later means now.
    if (toldAtMs !== null) {
      if (performance.now() - toldAtMs > SAME_SIGNAL_MS) process.exit(130);
      return;
    }
    toldAtMs = performance.now();
    log.logger.info('stopping');
    void miner.value.stop();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  await miner.value.ended;
  history.value.close();
  log.logger.info('stopped');
  await log.flush();
  return toldAtMs === null ? 1 : 0;
}

async function giveUp(log: Log, message: string): Promise<number> {
  log.logger.error(message);
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

/** Writes lines to stdout, as fast as its reader takes them; coloured only on a terminal. */
function terminalSink(): LogSink {
  const colours = process.stdout.isTTY;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe went away: nobody is left to tell.
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return (batch) =>
    new Promise((resolve) => {
      const text = batch.map((record) => `${formatLogLine(record, { colours })}\n`).join('');
      process.stdout.write(text, () => resolve());
    });
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
