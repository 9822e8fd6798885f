/** Which settings are on the page at the moment: some belong to one kind of worker or network. */
import type { MinerConfig, Preferences } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import { PREFERENCE_TEXTS } from './preference-texts.ts';
import type { PreferenceName } from './preference-texts.ts';
import { SETTING_TEXTS } from './setting-texts.ts';
import type { SettingName } from './setting-texts.ts';
import { cpuThreadsSetting, threadCountText } from './thread-settings.ts';
import { isForTesting, workersOf } from './worker-kinds.ts';
import type { WorkerKind } from './worker-kinds.ts';

type Condition = (config: MinerConfig) => boolean;

const withNode: Condition = ({ practice }) => !practice;
const whilePractising: Condition = ({ practice }) => practice;
/** While a kind of worker is set. */
const having =
  (kind: WorkerKind): Condition =>
  (config) =>
    workersOf(config).includes(kind);
const withCpu = having('cpu');
const withExternal = having('external');
const onDemand = having('on-demand');
const never: Condition = () => false;

function hasCpuThreads(config: MinerConfig, name: 'threadCount' | 'cpuThreads'): boolean {
  return withCpu(config) && cpuThreadsSetting(config) === name;
}

/** Those that are not always there. */
const CONDITIONS: Readonly<Partial<Record<SettingName, Condition>>> = {
  node: withNode,
  useTls: withNode,
  insecure: ({ practice, useTls }) => !practice && useTls,
  fallbackNodes: withNode,
  defaultHTTPTimeout: withNode,
  nodeConnectTimeout: withNode,
  practiceGraph: whilePractising,
  practiceBlockDelay: whilePractising,
  practiceDisablePow: (config) => config.practice && workersOf(config).some(isForTesting),
  // One field shows both.
  workers: never,
  threadCount: (config) => threadCountText(config) !== null || hasCpuThreads(config, 'threadCount'),
  cpuThreads: (config) => hasCpuThreads(config, 'cpuThreads'),
  cpuDutyCycle: withCpu,
  gpuIntensity: having('gpu'),
  externalWorkerCommand: withExternal,
  // One field shows both.
  externalWorkerCommands: never,
  externalWorkerTargetFormat: withExternal,
  externalWorkerRatePattern: withExternal,
  externalWorkerEnvironment: withExternal,
  hashRate: having('simulation'),
  constantDelayBlockTime: having('constant-delay'),
  onDemandPort: onDemand,
  onDemandInterface: onDemand,
  resumeAfterIdle: ({ pauseInUse }) => pauseInUse,
  // A table shows it with `notifyKinds`.
  notifyQuietPass: never,
};

/** A place on the page of settings. */
interface SettingPlace {
  readonly name: SettingName | PreferenceName;
  readonly label: MessageId;
  /** The heading that tells it from others of its name; null where its name is enough. */
  readonly heading: MessageId | null;
}

/** Names that say little by themselves: `Port`, `Listen on`. */
const HEADINGS: readonly (readonly [names: RegExp, heading: MessageId])[] = [
  [/^stratum/, 'settings.machines'],
  [/^(external|onDemand)/, 'settings.mining'],
  [/^(notify|desktopNotices)/, 'notices.settings'],
];

/** Every setting and preference that is on the page now. */
export function shownSettings(
  config: MinerConfig,
  preferences: Preferences,
): readonly SettingPlace[] {
  const settings = Object.entries(SETTING_TEXTS) as [SettingName, { label: MessageId }][];
  const names = Object.entries(PREFERENCE_TEXTS) as [PreferenceName, MessageId][];
  return [
    ...settings
      .filter(([name]) => CONDITIONS[name]?.(config) ?? true)
      .map(([name, { label }]) => ({ name, label, heading: headingOf(name) })),
    ...names
      .filter(([name]) => name !== 'startHidden' || preferences.startAtLogin)
      .map(([name, label]) => ({ name, label, heading: headingOf(name) })),
  ];
}

function headingOf(name: string): MessageId | null {
  return HEADINGS.find(([names]) => names.test(name))?.[1] ?? null;
}
