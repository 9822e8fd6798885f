import { expect, it } from 'vitest';
import { mkTarget, mkTargetLevel } from '../../chainweb/target.ts';
import type { Offer } from '../jobs/job.ts';
import { MINING_SHARES } from '../stratum-events.ts';
import type { StratumEvent } from '../stratum-events.ts';
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
  const before = [...reported];
  for (let i = 1; i < 10; i++) {
    record.targetSent(i % 2 === 0 ? level20 : alittleHarder, i);
    record.report(i * 2000);
  }
  expect(reported.map(Math.round)).toEqual([20]);
  expect(before).toEqual([20]);
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

it('counts as many shares refused as are, once there are 25', () => {
  const record = new MachineRecord(WHO, () => undefined, 0);
  const refusedLately = (): number => record.measurement(0).refusedLately;
  for (let i = 0; i < 12; i++) {
    record.accepted(1, false, 0);
    record.refusedShare({ kind: 'stale' }, null, 0);
  }
  expect(refusedLately()).toBe(0);
  record.accepted(1, false, 0);
  expect(Math.abs(refusedLately() - 12 / 25)).toBeLessThan(0.002);
});

const WHO = { session: 1, address: '10.0.0.1', port: 1 };
const TARGET = prepareTarget(mkTargetLevel(20));

/** A record and the stages that it reported, one for each description. */
function recorded(): { record: MachineRecord; events: StratumEvent[]; stages: () => string[] } {
  const events: StratumEvent[] = [];
  const record = new MachineRecord(WHO, (event) => void events.push(event), 1_000);
  const stages = (): string[] =>
    events
      .splice(0)
      .flatMap((event) => (event.type === 'machine-changed' ? event.machine.stage : []));
  return { record, events, stages };
}

it('reports each stage once, and none twice', () => {
  const { record, events, stages } = recorded();
  expect(events).toEqual([
    {
      type: 'machine-changed',
      machine: {
        ...WHO,
        ...{ stage: 'connected', agent: null, user: null, rig: null, isAuthorized: false },
        ...{ refusal: null, difficultyNotice: null, nonce1: null },
      },
    },
  ]);
  record.authorized('a.rig');
  record.subscribed('test/1', 7);
  record.authorized('a.rig');
  for (let i = 0; i < 3; i++) record.targetSent(TARGET, 2_000);
  for (let i = 0; i < 2 * MINING_SHARES; i++) record.accepted(1, false, 3_000);
  expect(stages()).toEqual([
    ...['connected', 'connected', 'authorized', 'authorized', 'job-sent', 'first-share', 'mining'],
  ]);
  record.refused('a.rig', { kind: 'declined' });
  expect([stages(), record.description.refusal]).toEqual([['mining'], { kind: 'declined' }]);
});

it('reports a note about the difficulty, or a name, where it is new', () => {
  const { record, stages } = recorded();
  stages();
  const note = (): void => record.difficultyNoted({ kind: 'fixed', wantedLevel: 40 });
  for (const change of [note, note, () => record.difficultyNoted(null)]) change();
  expect(stages().length).toBe(2);
  for (const user of ['', 'a.rig', 'a.other']) record.named(user);
  expect(stages().length).toBe(1);
  expect(record.description).toMatchObject({ user: 'a.rig', rig: 'rig', difficultyNotice: null });
});

it('counts shares by kind, from the first job on', () => {
  const { record } = recorded();
  expect(record.hasShares).toBe(false);
  expect(record.measurement(1_500)).toMatchObject({
    ...{ lastRefusal: null, lastRefusalAgeMs: null, lastShareAgeMs: null, isAllRefused: false },
    ...{ level: null, difficulty: null, uptimeMs: 500 },
  });
  record.targetSent(TARGET, 2_000);
  record.accepted(1_000, true, 4_000);
  record.accepted(2_000, false, 6_000);
  for (const kind of ['stale', 'duplicate', 'duplicate', 'not-authorized'] as const) {
    record.refusedShare({ kind }, null, 9_000);
  }
  const measured = record.measurement(12_000);
  expect(measured).toMatchObject({
    session: 1,
    shares: { accepted: 2, blocks: 1, stale: 1, duplicate: 2, low: 0, invalid: 1 },
    ...{ lastRefusal: { kind: 'not-authorized' }, lastRefusalAgeMs: 3_000, lastShareAgeMs: 6_000 },
    ...{ level: 20, difficulty: 2 ** 20, uptimeMs: 11_000 },
  });
  expect(measured.hashRate.oneMinute.hashesPerSecond).toBeCloseTo(300);
  expect(record.hasShares).toBe(true);
});

it('reports its figures each second while they change, else every ten seconds', () => {
  const { record, events } = recorded();
  record.report(2_500);
  expect(events.map(({ type }) => type)).toEqual(['machine-changed']);
  record.targetSent(TARGET, 1_000);
  events.length = 0;
  const measured = (nowMs: number): boolean => {
    record.report(nowMs);
    return events.splice(0).some(({ type }) => type === 'machine-measured');
  };
  expect([1_999, 2_000, 3_000, 11_999, 12_000].map(measured)).toEqual([
    ...[false, true, false, false, true],
  ]);
  record.accepted(1, false, 12_500);
  expect([12_999, 13_000, 14_000].map(measured)).toEqual([false, true, false]);
  record.refusedShare({ kind: 'stale' }, null, 14_000);
  expect(measured(14_001)).toBe(true);
});

it('says whether every share for a while was refused', () => {
  const { record } = recorded();
  const run = { name: 'rig', sinceMs: 0, lastMs: 30_000, count: 5, leftAtMs: null, isOver: false };
  record.refusedShare({ kind: 'stale' }, { ...run, kinds: new Map() }, 30_000);
  expect([record.measurement(30_000).isAllRefused, record.refusedRun?.count]).toEqual([true, 5]);
  record.accepted(1, false, 30_001);
  expect([record.measurement(30_001).isAllRefused, record.refusedRun]).toEqual([false, null]);
});

it('reports a share that is better than all before', () => {
  const { record, events } = recorded();
  events.length = 0;
  const offer = { block: TARGET, work: { versionName: 'mainnet01' } } as unknown as Offer;
  expect(record.bestHead).toBe(Infinity);
  for (const difficulty of [5, 5, 4, 6]) record.goodShare(difficulty, offer, 'rig');
  record.goodShare(7, { ...offer, work: {} } as unknown as Offer, 'rig');
  const best = { type: 'good-share', machine: 'rig', versionName: 'mainnet01' };
  expect(events).toEqual([
    { ...best, difficulty: 5, blockDifficulty: 2 ** 20 },
    { ...best, difficulty: 6, blockDifficulty: 2 ** 20 },
  ]);
  expect(record.bestHead).toBe(2 ** 64 / 7);
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
