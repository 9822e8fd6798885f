/**
 * The only file that touches `window.miner`: facts come in and fill the stores, wishes go out.
 * Wishes change no store by themselves; the main process announces what became of them.
 */
import type {
  AnnouncementName,
  Announcements,
  AppState,
  ConnectAddress,
  Failure,
  KeyPair,
  MachineSample,
  MinerBridge,
  MinerConfig,
  NodeCheck,
  Outcome,
  OwnBlock,
  Preferences,
  Requests,
  TryResult,
} from '../contract/screen-contract.ts';
import { chooseRange, receiveHistory, receiveSample, useChartStore } from './stores/chart-store.ts';
import type { ChartRange } from './stores/chart-store.ts';
import { tick } from './stores/clock-store.ts';
import { receiveLogs } from './stores/log-store.ts';
import { calmSnapshot, receiveSnapshot, useMinerStore } from './stores/miner-store.ts';
import { receiveDefaults, receiveOrigins } from './stores/origin-store.ts';
import {
  receiveAppState,
  receiveConfig,
  receivePause,
  receivePreferences,
  settleConfig,
} from './stores/settings-store.ts';
import { blocksInAll, receiveToday, turnDay } from './stores/today-store.ts';
import { useViewStore } from './stores/view-store.ts';
import { startOfDayMs } from './wording/moments.ts';

declare global {
  interface Window {
    readonly miner: MinerBridge;
  }
}

/** Samples asked for to fill a chart: several for each of its points. */
const HISTORY_POINTS = 1000;
const BLOCKS_PER_REQUEST = 500;
/** Bounds the count of today's blocks on a network where blocks are very easy. */
const COUNT_REQUESTS = 40;

type Receivers = {
  readonly [Name in AnnouncementName]: (content: Announcements[Name]) => void;
};

const receivers: Receivers = {
  snapshot: (snapshot) => {
    const before = useMinerStore.getState().snapshot;
    if (snapshot.phase === 'stopped' || snapshot.startedAtMs !== before?.startedAtMs) {
      settleConfig();
    }
    receiveSnapshot(snapshot);
  },
  logs: receiveLogs,
  sample: receiveSample,
  config: (config) => {
    const phase = useMinerStore.getState().snapshot?.phase ?? 'stopped';
    receiveConfig(config, phase !== 'stopped');
  },
  origins: receiveOrigins,
  preferences: receivePreferences,
  closeAsked: () => useViewStore.setState({ closeAsked: true }),
  pausedOnBattery: receivePause,
};

/**
 * Fills the stores and keeps them filled. Listens before it asks for the state and replays what
 * was announced meanwhile, so that nothing is lost between the two.
 * @returns an undo that stops listening
 */
export async function connect(): Promise<() => void> {
  const early: (() => void)[] = [];
  let loaded = false;
  const listen = <Name extends AnnouncementName>(name: Name): (() => void) =>
    window.miner.on(name, (content) => {
      if (loaded) receivers[name](content);
      else early.push(() => receivers[name](content));
    });
  const undos = (Object.keys(receivers) as AnnouncementName[]).map((name) => listen(name));

  const state = await window.miner.getState();
  receiveDefaults(state.defaults);
  receiveOrigins(state.origins);
  receiveAppState(state);
  receiveSnapshot(state.snapshot);
  receiveLogs(state.logs);
  for (const replay of early) replay();
  loaded = true;

  const ticking = setInterval(everySecond, 1000);
  await Promise.all([showRange(useChartStore.getState().range), countToday(state)]);
  return () => {
    clearInterval(ticking);
    for (const undo of undos) undo();
  };
}

function everySecond(): void {
  const nowMs = Date.now();
  tick(nowMs);
  calmSnapshot();
  const snapshot = useMinerStore.getState().snapshot;
  if (snapshot !== null) turnDay(blocksInAll(snapshot.blockCounts), nowMs);
}

async function countToday(state: AppState): Promise<void> {
  const nowMs = state.snapshot.atMs;
  const midnight = startOfDayMs(nowMs);
  const found = new Set<string>();
  let beforeMs = nowMs + 1;
  for (let request = 0; request < COUNT_REQUESTS; request += 1) {
    const page = await window.miner.getBlocks({ beforeMs, limit: BLOCKS_PER_REQUEST });
    const known = found.size;
    for (const block of page) if (block.foundAtMs >= midnight) found.add(block.id);
    const oldest = page.at(-1);
    if (oldest === undefined || oldest.foundAtMs < midnight || found.size === known) break;
    beforeMs = oldest.foundAtMs + 1;
  }
  receiveToday(blocksInAll(state.snapshot.blockCounts), found.size, nowMs);
}

