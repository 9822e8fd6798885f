/** Fills the stores with what the main process knows, and keeps them filled. */
import type { AnnouncementName, Announcements } from '../../contract/screen-contract.ts';
import { countBlocks, getState, listen } from '../bridge.ts';
import { tick } from '../stores/clock-store.ts';
import { receiveLogs } from '../stores/log-store.ts';
import { calmSnapshot, receiveSnapshot, useMinerStore } from '../stores/miner-store.ts';
import { receiveNotices } from '../stores/notice-store.ts';
import { openNotice } from '../stores/notice-places.ts';
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
  config: (config) => {
    const phase = useMinerStore.getState().snapshot?.phase ?? 'stopped';
    receiveConfig(config, phase !== 'stopped');
  },
  origins: receiveOrigins,
  preferences: receivePreferences,
  closeAsked: () => useViewStore.setState({ closeAsked: true }),
  notices: receiveNotices,
  noticeOpened: openNotice,
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
  receiveNotices(state.notices);
  receiveLogs(state.logs);
  for (const replay of early) replay();
  loaded = true;

  const ticking = setInterval(everySecond, 1000);
  await countBlocksBeforeToday(state.snapshot.atMs);
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
