/** What is done for each request of the screen. Arguments are checked before they get here. */
import { availableParallelism, networkInterfaces } from 'node:os';
import {
  checkNode,
  generateKeyPair,
  MEASURED_WATTS,
  nodeReadiness,
  readProcessorHeat,
  reasonOf,
  settingFacts,
  tryExternalWorker,
  usualCpuThreads,
} from '../../src-core/index.ts';
import type { Devices, History, Log, Logger, MinerConfig } from '../../src-core/index.ts';
import type { Announce } from '../../contract/announcer.ts';
import type { RequestHandlers } from '../../contract/answer-request.ts';
import { createDeviceHandlers } from './device-handlers.ts';
import { createDiagnosisHandlers } from './diagnosis-handlers.ts';
import { createConfigFileHandlers } from './config-file-handlers.ts';
import { connectAddresses } from './connect-addresses.ts';
import { createGpuHandlers } from './gpu-handlers.ts';
import { guidePages } from './guide-pages.ts';
import { createPageFaultHandler } from './page-fault-handler.ts';
import { createProgramHandlers } from './program-handlers.ts';
import type { Failed, Failure } from '../../contract/failures.ts';
import type { AppState } from '../../contract/screen-contract.ts';
import {
  approveMachine,
  joinedRigs,
  letMachineIn,
  letsAllIn,
  turnsQuestion,
} from './approve-machine.ts';
import type { HostServices } from './host-services.ts';
import { createNoticeHandlers } from './notice-handlers.ts';
import type { ShownNotices } from './notice-handlers.ts';
import { createLuckHandlers } from './luck-handlers.ts';
import { createSavedFileHandlers } from './saved-files.ts';
import type { LogRelay } from '../logging/log-relay.ts';
import { firstProgram } from '../settings/known-commands.ts';
import type { MinerSettings } from '../settings/miner-settings.ts';
import type { MiningHost } from '../mining/mining-host.ts';
import type { PreferencesStore } from '../settings/preferences.ts';
import type { SettingOriginsStore } from '../settings/setting-origins.ts';
import { failureLine } from '../logging/failure-line.ts';

interface HandlerParts {
  /** The data folder. */
  readonly folder: string;
  readonly host: MiningHost;
  readonly settings: MinerSettings;
  readonly origins: SettingOriginsStore;
  readonly preferences: PreferencesStore;
  readonly history: History;
  readonly devices: Devices;
  readonly startHeldBack: () => boolean;
  /** Passwords of machines can be kept. */
  readonly canKeepLogins: () => boolean;
  readonly log: Log;
  readonly relay: LogRelay;
  readonly announce: Announce;
  readonly notices: ShownNotices;
  /** What closing the window does depends on the window. */
  readonly answerClose: RequestHandlers['answerClose'];
  /** Asks the user about commands that are new, where no page can answer; whether they may run. */
  readonly confirmCommands: (config: MinerConfig) => Promise<boolean>;
  readonly services: HostServices;
}

/** Of a kind: a chart that shows more of them folds most into one. */
const MARKS_LIMIT = 500;

