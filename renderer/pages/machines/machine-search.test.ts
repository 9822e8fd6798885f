import { expect, it } from 'vitest';
import { madeUpDevice } from '../../tests/made-up-device.ts';
import { madeUpMachine } from '../../tests/made-up-machine.ts';
import { joinMachines } from '../../stores/joined-machines.ts';
import { joinedName } from '../../wording/devices/joined-state.ts';
import { foundMachines, isGone } from './machine-search.ts';

const machines = joinMachines(
  [
    madeUpMachine({ key: 'a', rig: 'Attic', address: '10.0.0.7', agent: 'kdaminer/1.0' }),
    madeUpMachine({ key: 'b', rig: 'cellar', address: '10.0.0.8', isOnline: false, leftAtMs: 1 }),
    madeUpMachine({ key: 'c', rig: 'garage', address: '10.0.0.9', isOnline: false, leftAtMs: 1 }),
  ],
  [madeUpDevice({ host: '10.0.0.9', model: 'Goldshell KD LITE' })],
);
const found = (text: string): string[] => foundMachines(machines, text).map(joinedName);

it('finds machines by what is known of them, by every word in any case', () => {
  expect(found('ATTIC')).toEqual(['Attic']);
  expect(found('10.0.0')).toHaveLength(3);
  expect(found('goldshell 10.0.0.9')).toEqual(['garage']);
  expect(found('kdaminer cellar')).toEqual([]);
  expect(found(' ')).toHaveLength(3);
});

it('calls a machine gone that has left and cannot be read either', () => {
  expect(machines.filter(isGone).map(joinedName)).toEqual(['cellar']);
});