/** Shows a range of the chart and loads its history. */
export async function showRange(range: ChartRange): Promise<void> {
  chooseRange(range);
  const sinceMs = Date.now() - range.spanMs;
  receiveHistory(range, await window.miner.getHistory({ sinceMs, points: HISTORY_POINTS }));
}

/** Starts mining. What is refused is said in the status strip. */
export async function startMining(): Promise<void> {
  await wish('start', () => window.miner.startMining());
}

/** Stops mining. */
export async function stopMining(): Promise<void> {
  await wish('stop', () => window.miner.stopMining());
}

/** Stops and starts again, so that changed settings apply. */
export async function restartMining(): Promise<void> {
  const stopped = await wish('stop', () => window.miner.stopMining());
  if (stopped) await startMining();
}

async function wish(name: 'start' | 'stop', ask: () => Promise<Outcome>): Promise<boolean> {
  if (useViewStore.getState().wish !== null) return false;
  useViewStore.setState({ wish: name, refusal: null });
  try {
    const outcome = await ask();
    if (!outcome.ok) useViewStore.setState({ refusal: outcome.failure });
    return outcome.ok;
  } finally {
    useViewStore.setState({ wish: null });
  }
}

/**
 * Lets machines mine from now on: saves that, and starts or restarts.
 * @returns why it could not be saved; null when it was
 */
export async function mineWithMachines(): Promise<Failure | null> {
  const saved = await saveConfig({ worker: 'stratum' });
  if (!saved.ok) return saved.failure;
  const phase = useMinerStore.getState().snapshot?.phase ?? 'stopped';
  await (phase === 'stopped' ? startMining() : restartMining());
  return null;
}

/** Samples of one machine's chart since a time, at most `points`, oldest first. */
export function getMachineHistory(
  key: string,
  sinceMs: number,
  points: number,
): Promise<readonly MachineSample[]> {
  return window.miner.getMachineHistory({ key, sinceMs, points });
}

/** Where machines reach this computer, the likeliest address first. */
export function getConnectAddresses(): Promise<readonly ConnectAddress[]> {
  return window.miner.getConnectAddresses();
}

/** Answers a machine that asks to be let in. */
export function answerMachine(question: number, accept: boolean): Promise<Outcome> {
  return window.miner.answerMachine({ question, accept });
}

export function saveConfig(changes: Partial<MinerConfig>): Promise<Outcome> {
  return window.miner.saveConfig(changes);
}

/** Runs the external command once on an easy job. */
export function tryExternal(settings: Requests['tryExternal']['input']): Promise<TryResult> {
  return window.miner.tryExternal(settings);
}

/** Lets the person choose a configuration file and reads what it would change. */
export function chooseConfigFile(): Promise<Requests['chooseConfigFile']['output']> {
  return window.miner.chooseConfigFile();
}

/** Takes over what the last chosen file brings. */
export function applyConfigFile(): Promise<Outcome> {
  return window.miner.applyConfigFile();
}

/** Writes all settings to a file that the person names. */
export function exportConfig(): Promise<Requests['exportConfig']['output']> {
  return window.miner.exportConfig();
}

export function savePreferences(changes: Partial<Preferences>): Promise<Outcome> {
  return window.miner.savePreferences(changes);
}

export function generateKey(): Promise<KeyPair> {
  return window.miner.generateKey();
}

export function checkNode(
  settings: Pick<MinerConfig, 'node' | 'useTls' | 'insecure' | 'publicKey' | 'account'>,
): Promise<NodeCheck> {
  return window.miner.checkNode(settings);
}

/** Own blocks found before a time, newest first. */
export function getBlocks(beforeMs: number, limit: number): Promise<readonly OwnBlock[]> {
  return window.miner.getBlocks({ beforeMs, limit });
}

/** Lets the user choose a file and writes `text` there; null when the user cancelled. */
export function saveLogs(text: string): Promise<Outcome | null> {
  return window.miner.saveLogs({ text });
}

export function copyText(text: string): Promise<Outcome> {
  return window.miner.copyText({ text });
}

export function resetPractice(): Promise<Outcome> {
  return window.miner.resetPractice();
}

/** Answers the question what closing the window shall do, and takes it off the screen. */
export async function answerClose(
  choice: 'tray' | 'quit' | 'cancel',
  remember: boolean,
): Promise<void> {
  useViewStore.setState({ closeAsked: false });
  await window.miner.answerClose({ choice, remember });
}