/** The handlers of all requests. */
export function createRequestHandlers(parts: HandlerParts): RequestHandlers {
  const { host, settings, preferences, history, announce, services } = parts;
  const logger: Logger = parts.log.logger.withTag('App');

  const approval = {
    ...{ host, settings },
    onSaved: (config: MinerConfig) => announce('config', config),
  };

  let trying: AbortController | null = null;

  return {
    getState: () => ({
      appVersion: services.appVersion,
      hasReleasePage: services.releases !== null,
      systemLanguage: services.systemLanguage(),
      systemLocales: services.systemLocales(),
      platform: knownPlatform(process.platform),
      cpuCores: availableParallelism(),
      usualCpuThreads: usualCpuThreads(),
      config: settings.current(),
      minedWith: host.minedWith(),
      settings: settingFacts,
      origins: parts.origins.current(),
      preferences: preferences.current(),
      snapshot: host.snapshot(),
      logs: parts.relay.latest(),
      settingsFault: settings.fault(),
      startHeldBack: parts.startHeldBack(),
      canKeepLogins: parts.canKeepLogins(),
      measuredWatts: MEASURED_WATTS,
      notices: parts.notices.state(),
    }),
    startMining: () => host.start(),
    stopMining: () => host.stop(),
    pauseWorker: ({ kind }) => host.pauseWorker(kind),
    resumeWorker: ({ kind }) => host.resumeWorker(kind),

    async saveConfig(changes) {
      const before = settings.current();
      const saved = await settings.save(changes);
      if (!saved.ok) return refused(saved.error);
      for (const rig of joinedRigs(before, saved.value)) host.letIn(rig);
      if (letsAllIn(before, saved.value)) host.letAllIn();
      if (turnsQuestion(before, saved.value)) host.askFirst(saved.value.stratumAskFirst);
      parts.log.setLevel(saved.value.logLevel);
      logger.info(`settings saved: ${Object.keys(changes).join(', ')}`);
      announce('config', saved.value);
      host.configChanged();
      return { ok: true };
    },

    ...createConfigFileHandlers({
      settings,
      origins: parts.origins,
      fileDialogs: services.fileDialogs,
      refused,
      onSaved(saved, file) {
        parts.log.setLevel(saved.logLevel);
        logger.info(`settings taken from ${file}`);
        announce('origins', parts.origins.current());
        announce('config', saved);
        host.configChanged();
      },
    }),

    async savePreferences(changes) {
      const { startAtLogin } = changes;
      if (startAtLogin !== undefined && startAtLogin !== preferences.current().startAtLogin) {
        const taken = await services.startAtLogin(startAtLogin);
        if (!taken.ok) return refused(taken.error);
      }
      const saved = await preferences.save(changes);
      if (!saved.ok) return refused(saved.error);
      announce('preferences', saved.value);
      return { ok: true };
    },

    getProcessorHeat: () => readProcessorHeat(),

    // Both halves go to the page and nowhere else: not to the disk, not to the log.
    generateKey: () => generateKeyPair(),

    async checkNode(asked) {
      const { defaultHTTPTimeout, nodeConnectTimeout } = settings.current();
      const checked = await checkNode({ ...asked, defaultHTTPTimeout, nodeConnectTimeout });
      return checked.ok ? { ok: true, ...checked.value } : { ok: false, error: checked.error };
    },

    nodeReadiness: (asked) => nodeReadiness(asked),

    async openGuidePage({ page }) {
      const address = guidePages[page];
      if (address === null) return refused({ kind: 'update', fault: { kind: 'no-source' } });
      try {
        await services.openPage(address);
        return { ok: true };
      } catch (error) {
        return refused({ kind: 'browser', detail: reasonOf(error) });
      }
    },

    ...createNoticeHandlers(settings, parts.notices),
    ...createDiagnosisHandlers({ ...parts, version: services.appVersion }),
    ...createProgramHandlers({ services, refused }),
    ...createPageFaultHandler({ settings, appVersion: services.appVersion, logger }),
    ...createGpuHandlers({ settings, startGpu: services.startGpu, logger }),

    ...createDeviceHandlers({ devices: parts.devices, history, refused }),

    getHistory: ({ fromMs, toMs, points }) => history.samples(fromMs, toMs, points),
    getMarks: (asked) => history.marks({ ...asked, limit: MARKS_LIMIT }),
    getBlocks: ({ versionName, beforeMs, limit }) => history.blocks(beforeMs, limit, versionName),
    countBlocks: ({ versionName, beforeMs }) => history.countBlocks(versionName, beforeMs),
    ...createLuckHandlers(history, host),

    getMachineHistory: ({ key, fromMs, toMs, points }) =>
      history.machineSamples.of(key, fromMs, toMs, points),
    getConnectAddresses() {
      const { stratumInterface, stratumPort } = settings.current();
      // Port 0 is any free one, and the settings may have changed since the start.
      const port = host.snapshot().stratum?.listening?.port ?? stratumPort;
      // Which port is free is known once the server listens.
      return port === 0 ? [] : connectAddresses(networkInterfaces(), stratumInterface, port);
    },
    answerMachine: (answer) => approveMachine(approval, answer),
    letMachineIn: (machine) => letMachineIn(approval, machine),

    async tryExternal() {
      trying?.abort();
      trying = new AbortController();
      const { signal } = trying;
      const config = firstProgram(settings.current());
      if (!(await parts.confirmCommands(config))) return null;
      return tryExternalWorker(config, { signal });
    },

    ...createSavedFileHandlers({ fileDialogs: services.fileDialogs, refused }),

    async copyText({ text }) {
      try {
        await services.copyText(text);
        return { ok: true };
      } catch (error) {
        return refused({ kind: 'clipboard', detail: reasonOf(error) });
      }
    },

    resetPractice: () => host.resetPractice(),
    answerClose: parts.answerClose,
  };

  function refused(failure: Failure): Failed {
    logger.error(failureLine(failure));
    return { ok: false, failure };
  }
}

function knownPlatform(platform: NodeJS.Platform): AppState['platform'] {
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}
