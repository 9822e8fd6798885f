import { expect, it } from 'vitest';
import { madeUpDevice } from '../tests/made-up-device.ts';
import { estimates, madeUpMachine } from '../tests/made-up-machine.ts';
import type { MachineSnapshot, MinerSnapshot } from '../../contract/screen-contract.ts';
import { shareUnchanged } from './share-unchanged.ts';

const snapshot = (state: string, hashes: string[]) =>
  ({
    atMs: Math.random(),
    tips: [],
    problems: [],
    devices: [],
    deviceSearch: null,
    network: { versionName: 'test', graph: [] },
    recentBlocks: hashes.map((hash) => ({ hash })),
    blocks: [{ id: 'a', state, reason: null, reward: null }],
    blockNetworks: [],
  }) as unknown as MinerSnapshot;

it('keeps the lists that say the same, and the newer numbers', () => {
  const before = snapshot('accepted', ['x', 'y']);
  const after = snapshot('accepted', ['x', 'y']);
  const shared = shareUnchanged(before, after);
  expect(shared.recentBlocks).toBe(before.recentBlocks);
  expect(shared.blocks).toBe(before.blocks);
  expect(shared.network).toBe(before.network);
  expect(shared.atMs).toBe(after.atMs);
});

it('takes the newer list when a block was added or has another state', () => {
  const before = snapshot('accepted', ['x', 'y']);
  expect(shareUnchanged(before, snapshot('confirmed', ['x', 'y'])).blocks[0]?.state).toBe(
    'confirmed',
  );
  expect(shareUnchanged(before, snapshot('accepted', ['x', 'z'])).recentBlocks.length).toBe(2);
  expect(shareUnchanged(before, snapshot('accepted', ['x', 'z'])).recentBlocks[1]?.hash).toBe('z');
});
it('keeps the object of each machine that is as it was', () => {
  const rig01 = madeUpMachine();
  const rig02 = madeUpMachine({ rig: 'rig02' });
  const withMachines = (machines: readonly MachineSnapshot[]): MinerSnapshot => ({
    ...snapshot('accepted', []),
    stratum: {
      listening: null,
      total: estimates(0, null),
      rate: estimates(0, null).oneHour,
      outdatedSinceMs: null,
      online: machines.length,
      notShown: 0,
      machines,
      asking: [],
    },
  });
  const before = withMachines([rig01, rig02]);
  const copy = structuredClone(before);
  expect(shareUnchanged(before, copy).stratum?.machines).toBe(before.stratum?.machines);

  const moved = withMachines([{ ...rig01, level: 47 }, structuredClone(rig02)]);
  const shared = shareUnchanged(before, moved).stratum?.machines ?? [];
  expect(shared[0]?.level).toBe(47);
  expect(shared[1]).toBe(rig02);
});

it('keeps the object of each device that is as it was', () => {
  const [first, second] = [madeUpDevice({ id: 'a' }), madeUpDevice({ id: 'b' })];
  const before = { ...snapshot('accepted', []), devices: [first, second] };
  expect(shareUnchanged(before, structuredClone(before)).devices).toBe(before.devices);

  const moved = { ...before, devices: [{ ...first, watts: 900 }, structuredClone(second)] };
  const shared = shareUnchanged(before, moved).devices;
  expect(shared[0]?.watts).toBe(900);
  expect(shared[1]).toBe(second);
});
