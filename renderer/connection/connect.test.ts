import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AnnouncementName, Announcements } from '../../contract/screen-contract.ts';
import { DEFAULT_CONFIG, settingFacts } from '../../src-core/index.ts';
import { startMining } from '../bridge.ts';
import { connect } from './connect.ts';
import type {
  AppState,
  Failure,
  LogRecord,
  MinerSnapshot,
} from '../../contract/screen-contract.ts';
import { useLogStore } from '../stores/log-store.ts';
import { useMinerStore } from '../stores/miner-store.ts';
import { useSettingsStore } from '../stores/settings-store.ts';
import { blocksToday, useTodayStore } from '../stores/blocks/today-store.ts';
import { useViewStore } from '../stores/view-store.ts';

const failure: Failure = { kind: 'machine-gone' };

const snapshot = (atMs: number, phase: MinerSnapshot['phase'] = 'mining') =>
  ({
    atMs,
    phase,
    rests: [],
    groups: [],
    startedAtMs: 1,
    problems: [],
    devices: [],
    deviceSearch: null,
    tips: [],
    recentBlocks: [],
    blocks: [],
    network: { versionName: 'mainnet01', graph: [] },
    blockNetworks: [],
  }) as unknown as MinerSnapshot;
const log = (sequence: number): LogRecord => ({
  sequence,
  timeMicros: 0,
  level: 'info',
  tags: [],
  text: '',
});
const config: AppState['config'] = { ...DEFAULT_CONFIG, node: 'localhost:1848', logLevel: 'info' };

/** A main process whose state is delivered when the test says so. */
function mainProcess() {
  const listeners = new Map<string, (content: unknown) => void>();
  let deliver: (state: AppState) => void = () => undefined;
  const miner = {
    getState: () => new Promise<AppState>((resolve) => (deliver = resolve)),
    countBlocks: vi.fn(() => Promise.resolve(2)),
    savePreferences: vi.fn(() => Promise.resolve({ ok: true })),
    startMining: vi.fn(() => Promise.resolve({ ok: false, failure })),
    on: (name: string, listener: (content: unknown) => void) => {
      listeners.set(name, listener);
      return () => listeners.delete(name);
    },
  };
  vi.stubGlobal('window', { miner });
  return {
    miner,
    listeners,
    deliver: (state: Partial<AppState>) =>
      deliver({
        settings: settingFacts,
        minedWith: null,
        preferences: { seenBlocksMs: 0 },
        ...state,
      } as unknown as AppState),
    announce: <Name extends AnnouncementName>(name: Name, content: Announcements[Name]) =>
      listeners.get(name)?.(content),
  };
}

let undo: () => void = () => undefined;

beforeEach(() => {
  useMinerStore.setState(useMinerStore.getInitialState());
  useLogStore.setState(useLogStore.getInitialState());
  useSettingsStore.setState(useSettingsStore.getInitialState());
  useTodayStore.setState(useTodayStore.getInitialState());
  useViewStore.setState(useViewStore.getInitialState());
});
afterEach(() => {
  undo();
  vi.unstubAllGlobals();
});

it('loses nothing that is announced while the state is on its way, and adds nothing twice', async () => {
  const main = mainProcess();
  const connected = connect();
  main.announce('snapshot', snapshot(300));
  main.announce('logs', [log(3), log(4)]);
  main.deliver({ snapshot: snapshot(200), logs: [log(1), log(2), log(3)], config });
  undo = await connected;
  expect(useMinerStore.getState().snapshot?.atMs).toBe(300);
  expect(useLogStore.getState().records.map((each) => each.sequence)).toEqual([1, 2, 3, 4]);
  undo();
  expect(main.listeners.size).toBe(0);
});

it('counts the blocks of today alone', async () => {
  const main = mainProcess();
  const connected = connect();
  main.deliver({ snapshot: snapshot(1), logs: [], config });
  undo = await connected;
  expect(blocksToday(useTodayStore.getState(), 'mainnet01', 3)).toBe(1);
  expect(main.miner.countBlocks).toHaveBeenCalledWith(
    expect.objectContaining({ versionName: 'mainnet01' }),
  );
  expect(main.miner.savePreferences).not.toHaveBeenCalled();
});

it('takes the blocks that an older version found as seen', async () => {
  const main = mainProcess();
  const connected = connect();
  const preferences = { seenBlocksMs: null } as AppState['preferences'];
  main.deliver({ snapshot: snapshot(777), logs: [], config, preferences });
  undo = await connected;
  const seen = { seenBlocksMs: 777, practiceBlockSeen: false };
  expect(main.miner.savePreferences).toHaveBeenCalledWith(seen);
});

it('says which change of the configuration waits for the next Start', async () => {
  const main = mainProcess();
  const connected = connect();
  main.deliver({ snapshot: snapshot(1), logs: [], config });
  undo = await connected;
  main.announce('config', { ...config, logLevel: 'debug' });
  expect(useSettingsStore.getState().waitingSettings).toEqual([]);
  main.announce('config', { ...config, node: 'example.com:1848' });
  expect(useSettingsStore.getState().waitingSettings).toEqual(['node']);
  main.announce('snapshot', snapshot(2, 'stopped'));
  expect(useSettingsStore.getState().waitingSettings).toEqual([]);
});

it('knows which changes wait also where the page was opened after them', async () => {
  const main = mainProcess();
  const connected = connect();
  const changed = { ...config, node: 'example.com:1848', logLevel: 'debug' as const };
  main.deliver({ snapshot: snapshot(1), logs: [], config: changed, minedWith: config });
  undo = await connected;
  expect(useSettingsStore.getState().waitingSettings).toEqual(['node']);
  main.announce('snapshot', snapshot(2));
  main.announce('config', { ...changed, stratumPort: 1918 });
  expect(useSettingsStore.getState().waitingSettings).toEqual(['node', 'stratumPort']);
  main.announce('config', { ...config, stratumPort: 1918 });
  expect(useSettingsStore.getState().waitingSettings).toEqual(['stratumPort']);
});

it('keeps the reason of a refused Start and leaves the phase to the main process', async () => {
  const main = mainProcess();
  const connected = connect();
  main.deliver({ snapshot: snapshot(1, 'stopped'), logs: [], config });
  undo = await connected;
  await startMining();
  expect(useViewStore.getState()).toMatchObject({
    refusal: failure,
    command: null,
  });
  expect(useMinerStore.getState().snapshot?.phase).toBe('stopped');
});
