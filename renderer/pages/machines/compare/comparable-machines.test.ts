import { expect, it } from 'vitest';
import { joinMachines } from '../../../stores/joined-machines.ts';
import { madeUpDevice } from '../../../tests/made-up-device.ts';
import { madeUpMachine } from '../../../tests/made-up-machine.ts';
import { comparable, fastest } from './comparable-machines.ts';

it('tells machines of one name apart, and leaves out those that do not mine here', () => {
  const sessions = [
    madeUpMachine({ key: 'a', rig: 'rig10', address: '10.0.0.1' }),
    madeUpMachine({ key: 'b', rig: 'rig9', address: '10.0.0.2' }),
    madeUpMachine({ key: 'c', rig: 'rig9', address: '10.0.0.3' }),
  ];
  const machines = comparable(joinMachines(sessions, [madeUpDevice({ host: '10.0.0.9' })]));
  expect(machines.map(({ name }) => name)).toEqual(['rig9 (10.0.0.2)', 'rig9 (10.0.0.3)', 'rig10']);
});

it('begins with the fastest', () => {
  const machine = (key: string, hashesPerSecond: number) => ({ key, name: key, hashesPerSecond });
  expect(fastest([machine('a', 1), machine('b', 3), machine('c', 2)], 2)).toEqual(['b', 'c']);
});
