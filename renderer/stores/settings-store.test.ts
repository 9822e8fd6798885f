import { beforeEach, expect, it } from 'vitest';
import { DEFAULT_CONFIG, settingFacts } from '../../src-core/index.ts';
import type { MinerConfig } from '../../contract/screen-contract.ts';
import { receiveSettingFacts } from './setting-facts-store.ts';
import { receiveConfig, settleConfig, useSettingsStore } from './settings-store.ts';

function waitsAfter(
  before: Partial<MinerConfig>,
  ...changes: readonly Partial<MinerConfig>[]
): readonly string[] {
  const config = { ...DEFAULT_CONFIG, ...before };
  useSettingsStore.setState({ config });
  for (const change of changes) receiveConfig({ ...config, ...change }, true);
  return useSettingsStore.getState().waitingSettings;
}

beforeEach(() => {
  receiveSettingFacts(settingFacts);
  useSettingsStore.setState(useSettingsStore.getInitialState());
});

it('says that a rig which was let in mines already', () => {
  expect(waitsAfter({ stratumAskFirst: true }, { stratumAllowedRigs: ['rig01'] })).toEqual([]);
});

it('says that a list which the user wrote waits for the next Start', () => {
  expect(waitsAfter({}, { stratumAllowedRigs: ['rig01'] })).toEqual(['stratumAllowedRigs']);
});

it('says that a rig which joins the list is let in already, and that one which leaves it waits', () => {
  const one = { stratumAllowedRigs: ['rig01'] };
  const two = { stratumAllowedRigs: ['rig01', 'rig02'] };
  expect(waitsAfter(one, two)).toEqual([]);
  settleConfig();
  expect(waitsAfter(two, one)).toEqual(['stratumAllowedRigs']);
  settleConfig();
  // It was let in when it joined, and stays until mining starts again.
  expect(waitsAfter(one, two, one)).toEqual(['stratumAllowedRigs']);
});

it('says that all are let in at once where the list or the question goes', () => {
  const rigs = { stratumAllowedRigs: ['rig01'] };
  const open = { stratumAskFirst: false, stratumAllowedRigs: [] };
  expect(waitsAfter(rigs, open)).toEqual([]);
  settleConfig();
  expect(waitsAfter({ ...rigs, stratumAskFirst: true }, open)).toEqual([]);
  settleConfig();
  // They stay in until mining starts again.
  expect(waitsAfter(rigs, open, rigs)).toEqual(['stratumAllowedRigs']);
});

it('says that the question about rigs which the list keeps out is turned at once', () => {
  const [listed, asking] = [false, true].map((stratumAskFirst) => ({
    ...{ stratumAskFirst, stratumAllowedRigs: ['rig01'] },
  })) as [object, object];
  expect(waitsAfter(asking, listed)).toEqual([]);
  settleConfig();
  expect(waitsAfter(listed, asking, listed)).toEqual([]);
  settleConfig();
  // Any rig may be mining, and might not be on the list.
  expect(waitsAfter({}, { stratumAskFirst: true })).toEqual(['stratumAskFirst']);
  settleConfig();
  expect(waitsAfter({}, asking)).toEqual(['stratumAllowedRigs', 'stratumAskFirst']);
});

it('says that what applies at once does not wait', () => {
  expect(waitsAfter({}, { mineSchedule: 'mon 08:00-09:00', logLevel: 'debug' })).toEqual([]);
  expect(waitsAfter({}, { notifyKinds: [], electricityPrice: 0.3 })).toEqual([]);
  const both = { mineSchedule: 'mon 08:00-09:00', threadCount: 7 };
  expect(waitsAfter({}, both)).toEqual(['threadCount']);
});

it('names all that was changed since mining started, and nothing that was changed back', () => {
  const [node, port] = [{ node: 'a:1' }, { stratumPort: 1918 }];
  expect(waitsAfter({}, node, { ...node, ...port })).toEqual(['node', 'stratumPort']);
  expect(waitsAfter({}, port)).toEqual(['stratumPort']);
  expect(waitsAfter({}, {})).toEqual([]);
});

it('forgets it when mining starts again', () => {
  expect(waitsAfter({}, { stratumPort: 1918 })).toEqual(['stratumPort']);
  settleConfig();
  expect(useSettingsStore.getState().waitingSettings).toEqual([]);
});
