/** What is done for each request of the page. Arguments are checked before they get here. */
import { app, clipboard, dialog } from 'electron';
import type { BrowserWindow, SaveDialogOptions } from 'electron';
import { availableParallelism, networkInterfaces } from 'node:os';
import {
  checkNode,
  DEFAULT_CONFIG,
  generateKeyPair,
  tryExternalWorker,
  usualCpuThreads,
  writeFileAtomically,
} from '../../src-core/index.ts';
import type { BatteryRest, History, Log, Logger } from '../../src-core/index.ts';
import { languageFor } from '../../messages/languages.ts';
import type { Closing } from '../desktop/closing.ts';
import { createConfigFileHandlers } from './config-file-handlers.ts';
import { connectAddresses } from './connect-addresses.ts';
import type { Announce } from './ipc-announcements.ts';
import type { Failed, Failure } from '../../contract/failures.ts';
import type { AppState } from '../../contract/screen-contract.ts';
import type { RequestHandlers } from './ipc-main.ts';
import { letMachineIn } from './let-machine-in.ts';
import type { LogRelay } from '../logging/log-relay.ts';
import type { MinerSettings } from '../settings/miner-settings.ts';
import { startOutcome } from '../mining/battery-outcome.ts';
import type { MiningHost } from '../mining/mining-host.ts';
import type { PreferencesStore } from '../settings/preferences.ts';
import type { SettingOriginsStore } from '../settings/setting-origins.ts';
import { applyTheme } from '../window/theme.ts';
import { failureLine } from '../logging/failure-line.ts';
import { reasonOf } from '../logging/thrown-reason.ts';
import { fileFailure } from '../settings/file-failure.ts';
import { exportPath } from '../settings/user-files.ts';

export interface HandlerParts {
  readonly host: MiningHost;
  readonly settings: MinerSettings;
  readonly origins: SettingOriginsStore;
  readonly preferences: PreferencesStore;
  readonly history: History;
  readonly log: Log;
  readonly relay: LogRelay;
  readonly announce: Announce;
  readonly closing: Closing;
  readonly power: BatteryRest<Failure>;
  /** The window that dialogs belong to. */
  readonly window: () => BrowserWindow | null;
}

/** The handlers of all requests. */
export function createRequestHandlers(parts: HandlerParts): RequestHandlers {
  const { host, settings, preferences, history, announce, power } = parts;
  const logger: Logger = parts.log.logger.withTag('App');

  let trying: AbortController | null = null;

  return {
    getState: () => ({
      appVersion: app.getVersion(),
      systemLanguage: languageFor(app.getPreferredSystemLanguages()),
      platform: knownPlatform(process.platform),
      cpuCores: availableParallelism(),
      usualCpuThreads: usualCpuThreads(),
      config: settings.current(),
      defaults: DEFAULT_CONFIG,
      origins: parts.origins.current(),
      preferences: preferences.current(),
      snapshot: host.snapshot(),
      logs: parts.relay.latest(),
      settingsFault: settings.fault(),
      pausedOnBattery: power.isPaused(),
    }),
    startMining: async () => startOutcome(await power.start()),
    stopMining: async () => startOutcome(await power.stop()),

    async saveConfig(changes) {
      const saved = await settings.save(changes);
      if (!saved.ok) return refused(saved.error);
      parts.log.setLevel(saved.value.logLevel);
      logger.info(`settings saved: ${Object.keys(changes).join(', ')}`);
      announce('config', saved.value);
      power.look();
      return { ok: true };
    },

    ...createConfigFileHandlers({
      settings,
      origins: parts.origins,
      window: parts.window,
      refused,
      onSaved(saved, file) {
        parts.log.setLevel(saved.logLevel);
        logger.info(`settings taken from ${file}`);
        announce('origins', parts.origins.current());
        announce('config', saved);
        power.look();
      },
    }),

    async savePreferences(changes) {
      const saved = await preferences.save(changes);
      if (!saved.ok) return refused(saved.error);
      applyTheme(saved.value.theme);
      announce('preferences', saved.value);
      return { ok: true };
    },

    // Both halves go to the page and nowhere else: not to the disk, not to the log.
    generateKey: () => generateKeyPair(),

    async checkNode(asked) {
      const checked = await checkNode(asked);
      return checked.ok ? { ok: true, ...checked.value } : { ok: false, error: checked.error };
    },

    getHistory: ({ sinceMs, points }) => history.samples(sinceMs, points),
    getBlocks: ({ beforeMs, limit }) => history.blocks(beforeMs, limit),

    getMachineHistory: ({ key, sinceMs, points }) =>
      history.machineSamples.of(key, sinceMs, points),
    getConnectAddresses() {
      const { stratumInterface, stratumPort } = settings.current();
      // While it listens it may have chosen a port itself, or the settings have changed since.
      const port = host.snapshot().stratum?.listening?.port ?? stratumPort;
      // A free one that is chosen at the start is not known before.
      return port === 0 ? [] : connectAddresses(networkInterfaces(), stratumInterface, port);
    },
    answerMachine: (answer) =>
      letMachineIn({ host, settings, onSaved: (config) => announce('config', config) }, answer),

    tryExternal(input) {
      trying?.abort();
      trying = new AbortController();
      const { signal } = trying;
      return tryExternalWorker(input, { signal });
    },

    async saveLogs({ text }) {
      const options: SaveDialogOptions = {
        title: 'Save the log',
        defaultPath: exportPath('heddle-log.txt'),
        filters: [{ name: 'Text', extensions: ['txt', 'log'] }],
      };
      const window = parts.window();
      const { canceled, filePath } = await (window === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options));
      if (canceled || filePath === '') return null;
      try {
        await writeFileAtomically(filePath, text);
        return { ok: true };
      } catch (error) {
        return refused(fileFailure('write', filePath, error));
      }
    },

    async copyText({ text }) {
      try {
        // Newer versions of Electron tell by a promise when it is done.
        await clipboard.writeText(text);
        return { ok: true };
      } catch (error) {
        return refused({ kind: 'clipboard', detail: reasonOf(error) });
      }
    },

    resetPractice: () => host.resetPractice(),
    answerClose: (answer) => parts.closing.answer(answer),
  };

  function refused(failure: Failure): Failed {
    logger.error(failureLine(failure));
    return { ok: false, failure };
  }
}

function knownPlatform(platform: NodeJS.Platform): AppState['platform'] {
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}
