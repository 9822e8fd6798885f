import { expect, it } from 'vitest';
import { PACE_MS, scene, TIMEOUT } from './tests/watched-machines.ts';

it('waits for one thing at a time, and for nothing once it is closed', () => {
  const { watch: opened, clock } = scene(2);
  for (let time = 0; time < 3; time += 1) opened.configChanged();
  expect(clock.waiting).toBe(1);
  opened.close();
  opened.configChanged();
  opened.wake();
  expect(clock.waiting).toBe(0);
});

it('reads a machine soon that is new', async () => {
  const { machines, keep, pass } = scene(2);
  keep([0]);
  await pass(1_000);
  keep([0, 1]);
  await pass(PACE_MS / 2 + 6_000);
  expect(machines[1]!.asked).toHaveLength(1);
});

it('reads a machine soon that is found again, however long it was silent before', async () => {
  const { machines, keep, pass } = scene(1);
  machines[0]!.answer = () => Promise.resolve(TIMEOUT);
  await pass(40 * PACE_MS);
  keep([]);
  await pass(10_000);
  const before = machines[0]!.asked.length;
  keep([0]);
  await pass(10_000);
  expect(machines[0]!.asked.length).toBe(before + 1);
});

it('does not call a machine silent that is being configured, when asked either', async () => {
  const { watch: opened, machines, events, pace, change } = scene(1);
  pace(null);
  change(0, { isBusy: true });
  machines[0]!.answer = () => Promise.resolve(TIMEOUT);
  for (let time = 0; time < 3; time += 1) await opened.readNow('machine-0');
  expect([machines[0]!.asked.length, events]).toEqual([3, []]);
  opened.close();
  await opened.readNow('machine-0');
  expect(machines[0]!.asked).toHaveLength(3);
});
