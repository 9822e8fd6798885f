/** Configuration, preferences and the facts about this computer, as the main process holds them. */
import { create } from 'zustand';
import type {
  AppState,
  Failure,
  Language,
  MinerConfig,
  Preferences,
} from '../../contract/screen-contract.ts';
import { useSettingFactsStore } from './setting-facts-store.ts';

interface SettingsStore {
  readonly loaded: boolean;
  readonly config: MinerConfig | null;
  readonly preferences: Preferences | null;
  readonly systemLanguage: Language;
  readonly systemLocales: readonly string[];
  readonly appVersion: string;
  /** Newer versions can be looked for. */
  readonly hasReleasePage: boolean;
  readonly platform: AppState['platform'];
  readonly cpuCores: number;
  readonly usualCpuThreads: number;
  readonly settingsFault: Failure | null;
  /** Mining was not started with the program, for a reason that the user has not dismissed. */
  readonly startHeldBack: boolean;
  /** Passwords of machines can be kept. */
  readonly canKeepLogins: boolean;
  readonly measuredWatts: AppState['measuredWatts'];
  /** What mining runs with; null while it does not mine, or nothing was changed since it started. */
  readonly minedWith: MinerConfig | null;
  /** Settings that differ from that, and apply when mining starts again. */
  readonly waitingSettings: readonly (keyof MinerConfig)[];
}

const NONE: readonly never[] = [];

export const useSettingsStore = create<SettingsStore>(() => ({
  loaded: false,
  config: null,
  preferences: null,
  systemLanguage: 'en',
  systemLocales: [],
  appVersion: '',
  hasReleasePage: false,
  platform: 'other',
  cpuCores: 1,
  usualCpuThreads: 1,
  settingsFault: null,
  startHeldBack: false,
  canKeepLogins: false,
  measuredWatts: { min: 1, max: 1 },
  minedWith: null,
  waitingSettings: NONE,
}));

/** Whether machines are read at their own interfaces without being asked to. */
export function useIsWatching(): boolean {
  return useSettingsStore(({ config }) => config?.watchMachines !== 0);
}

/** Whether mining runs on Heddle's own practice network; while it does not run, whether it would. */
export function useIsPractice(): boolean {
  return useSettingsStore(({ minedWith, config }) => (minedWith ?? config)?.practice ?? false);
}

/** Takes what the page was opened with. */
export function receiveAppState(state: AppState): void {
  useSettingsStore.setState({
    loaded: true,
    config: state.config,
    ...waitingSince(state.minedWith, state.config),
    preferences: state.preferences,
    systemLanguage: state.systemLanguage,
    systemLocales: state.systemLocales,
    appVersion: state.appVersion,
    hasReleasePage: state.hasReleasePage,
    platform: state.platform,
    cpuCores: state.cpuCores,
    usualCpuThreads: state.usualCpuThreads,
    settingsFault: state.settingsFault,
    startHeldBack: state.startHeldBack,
    canKeepLogins: state.canKeepLogins,
    measuredWatts: state.measuredWatts,
  });
}

/** It mines, or the user has read why it does not. */
export function dismissHeldBackStart(): void {
  useSettingsStore.setState({ startHeldBack: false });
}

/**
 * Takes a changed configuration.
 * @param whileMining whether changes have to wait for the next Start, as far as they do not apply at once
 */
export function receiveConfig(config: MinerConfig, whileMining: boolean): void {
  const { config: before, minedWith: known } = useSettingsStore.getState();
  const started = whileMining ? (known ?? before) : null;
  // A configuration that could be saved has taken the place of one that could not be read.
  useSettingsStore.setState({ config, settingsFault: null, ...waitingSince(started, config) });
}

function waitingSince(
  started: MinerConfig | null,
  config: MinerConfig,
): Pick<SettingsStore, 'minedWith' | 'waitingSettings'> {
  const minedWith = started && withRigsLetIn(started, config);
  return {
    minedWith,
    waitingSettings: minedWith === null ? NONE : waitingSettings(minedWith, config),
  };
}

/** Takes changed preferences whole. */
export function receivePreferences(preferences: Preferences): void {
  useSettingsStore.setState({ preferences });
}

/** Mining started or stopped: nothing waits any more. */
export function settleConfig(): void {
  if (useSettingsStore.getState().minedWith !== null) {
    useSettingsStore.setState({ minedWith: null, waitingSettings: NONE });
  }
}

function waitingSettings(before: MinerConfig, after: MinerConfig): readonly (keyof MinerConfig)[] {
  const { facts } = useSettingFactsStore.getState();
  return (Object.keys(after) as (keyof MinerConfig)[]).filter(
    (key) =>
      facts.get(key)?.appliesAt !== 'now' &&
      JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
}

/**
 * Rigs that join the list, or that the user lets in when asked, mine at once, and all where the rules go; whether the
 * user is asked about those that the list keeps out applies at once, too. Rigs that leave the list wait for a restart,
 * and so does the first rule, as any rig may be mining.
 */
function withRigsLetIn(before: MinerConfig, after: MinerConfig): MinerConfig {
  const [was, is] = [before.stratumAllowedRigs, after.stratumAllowedRigs];
  const { stratumAskFirst } = after;
  if (!stratumAskFirst && is.length === 0) {
    return { ...before, stratumAskFirst, stratumAllowedRigs: [] };
  }
  if (was.length === 0 && !before.stratumAskFirst) return before;
  const onlyGrows = was.every((rig) => is.includes(rig));
  return { ...before, stratumAskFirst, stratumAllowedRigs: onlyGrows ? is : was };
}
