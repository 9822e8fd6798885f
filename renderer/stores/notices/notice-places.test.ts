import { beforeEach, expect, it } from 'vitest';
import type { MinerSnapshot, Notice } from '../../../contract/screen-contract.ts';
import { madeUpDevice } from '../../tests/made-up-device.ts';
import { madeUpMachine } from '../../tests/made-up-machine.ts';
import { useMachineListStore } from '../machine-list-store.ts';
import { useMinerStore } from '../miner-store.ts';
import { openNotice } from './notice-places.ts';
import { useViewStore } from '../view-store.ts';

/** A notice without its time. */
type Facts = Notice extends infer One ? (One extends Notice ? Omit<One, 'atMs'> : never) : never;

const away = madeUpMachine({ rig: 'garage', address: '10.0.0.7', isOnline: false, leftAtMs: 1 });
const there = madeUpMachine({ rig: 'garage', address: '10.0.0.9' });
const device = madeUpDevice({ id: 'kd6', host: '10.0.0.20' });

beforeEach(() => {
  const calm = { stratum: { machines: [away, there] }, devices: [device] };
  useMinerStore.setState({ calm: calm as unknown as MinerSnapshot });
  useMachineListStore.setState({ opened: null });
  useViewStore.setState({ page: 'home', wantedField: null });
});

const opened = (facts: Facts | null) => {
  openNotice(facts === null ? null : { ...facts, atMs: 1 });
  const { page, wantedField } = useViewStore.getState();
  return [page, wantedField ?? useMachineListStore.getState().opened];
};

it('opens the machine that is meant, one that is online before others of its name', () => {
  const lost = (machine: string): Facts => ({ kind: 'machine-offline', machine, sinceMs: 1 });
  expect(opened(lost('garage'))).toEqual(['machines', there.key]);
  expect(opened(lost('10.0.0.7'))).toEqual(['machines', away.key]);
  expect(opened(lost('KD6 (10.0.0.20)'))).toEqual(['machines', 'device kd6']);
  expect(opened(lost('sold'))).toEqual(['machines', null]);
});

it('opens the blocks, the node’s address, or the list of notices', () => {
  expect(opened({ kind: 'block-orphaned', id: 'b', chain: 1, height: 2 })).toEqual([
    'blocks',
    null,
  ]);
  expect(opened({ kind: 'node-back', node: 'n', awayMs: 1 })).toEqual(['settings', 'node']);
  expect(opened({ kind: 'rate-low', machine: null, worker: 'cpu', rate: 1, usual: 2 })).toEqual([
    'notices',
    null,
  ]);
  expect(opened(null)).toEqual(['notices', null]);
});
