/** Fills the stores with what the main process knows, and keeps them filled. */
import type { AnnouncementName, Announcements } from '../../contract/screen-contract.ts';
import { countBlocks, getHistory, getState, listen } from '../bridge.ts';
import {
  chooseRange,
  receiveHistory,
  receiveSample,
  useChartStore,
} from '../stores/chart-store.ts';
import type { ChartRange } from '../stores/chart-store.ts';
import { tick } from '../stores/clock-store.ts';
import { receiveLogs } from '../stores/log-store.ts';
import { calmSnapshot, receiveSnapshot, useMinerStore } from '../stores/miner-store.ts';
import { receiveOrigins, receiveSettingFacts } from '../stores/setting-facts-store.ts';
import {
  receiveAppState,
  receiveConfig,
  receivePreferences,
  settleConfig,
} from '../stores/settings-store.ts';
import { blocksInAll, receiveBlocksBefore, turnDay } from '../stores/today-store.ts';
import { useViewStore } from '../stores/view-store.ts';
import { startOfDayMs } from '../wording/figures/moments.ts';
import { shareUnchanged } from './share-unchanged.ts';

/** Samples requested to fill a chart: several for each of its points. */
const HISTORY_POINTS = 1000;

type Receivers = {
  readonly [Name in AnnouncementName]: (content: Announcements[Name]) => void;
};

const receivers: Receivers = {
  snapshot: (snapshot) => {
    const before = useMinerStore.getState().snapshot;
    if (snapshot.phase === 'stopped' || snapshot.startedAtMs !== before?.startedAtMs) {
      settleConfig();
    }
    receiveSnapshot(shareUnchanged(before, snapshot));
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
};

/**
 * Fills the stores and keeps them filled. Listens before it requests the state and replays what
 * was announced meanwhile, so that nothing is lost between the two.
 * @returns an undo that stops listening
 */
export async function connect(): Promise<() => void> {
  const early: (() => void)[] = [];
  let loaded = false;
  const receive = <Name extends AnnouncementName>(name: Name): (() => void) =>
    listen(name, (content) => {
      if (loaded) receivers[name](content);
      else early.push(() => receivers[name](content));
    });
  const undos = (Object.keys(receivers) as AnnouncementName[]).map((name) => receive(name));

  const state = await getState();
  receiveSettingFacts(state.settings);
  receiveOrigins(state.origins);
  receiveAppState(state);
  receiveSnapshot(state.snapshot);
  receiveLogs(state.logs);
  for (const replay of early) replay();
  loaded = true;

  const ticking = setInterval(everySecond, 1000);
  await Promise.all([
    showRange(useChartStore.getState().range),
    countBlocksBeforeToday(state.snapshot.atMs),
  ]);
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

async function countBlocksBeforeToday(nowMs: number): Promise<void> {
  const midnight = startOfDayMs(nowMs);
  receiveBlocksBefore(midnight, await countBlocks({ beforeMs: midnight }));
}

/** Shows a range of the chart and loads its history. */
export async function showRange(range: ChartRange): Promise<void> {
  chooseRange(range);
  const toMs = Date.now();
  const fromMs = toMs - range.spanMs;
  receiveHistory(range, await getHistory({ fromMs, toMs, points: HISTORY_POINTS }));
}
