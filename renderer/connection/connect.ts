/** Fills the stores with what the main process knows, and keeps them filled. */
import type {
  AnnouncementName,
  Announcements,
  AppState,
  MinerSnapshot,
} from '../../contract/screen-contract.ts';
import { countBlocks, getState, listen, savePreferences } from '../bridge.ts';
import { tick } from '../stores/clock-store.ts';
import { receiveCheck } from '../stores/diagnosis-store.ts';
import { receiveLogs } from '../stores/log-store.ts';
import { calmSnapshot, receiveSnapshot, useMinerStore } from '../stores/miner-store.ts';
import { receiveNotices } from '../stores/notices/notice-store.ts';
import { openNotice } from '../stores/notices/notice-places.ts';
import { receiveOrigins, receiveSettingFacts } from '../stores/setting-facts-store.ts';
import {
  dismissHeldBackStart,
  receiveAppState,
  receiveConfig,
  receivePreferences,
  settleConfig,
} from '../stores/settings-store.ts';
import { currentNetwork } from '../stores/blocks/mined-networks.ts';
import { dayToCount, receiveBlocksBefore } from '../stores/blocks/today-store.ts';
import { useViewStore } from '../stores/view-store.ts';
import { shareUnchanged } from './share-unchanged.ts';
import { isPractice } from '../stores/blocks/practice-network.ts';

type Receivers = {
  readonly [Name in AnnouncementName]: (content: Announcements[Name]) => void;
};

const receivers: Receivers = {
  snapshot: (snapshot) => {
    const before = useMinerStore.getState().snapshot;
    if (snapshot.phase === 'stopped' || snapshot.startedAtMs !== before?.startedAtMs) {
      settleConfig();
    }
    if (snapshot.phase !== 'stopped' || snapshot.rests.length > 0) dismissHeldBackStart();
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
  checked: receiveCheck,
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
  await Promise.all([
    countBlocksBeforeToday(state.snapshot, state.snapshot.atMs),
    beginSeeingBlocks(state),
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
  if (snapshot !== null) void countBlocksBeforeToday(snapshot, nowMs);
}

/** Requests on their way are not sent twice. */
let counting = '';

async function countBlocksBeforeToday(snapshot: MinerSnapshot, nowMs: number): Promise<void> {
  const versionName = currentNetwork(snapshot);
  const dayMs = versionName === null ? null : dayToCount(versionName, nowMs);
  if (versionName === null || dayMs === null || counting === `${versionName} ${dayMs}`) return;
  counting = `${versionName} ${dayMs}`;
  try {
    receiveBlocksBefore(versionName, dayMs, await countBlocks({ versionName, beforeMs: dayMs }));
  } finally {
    counting = '';
  }
}

/** At the very first start, blocks that an older version found are nothing new. */
async function beginSeeingBlocks({ preferences, snapshot }: AppState): Promise<void> {
  if (preferences.seenBlocksMs !== null) return;
  await savePreferences({
    seenBlocksMs: snapshot.atMs,
    practiceBlockSeen: snapshot.blocks.some(({ versionName }) => isPractice(versionName)),
  });
}
