import { describe, expect, it, onTestFinished } from 'vitest';
import { noFaults } from './faults.ts';
import type { SimulatedFaults } from './faults.ts';
import { KIND_TRAITS } from './kinds.ts';
import { createMachine } from './machine.ts';

const pool = (user: string) => ({ url: 'stratum+tcp://127.0.0.1:9', user, password: 'x' });
const users = (pools: readonly { readonly user: string }[]) =>
  pools.map(({ user }) => user).join('');

function machineWith(faults: Partial<SimulatedFaults> = {}) {
  const machine = createMachine({
    ...{ ...KIND_TRAITS.goldshell, host: '127.0.0.1', mac: '02:00:00:00:00:0a', dutyCycle: 0 },
    ...{ faults: { ...noFaults(), ...faults }, pools: [pool('a'), pool('b')], retryMs: 1_000 },
  });
  onTestFinished(() => machine.stop());
  return machine;
}

describe('the pools of a simulated machine', () => {
  it.each([
    ['no', 'xyz', true, 'xyz'],
    ['before', 'xyz', false, 'ab'],
    ['half', 'xyz', false, 'xy'],
    ['half', 'x', false, 'xb'],
    ['half', '', false, 'ab'],
  ] as const)('are stored with a cut %s: %s', (cutWrite, written, isAnswered, stored) => {
    const machine = machineWith({ cutWrite });
    expect(machine.storePools([...written].map(pool))).toBe(isAnswered);
    expect(users(machine.pools)).toBe(stored);
  });

  it.each([
    [true, 'ab'],
    [false, 'x'],
  ])('come back with a restart: %s', (poolsComeBack, after) => {
    const machine = machineWith({ poolsComeBack });
    machine.storePools([pool('x')]);
    machine.restart();
    expect(users(machine.pools)).toBe(after);
  });

  it('are in use after a reload or a restart, not before', async () => {
    const machine = machineWith({ rebootMs: 1 });
    machine.storePools([pool('x')]);
    expect(users(machine.miner.pools)).toBe('');
    machine.reloadMining();
    expect(users(machine.miner.pools)).toBe('x');
    machine.storePools([pool('y')]);
    const isBack = new Promise<void>((resolve) => {
      machine.onRestart = (isDown) => (isDown ? undefined : resolve());
    });
    machine.isBlinking = true;
    machine.restart();
    expect([machine.isDown, machine.isBlinking, users(machine.miner.pools)]).toEqual([
      true,
      false,
      'x',
    ]);
    await isBack;
    expect([machine.isDown, machine.restarts, users(machine.miner.pools)]).toEqual([false, 1, 'y']);
  });

  it('are in use no more once it is stopped', () => {
    const machine = machineWith();
    const downs: boolean[] = [];
    machine.onRestart = (isDown) => downs.push(isDown);
    machine.restart();
    machine.restart();
    expect([machine.restarts, downs]).toEqual([1, [true]]);
    const stopped = machineWith();
    stopped.stop();
    stopped.restart();
    expect([stopped.restarts, stopped.isDown]).toEqual([0, false]);
  });
});
