import { expect, it } from 'vitest';
import { mkTarget, mkTargetLevel } from '../../chainweb/target.ts';
import { MachineRecord } from './machine-record.ts';
import { prepareTarget } from '../difficulty/share-target.ts';
import { RefusedRuns } from './refused-runs.ts';

const LOW = { kind: 'low-difficulty', level: 2.2, wantedLevel: 10 } as const;

it('reports a level when it changed by half of one, and not while jobs go out', () => {
  const reported: number[] = [];
  const who = { session: 1, address: '10.0.0.2', port: 1 };
  const record = new MachineRecord(
    who,
    (event) => void (event.type === 'machine-level-changed' && reported.push(event.level)),
    0,
  );
  const level20 = prepareTarget(mkTargetLevel(20));
  const alittleHarder = prepareTarget(mkTarget((mkTargetLevel(20) * 8n) / 10n));
  const twiceAsHard = prepareTarget(mkTargetLevel(21));
  record.targetSent(level20, 0);
  for (let i = 1; i < 10; i++) {
    record.targetSent(i % 2 === 0 ? level20 : alittleHarder, i);
    record.report(i * 2000);
  }
  expect(reported.map(Math.round)).toEqual([20]);
  record.targetSent(twiceAsHard, 30_000);
  expect(reported.length).toBe(1);
  record.report(30_000);
  expect(reported.map(Math.round)).toEqual([20, 21]);
});

it('tells which part of its latest shares was refused', () => {
  const record = new MachineRecord(
    { session: 1, address: '10.0.0.1', port: 1 },
    () => undefined,
    0,
  );
  const refusedLately = (): number => record.measurement(0).refusedLately;
  expect(refusedLately()).toBe(0);
  for (let i = 0; i < 1_000; i++) record.refusedShare({ kind: 'stale' }, null, 0);
  expect(refusedLately()).toBeGreaterThan(0.99);
  // Every fourth one from now on.
  for (let i = 0; i < 1_000; i++) {
    if (i % 4 === 0) record.refusedShare({ kind: 'stale' }, null, 0);
    else record.accepted(1, false, 0);
  }
  expect(refusedLately()).toBeGreaterThan(0.22);
  expect(refusedLately()).toBeLessThan(0.28);
});

it('says after a dozen refused shares that all are, unless one was good', () => {
  const started = (): MachineRecord =>
    new MachineRecord({ session: 1, address: '10.0.0.1', port: 1 }, () => undefined, 0);
  const runs = new RefusedRuns();
  const refuse = (record: MachineRecord, name: string, count: number): void => {
    for (let i = 0; i < count; i++) {
      record.refusedShare(LOW, runs.refused(name, '10.0.0.1', LOW, 0), 0);
    }
  };
  const [never, once] = [started(), started()];
  refuse(never, 'never', 11);
  expect(never.measurement(0).isAllRefused).toBe(false);
  refuse(never, 'never', 1);
  expect(never.measurement(0).isAllRefused).toBe(true);
  once.accepted(1, false, 0);
  refuse(once, 'once', 12);
  expect(once.measurement(0).isAllRefused).toBe(false);
});
