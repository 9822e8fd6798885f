import { beforeEach, expect, it } from 'vitest';
import { DEFAULT_CONFIG, settingFacts } from '../../src-core/index.ts';
import type { MinerConfig } from '../../contract/screen-contract.ts';
import { receiveSettingFacts } from './setting-facts-store.ts';
import { receiveConfig, useSettingsStore } from './settings-store.ts';

function waitsAfter(before: Partial<MinerConfig>, changes: Partial<MinerConfig>): boolean {
  const config = { ...DEFAULT_CONFIG, ...before };
  useSettingsStore.setState({ config });
  receiveConfig({ ...config, ...changes }, true);
  return useSettingsStore.getState().waitsForStart;
}

beforeEach(() => {
  receiveSettingFacts(settingFacts);
  useSettingsStore.setState(useSettingsStore.getInitialState());
});

it('says that a rig which was let in mines already', () => {
  expect(waitsAfter({ stratumAskFirst: true }, { stratumAllowedRigs: ['rig01'] })).toBe(false);
});

it('says that a list which the user wrote waits for the next Start', () => {
  expect(waitsAfter({}, { stratumAllowedRigs: ['rig01'] })).toBe(true);
});

it('says that a rig which joins the list is let in already, and that one which leaves it waits', () => {
  const one = { stratumAllowedRigs: ['rig01'] };
  const two = { stratumAllowedRigs: ['rig01', 'rig02'] };
  expect(waitsAfter(one, two)).toBe(false);
  expect(waitsAfter(two, one)).toBe(true);
  expect(waitsAfter(one, { stratumAllowedRigs: [] })).toBe(true);
});

it('says that what applies at once does not wait', () => {
  expect(waitsAfter({}, { mineSchedule: 'mon 08:00-09:00', logLevel: 'debug' })).toBe(false);
  expect(waitsAfter({}, { notifyKinds: [], electricityPrice: 0.3 })).toBe(false);
  expect(waitsAfter({}, { mineSchedule: 'mon 08:00-09:00', threadCount: 7 })).toBe(true);
});
