/** All settings, each described once in its group. Help shows them in this order. */
import { cpuSettings } from './settings/cpu-settings.ts';
import { electricitySettings } from './settings/electricity-settings.ts';
import { externalWorkerSettings } from './settings/external-worker-settings.ts';
import { gpuSettings } from './settings/gpu-settings.ts';
import { logSettings } from './settings/log-settings.ts';
import { machineReadingSettings } from './settings/machine-reading-settings.ts';
import { metricsSettings } from './settings/metrics-settings.ts';
import { miningSettings } from './settings/mining-settings.ts';
import { nodeSettings } from './settings/node-settings.ts';
import { noticeSettings } from './settings/notice-settings.ts';
import { noticeThresholdSettings } from './settings/notice-threshold-settings.ts';
import { practiceSettings } from './settings/practice-settings.ts';
import { restSettings } from './settings/rest-settings.ts';
import type { Setting, Settings } from './settings/setting.ts';
import { simulatedWorkerSettings } from './settings/simulated-worker-settings.ts';
import { stratumSettings } from './settings/stratum-settings.ts';

interface SettingGroup {
  readonly title: string;
  readonly settings: Settings;
}

export const SETTING_GROUPS: readonly SettingGroup[] = [
  { title: 'What mines, and to which account:', settings: miningSettings },
  { title: 'When to mine:', settings: restSettings },
  { title: 'The node:', settings: nodeSettings },
  { title: 'Stratum server (ASICs connect to it):', settings: stratumSettings },
  {
    title: 'Machines (read at their own interfaces):',
    settings: { ...machineReadingSettings, ...electricitySettings },
  },
  { title: 'CPU worker:', settings: cpuSettings },
  { title: 'GPU worker (graphics cards of this computer):', settings: gpuSettings },
  { title: 'External workers (programs for graphics cards):', settings: externalWorkerSettings },
  { title: 'Simulated workers:', settings: simulatedWorkerSettings },
  { title: 'Practice network:', settings: practiceSettings },
  { title: 'Notices:', settings: { ...noticeSettings, ...noticeThresholdSettings } },
  { title: 'Log:', settings: logSettings },
  { title: 'Metrics:', settings: metricsSettings },
];

export const SETTINGS = {
  ...miningSettings,
  ...restSettings,
  ...nodeSettings,
  ...stratumSettings,
  ...machineReadingSettings,
  ...electricitySettings,
  ...cpuSettings,
  ...gpuSettings,
  ...externalWorkerSettings,
  ...simulatedWorkerSettings,
  ...practiceSettings,
  ...noticeSettings,
  ...noticeThresholdSettings,
  ...logSettings,
  ...metricsSettings,
};

export type ConfigKey = keyof typeof SETTINGS;

export const CONFIG_KEYS = Object.keys(SETTINGS) as readonly ConfigKey[];

/** Keys whose values appear in no message. */
export const SECRET_KEYS: readonly ConfigKey[] = CONFIG_KEYS.filter(
  (key) => settingOf(key).secret === true,
);

/** The entry of the table. */
export function settingOf(key: ConfigKey): Setting {
  return SETTINGS[key];
}

/** Whether `key` is a setting; capitals count. */
export function isConfigKey(key: string): key is ConfigKey {
  return Object.hasOwn(SETTINGS, key);
}
