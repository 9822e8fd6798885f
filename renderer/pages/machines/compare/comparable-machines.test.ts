import { expect, it } from 'vitest';
import { joinMachines } from '../../../stores/joined-machines.ts';
import { madeUpDevice } from '../../../tests/made-up-device.ts';
import { madeUpMachine } from '../../../tests/made-up-machine.ts';
import { comparable, withFastest } from './comparable-machines.ts';

it('tells machines of one name apart, and leaves out those that do not mine here', () => {
  const sessions = [
    madeUpMachine({ key: 'a', rig: 'rig10', address: '10.0.0.1' }),
    madeUpMachine({ key: 'b', rig: 'rig9', address: '10.0.0.2' }),
    madeUpMachine({ key: 'c', rig: 'rig9', address: '10.0.0.3' }),
  ];
  const machines = comparable(joinMachines(sessions, [madeUpDevice({ host: '10.0.0.9' })]));
  expect(machines.map(({ name }) => name)).toEqual(['rig9 (10.0.0.2)', 'rig9 (10.0.0.3)', 'rig10']);
});

it('puts the fastest beside the one that is compared', () => {
  const machine = (key: string, hashesPerSecond: number) => ({ key, name: key, hashesPerSecond });
  const machines = [machine('a', 1), machine('b', 3), machine('c', 2)];
  expect(withFastest(machines, null, 2)).toEqual(['b', 'c']);
  expect(withFastest(machines, 'a', 2)).toEqual(['a', 'b']);
  expect(withFastest(machines, 'gone', 2)).toEqual(['b', 'c']);
});
