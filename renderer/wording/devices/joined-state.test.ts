import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import type { DeviceSetup, DeviceSnapshot } from '../../../contract/screen-contract.ts';
import { madeUpDevice, madeUpReading } from '../../tests/made-up-device.ts';
import { madeUpMachine } from '../../tests/made-up-machine.ts';
import { joinMachines } from '../../stores/joined-machines.ts';
import { joinedName, joinedRank, joinedState } from './joined-state.ts';

const english = translationTo('en');
const HOT = { kind: 'too-hot', part: 'chip', celsius: 99, limit: 90 } as const;
const SLOW = { kind: 'slow', hashesPerSecond: 1, nameplate: 2, share: 0.5 } as const;

function setup(changes: Partial<DeviceSetup>): DeviceSetup {
  return {
    kind: 'configure',
    worker: 'rig01',
    startedAtMs: 0,
    step: 'restarting',
    state: 'running',
    fault: null,
    canPutBack: true,
    ...changes,
  };
}

function joined(
  device: Partial<DeviceSnapshot>,
  session: ReturnType<typeof madeUpMachine> | null = null,
) {
  const [machine] = joinMachines(session === null ? [] : [session], [madeUpDevice(device)]);
  if (machine === undefined) throw new Error('no machine');
  return machine;
}

function label(...facts: Parameters<typeof joined>): string {
  return joinedState(english, joined(...facts), [], 1_000).label;
}

const mining = madeUpMachine({ lastShareAtMs: 1_000 });
const pool = { url: 'stratum+tcp://pool.example:3333', user: 'ada', isActive: true, isAlive: true };

it('says what a machine does that does not mine here', () => {
  expect(label({})).toBe('Not set up');
  expect(label({ reading: madeUpReading({ pools: [pool] }) })).toBe('On another pool');
  expect(label({ reading: madeUpReading({ isAsleep: true }) })).toBe('Asleep');
  expect(label({ error: { kind: 'unreachable', detail: '' } })).toBe('No answer');
  expect(label({ canPutBack: true })).toBe('Not connected');
  expect(label({ setup: setup({}) })).toBe('Setting up');
  const fault = { kind: 'device', error: { kind: 'password-wrong', answer: null } } as const;
  expect(label({ setup: setup({ state: 'failed', fault }) })).toBe('Setup failed');
});

it('says plainly that a machine is not watched and was not read', () => {
  const state = (device: Partial<DeviceSnapshot>, isWatched: boolean): string =>
    joinedState(english, joined(device), [], 1_000, isWatched).label;
  expect(state({ reading: null }, false)).toBe('Not watched');
  expect(state({ reading: null }, true)).toBe('Not set up');
  expect(state({}, false)).toBe('Not set up');
  expect(state({ reading: null, error: { kind: 'busy' } }, false)).toBe('No answer');
});

it('names the button that the page of a machine has', () => {
  const meaning = (canConfigure: boolean): string =>
    joinedState(english, joined({ canConfigure }), [], 1_000).meaning;
  expect(meaning(true)).toContain('“Use Heddle”');
  expect(meaning(false)).toContain('“Set up by hand”');
});

it('puts what may break a machine before all that its session says', () => {
  expect(label({}, mining)).toBe('Mining');
  expect(label({ complaints: [SLOW] }, mining)).toBe('Slow');
  expect(label({ complaints: [SLOW, HOT] }, mining)).toBe('Too hot');
  const refused = madeUpMachine({ refusal: { kind: 'declined' } });
  expect(label({ complaints: [SLOW] }, refused)).toBe('Refused');
  expect(label({ complaints: [HOT] }, refused)).toBe('Too hot');
});

it('says of a machine that left what it does now', () => {
  const left = madeUpMachine({ isOnline: false, leftAtMs: 0 });
  expect(label({ reading: madeUpReading({ isAsleep: true }) }, left)).toBe('Asleep');
  expect(label({ reading: null }, left)).toMatch(/^Left/);
});

it('lists first what needs attention', () => {
  const rank = (...facts: Parameters<typeof joined>): number =>
    joinedRank(joined(...facts), [], 1_000);
  const ranks = [
    rank({ complaints: [HOT] }, mining),
    rank({ setup: setup({ state: 'failed' }) }),
    rank({ complaints: [SLOW] }, mining),
    rank({}, mining),
    rank({}),
  ];
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(new Set(ranks).size).toBe(ranks.length);
});

it('is called by its rig, else by its model, else by its address', () => {
  expect(joinedName(joined({}, mining))).toBe('rig01');
  expect(joinedName(joined({}, madeUpMachine({ rig: null })))).toBe('Goldshell KD LITE');
  expect(joinedName(joined({ model: null }))).toBe('10.0.0.7');
});
