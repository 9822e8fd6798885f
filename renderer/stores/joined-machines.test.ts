import { expect, it } from 'vitest';
import type { DeviceSetup } from '../../contract/screen-contract.ts';
import { madeUpDevice, madeUpReading } from '../tests/made-up-device.ts';
import { madeUpMachine } from '../tests/made-up-machine.ts';
import { deviceKey, findMachine, joinMachines } from './joined-machines.ts';
import type { JoinedMachine } from './joined-machines.ts';

function pairs(machines: readonly JoinedMachine[]): readonly (readonly (string | null)[])[] {
  return machines.map(({ session, device }) => [session?.rig ?? null, device?.id ?? null]);
}

function named(worker: string): Pick<Parameters<typeof madeUpDevice>[0] & object, 'setup'> {
  const setup: DeviceSetup = {
    kind: 'configure',
    worker,
    startedAtMs: 0,
    step: 'waiting-for-share',
    state: 'done',
    fault: null,
    canPutBack: true,
  };
  return { setup };
}

it('lists a machine once that came both ways, and the others too', () => {
  const sessions = [madeUpMachine({ rig: 'a', address: '::ffff:10.0.0.7' })];
  const devices = [madeUpDevice({ host: '10.0.0.8' }), madeUpDevice({ host: '10.0.0.7' })];
  expect(pairs(joinMachines(sessions, devices))).toEqual([
    ['a', '10.0.0.7'],
    [null, '10.0.0.8'],
  ]);
  expect(pairs(joinMachines([], devices))).toHaveLength(2);
  expect(pairs(joinMachines(sessions, []))).toEqual([['a', null]]);
});

it('joins the session of one address that bears the name the device was given', () => {
  const sessions = ['a', 'b', 'c'].map((rig) => madeUpMachine({ rig, address: '10.0.0.1' }));
  const device = madeUpDevice({ host: '10.0.0.1', ...named('B') });
  expect(pairs(joinMachines(sessions, [device]))).toEqual([
    ['a', null],
    ['b', '10.0.0.1'],
    ['c', null],
  ]);
});

it('takes the user that the device reports at its pool, else what is online, else the latest', () => {
  const pool = { url: 'stratum+tcp://10.0.0.2:1917', isActive: true, isAlive: true };
  const address = '10.0.0.1';
  const gone = madeUpMachine({ rig: 'gone', address, isOnline: false, connectedAtMs: 9 });
  const old = madeUpMachine({ rig: 'old', address, connectedAtMs: 1 });
  const late = madeUpMachine({ rig: 'late', address, connectedAtMs: 5 });
  const joined = (device: ReturnType<typeof madeUpDevice>): string | null | undefined =>
    joinMachines([gone, old, late], [device]).find((each) => each.device !== null)?.session?.rig;
  const reading = madeUpReading({ pools: [{ ...pool, user: 'old' }] });
  expect(joined(madeUpDevice({ host: address, reading }))).toBe('old');
  expect(joined(madeUpDevice({ host: address }))).toBe('late');
});

it('gives a session to one device only: another one at that address has a row of its own', () => {
  const sessions = [madeUpMachine({ rig: 'a', address: '10.0.0.1' })];
  const first = madeUpDevice({ host: '10.0.0.1', id: 'first', webPort: 81 });
  const second = madeUpDevice({ host: '10.0.0.1', id: 'second', webPort: 82, ...named('a') });
  expect(pairs(joinMachines(sessions, [first, second]))).toEqual([
    ['a', 'second'],
    [null, 'first'],
  ]);
});

it('finds what was opened by its device after it has connected', () => {
  const device = madeUpDevice();
  const key = deviceKey(device.id);
  expect(findMachine(joinMachines([], [device]), key)?.session).toBeNull();
  expect(findMachine(joinMachines([madeUpMachine()], [device]), key)?.session?.rig).toBe('rig01');
  expect(findMachine(joinMachines([madeUpMachine()], [device]), null)).toBeUndefined();
});
