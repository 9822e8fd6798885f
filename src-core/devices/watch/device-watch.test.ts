import { expect, it } from 'vitest';
import { ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { DeviceReading } from '../device.ts';
import type { DeviceError } from '../device-error.ts';
import type { DeviceEvent } from '../device-events.ts';
import { ownPool, READING } from './tests/made-up-reading.ts';
import { PACE_MS, scene, settled, TIMEOUT } from './tests/watched-machines.ts';

const types = (events: readonly DeviceEvent[]): string[] => events.map(({ type }) => type);

it('reads every machine at its pace, spread evenly over it', async () => {
  const { machines, events, pass } = scene(3);
  await pass(3 * PACE_MS);
  expect(machines.map(({ asked }) => asked)).toEqual([
    [0, 30_000, 60_000, 90_000],
    [10_000, 40_000, 70_000],
    [20_000, 50_000, 80_000],
  ]);
  expect(events).toHaveLength(10);
  expect(events[1]).toEqual({
    type: 'device-read',
    id: 'machine-1',
    reading: { ...READING, atMs: 10_000 },
    // By the label of a KD-BOX II.
    watts: 400,
    complaints: [],
  });
});

it('does not wait for a slow machine with the others, nor ask it again meanwhile', async () => {
  const { machines, pass } = scene(2);
  machines[0]!.answer = () => new Promise(() => undefined);
  await pass(4 * PACE_MS);
  expect(machines[0]!.asked).toEqual([0]);
  expect(machines[1]!.asked.length).toBeGreaterThanOrEqual(4);
});

it('asks no machine more often than every ten seconds', async () => {
  const { machines, pace, pass } = scene(1);
  pace(1_000);
  await pass(60_000);
  expect(machines[0]!.asked).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
});

it('stops when it is switched off, and continues when it is on again', async () => {
  const { machines, pace, pass } = scene(1);
  await pass(PACE_MS);
  pace(null);
  await pass(10 * PACE_MS);
  expect(machines[0]!.asked).toHaveLength(2);
  pace(PACE_MS);
  await pass(1_000);
  expect(machines[0]!.asked).toHaveLength(3);
});

it('calls a machine silent after two failures in a row, and asks it less and less', async () => {
  const { machines, events, log, pass } = scene(1);
  const [machine] = machines;
  const answer = machine!.answer;
  await pass(1_000);
  machine!.answer = () => Promise.resolve(TIMEOUT);
  await pass(PACE_MS);
  expect(types(events)).toEqual(['device-read']);
  machine!.answer = answer;
  await pass(PACE_MS);
  machine!.answer = () => Promise.resolve(TIMEOUT);
  await pass(2 * PACE_MS);
  expect(types(events)).toEqual(['device-read', 'device-read', 'device-silent']);
  expect(events.at(-1)).toEqual({ type: 'device-silent', id: 'machine-0', error: TIMEOUT.error });
  await pass(2_000_000);
  const gaps = machine!.asked.map((atMs, i) => atMs - (machine!.asked[i - 1] ?? 0)).slice(5);
  expect(gaps.slice(0, 6)).toEqual([60_000, 120_000, 240_000, 300_000, 300_000, 300_000]);
  machine!.answer = answer;
  await pass(300_000 + PACE_MS);
  expect(types(events).slice(-2)).toEqual(['device-read', 'device-read']);
  expect(await log.logged('warn')).toEqual([
    'Goldshell KD-BOX II at 127.0.0.10 cannot be read at its own interface: timeout',
  ]);
  expect(await log.logged('info')).toEqual(['Goldshell KD-BOX II at 127.0.0.10 can be read again']);
});

it('continues when a reading ends in an exception', async () => {
  const { machines, events, log, pass } = scene(1);
  const { answer } = machines[0]!;
  machines[0]!.answer = () => Promise.reject(new Error('no such field'));
  await pass(1_000);
  machines[0]!.answer = answer;
  await pass(PACE_MS);
  expect(types(events)).toEqual(['device-read']);
  expect(await log.logged('error')).toEqual([expect.stringContaining('no such field')]);
});

it('leaves a machine alone that is being configured, and reads it right after', async () => {
  const { machines, events, change, pass } = scene(1);
  await pass(1_000);
  // It restarts while it is read.
  let fail: (result: Result<DeviceReading, DeviceError>) => void = () => undefined;
  const answer = machines[0]!.answer;
  machines[0]!.answer = () => new Promise((resolve) => (fail = resolve));
  await pass(PACE_MS);
  change(0, { isBusy: true });
  fail(TIMEOUT);
  machines[0]!.answer = answer;
  await pass(10 * PACE_MS);
  expect(machines[0]!.asked).toHaveLength(2);
  change(0, { isBusy: false });
  await pass(5_000);
  expect(machines[0]!.asked).toHaveLength(3);
  expect(types(events)).toEqual(['device-read', 'device-read']);
});

it('reads at once when asked to, once for all who ask', async () => {
  const { watch: opened, machines, events, pace, change, pass } = scene(2);
  pace(null);
  change(1, { isBusy: true });
  await Promise.all([opened.readNow('machine-1'), opened.readNow('machine-1')]);
  expect(machines.map(({ asked }) => asked.length)).toEqual([0, 1]);
  expect(types(events)).toEqual(['device-read']);
  await opened.readNow('unknown');
  await pass(PACE_MS);
  expect(events).toHaveLength(1);
});

it('reports a machine that cannot be read when asked, where no other reading follows', async () => {
  const { watch: opened, machines, events, pace } = scene(1);
  pace(null);
  machines[0]!.answer = () => Promise.resolve(TIMEOUT);
  await opened.readNow('machine-0');
  expect(events).toMatchObject([{ type: 'device-silent', error: TIMEOUT.error }]);
});

it('reports nothing of a machine that was forgotten, and nothing after it was closed', async () => {
  const { watch: opened, machines, events, keep, pass } = scene(2);
  const answers: (() => void)[] = [];
  for (const machine of machines) {
    machine.answer = () =>
      new Promise((resolve) => answers.push(() => resolve(ok({ ...READING, atMs: 0 }))));
  }
  await pass(PACE_MS);
  keep([1]);
  answers[0]?.();
  await settled();
  expect(events).toEqual([]);
  opened.close();
  answers[1]?.();
  await pass(10 * PACE_MS);
  expect(events).toEqual([]);
  expect(machines.map(({ asked }) => asked.length)).toEqual([1, 1]);
});

it('reports what is wrong, with the boards and fans that the model has, and logs it once', async () => {
  const { machines, events, log, change, pass } = scene(1);
  change(0, { ownPools: ownPool('stratum+tcp://192.168.1.20:1917') });
  const url = 'stratum+tcp://pool.example:3333';
  const pools = [{ url, user: 'k:a', isActive: true, isAlive: true }];
  machines[0]!.answer = () => Promise.resolve(ok({ ...READING, fans: [3000, 3000, 0], pools }));
  await pass(4 * PACE_MS);
  expect(events.map((event) => event.type === 'device-read' && event.complaints)).toEqual([
    [],
    ...Array.from({ length: 4 }, () => [{ kind: 'other-pool', url }]),
  ]);
  expect(await log.logged('warn')).toEqual([
    `Goldshell KD-BOX II at 127.0.0.10: it is set up for Heddle and hashes for ${url}`,
  ]);
});

it('reads all machines again soon when the computer woke up, the silent ones too', async () => {
  const { machines, watch: opened, pass } = scene(2);
  machines[0]!.answer = () => Promise.resolve(TIMEOUT);
  await pass(20 * PACE_MS);
  const before = machines.map(({ asked }) => asked.length);
  opened.wake();
  await pass(PACE_MS / 2 + 1_000);
  expect(machines.map(({ asked }, i) => asked.length > before[i]!)).toEqual([true, true]);
});
