import { expect, it } from 'vitest';
import { estimates, madeUpMachine } from '../../tests/made-up-machine.ts';
import type { MachineSnapshot } from '../../../contract/screen-contract.ts';
import { freeListedName, freeRigName, listedMachines, sortedMachines } from './machine-order.ts';
import { joinMachines } from '../../stores/joined-machines.ts';
import type { MachineColumn } from '../../stores/machine-list-store.ts';

const SILENT = { accepted: 0, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };

function order(machines: readonly MachineSnapshot[], column: MachineColumn, descending = false) {
  const joined = joinMachines(machines, []);
  return sortedMachines(joined, { column, descending }, [], 1_000).map(
    ({ session }) => session?.rig ?? session?.address,
  );
}

it('sorts names as people count', () => {
  const machines = ['rig10', 'Rig2', 'rig1', null].map((rig) => madeUpMachine({ rig }));
  expect(order(machines, 'name')).toEqual(['rig1', 'Rig2', 'rig10', '10.0.0.7']);
  expect(order(machines, 'name', true)).toEqual(['10.0.0.7', 'rig10', 'Rig2', 'rig1']);
});

it('sorts by what needs attention, and by figures from the top', () => {
  const machines = [
    madeUpMachine({ rig: 'fine', hashRate: estimates(2, 0.1), lastShareAtMs: 5 }),
    madeUpMachine({ rig: 'gone', hashRate: estimates(9, 0.1), isOnline: false, leftAtMs: 0 }),
    madeUpMachine({ rig: 'refused', hashRate: estimates(1, 0.1), refusal: { kind: 'declined' } }),
    madeUpMachine({ rig: 'many', hashRate: estimates(3, 0.1), shares: { ...SILENT, stale: 4 } }),
  ];
  expect(order(machines, 'state')).toEqual(['refused', 'fine', 'many', 'gone']);
  // What a machine did before it left is no rate.
  expect(order(machines, 'rate')).toEqual(['many', 'fine', 'refused', 'gone']);
  expect(order(machines, 'rejected')[0]).toBe('many');
  expect(order(machines, 'lastShare')[0]).toBe('fine');
});

it('lists no second row for a rig that reconnects and has not sent its name yet', () => {
  const rig = madeUpMachine({ leftAtMs: 9_000 });
  const comingBack = madeUpMachine({
    ...{ rig: null, key: '10.0.0.7#2', stage: 'connected', shares: SILENT, connectedAtMs: 10_000 },
  });
  expect(listedMachines([rig, comingBack], 11_000)).toEqual([rig]);
  // One that stays nameless is another machine; its owner needs to know why it sends nothing.
  expect(listedMachines([rig, comingBack], 16_000)).toEqual([rig, comingBack]);
  expect(listedMachines([comingBack], 10_000)).toEqual([comingBack]);
});

it('forgets nameless ones that left without a share, and never a rig', () => {
  const left = { isOnline: false, leftAtMs: 0 };
  const nameless = madeUpMachine({ ...left, rig: null, shares: SILENT });
  const rig = madeUpMachine({ ...left, address: '10.0.0.8', shares: SILENT });
  expect(listedMachines([nameless, rig], 60_000)).toEqual([nameless, rig]);
  expect(listedMachines([nameless, rig], 3_600_000)).toEqual([rig]);
});

it('suggests a name that no rig has', () => {
  const machines = ['rig01', 'RIG02', 'rig04'].map((rig) => madeUpMachine({ rig }));
  expect(freeRigName(machines)).toBe('rig03');
  expect(freeRigName([])).toBe('rig01');
});

it('suggests a listed name that is not online', () => {
  const machines = [
    madeUpMachine({ rig: 'Garage' }),
    madeUpMachine({ rig: 'attic', isOnline: false, leftAtMs: 0 }),
  ];
  expect(freeListedName(['garage', 'attic', 'shed'], machines)).toBe('attic');
  expect(freeListedName(['garage'], machines)).toBe('garage');
});
