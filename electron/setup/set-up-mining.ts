/** The mining session, and its view for the screen. */
import { powerMonitor } from 'electron';
import type { Announcer } from '../../contract/announcer.ts';
import { createMiningSession, PROGRAM_VERSION } from '../../src-core/index.ts';
import type { Devices, Log, Logger, MinerConfig, PowerSupply } from '../../src-core/index.ts';
import { showStartFailure } from '../desktop/failure-dialogs.ts';
import type { Kept } from './open-kept-files.ts';
import type { NativeTexts } from '../desktop/native-texts.ts';
import { openPowerSupply } from '../desktop/power-supply.ts';
import { noticeWords } from '../../renderer/wording/notices/notice-words.ts';
import { watchEventLoop } from '../mining/event-loop-watch.ts';
import { runsPrograms } from '../settings/known-commands.ts';
import { startGpuProcess } from '../gpu-process/start-gpu-process.ts';
import { createMiningHost } from '../mining/mining-host.ts';
import type { MiningHost } from '../mining/mining-host.ts';
import type { UserFiles } from '../settings/user-files.ts';

export interface Mining {
  readonly host: MiningHost;
  readonly devices: Devices;
  /** Ends the work on machines and stops mining. */
  end(): Promise<unknown>;
  /** Ends announcements and measurements. */
  close(): void;
}

export interface MiningParts {
  readonly files: UserFiles;
  readonly kept: Kept;
  readonly log: Log;
  readonly announcer: Announcer;
  readonly texts: NativeTexts;
  /** Asks the user about commands that are new, where no page can answer. */
  readonly confirmCommands: (config: MinerConfig) => Promise<boolean>;
}

/** Opens both; mining starts with `host.start`. */
export async function setUpMining(parts: MiningParts): Promise<Mining> {
  const { files, kept, log, texts } = parts;
  const { settings, commands, history, logins } = kept;
  const { announce } = parts.announcer;
  const logger: Logger = log.logger.withTag('App');
  const supply: PowerSupply = await openPowerSupply();
  const session = createMiningSession({
    config: () => settings.current(),
    dataDirectory: files.folder,
    history,
    logins,
    supply,
    idleMs: () => powerMonitor.getSystemIdleTime() * 1000,
    startGpu: startGpuProcess,
    mayRun: commands.areKnown,
    version: PROGRAM_VERSION,
    noticeWords: () => noticeWords(texts()),
    logger: log.logger,
  });
  // Beside the core's own look at the clocks, which some systems let run during a short sleep.
  powerMonitor.on('suspend', () => logger.info('the computer goes to sleep'));
  powerMonitor.on('resume', session.woke);
  const host = createMiningHost({
    session,
    logger: log.logger,
    settingsFault: () => settings.fault(),
    async confirmCommands() {
      const config = settings.current();
      if (runsPrograms(config)) await parts.confirmCommands(config);
    },
    onSnapshot: (snapshot) => announce('snapshot', snapshot),
    onResumeFailed: (failure) => void showStartFailure(texts(), failure),
  });
  const stopWatching = watchEventLoop(logger);
  return {
    host,
    devices: session.devices,
    end: session.close,
    close() {
      stopWatching();
      supply.close();
      host.close();
    },
  };
}
