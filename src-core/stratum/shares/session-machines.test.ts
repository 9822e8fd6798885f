import { expect, it } from 'vitest';
import { mkTargetLevel } from '../../chainweb/target.ts';
import { prepareTarget } from '../difficulty/share-target.ts';
import type { MachineDescription, StratumEvent } from '../stratum-events.ts';
import { SessionMachines } from './session-machines.ts';

const TARGET = prepareTarget(mkTargetLevel(20));

function session(maxNames = 3) {
  const events: StratumEvent[] = [];
  let last = 1;
  const machines = new SessionMachines(
    {
      ...{ address: '10.0.0.2', port: 3, maxNames, nextSession: () => ++last },
      emit: (event) => void events.push(event),
    },
    1,
    0,
  );
  /** Sessions of the events of a type, which are forgotten. */
  const reported = (type: StratumEvent['type']): unknown[] =>
    events.splice(0).flatMap((event) => {
      if (event.type !== type) return [];
      return 'session' in event
        ? event.session
        : 'measurement' in event
          ? event.measurement.session
          : [];
    });
  const described = (): MachineDescription[] =>
    events.splice(0).flatMap((event) => (event.type === 'machine-changed' ? event.machine : []));
  return { machines, reported, described };
}

it('is one machine, however often it authorizes', () => {
  const { machines, described } = session();
  expect(described()).toMatchObject([{ session: 1, address: '10.0.0.2', port: 3 }]);
  expect(machines.knows('a.one')).toBe(true);
  machines.subscribed('test/1', 7);
  machines.authorized('a.one', 0);
  machines.authorized('b.one', 0);
  expect([machines.knows('c.one'), machines.knows('a.two')]).toEqual([true, false]);
  expect(described().map(({ session, stage, user }) => [session, stage, user])).toEqual([
    [1, 'subscribed', null],
    [1, 'authorized', 'a.one'],
    [1, 'authorized', 'b.one'],
  ]);
  expect(machines.ofRig('two')).toBe(machines.first);
});

it('is a machine for each further name, which begins where the connection is', () => {
  const { machines, described, reported } = session();
  machines.subscribed('test/1', 7);
  machines.authorized('a.one', 0);
  machines.targetSent(TARGET, 0);
  described();
  machines.authorized('a.two', 5);
  expect(machines.knows('a.two')).toBe(true);
  expect(described().at(-1)).toMatchObject({
    ...{ session: 2, agent: 'test/1', nonce1: 7, user: 'a.two', rig: 'two', stage: 'job-sent' },
    isAuthorized: true,
  });
  expect([machines.ofRig('two') === machines.first, machines.ofRig('two').target]).toEqual([
    ...[false, TARGET],
  ]);
  // The same name again is the same machine, and what is one too many counts for the first.
  machines.authorized('b.two', 5);
  machines.refused('a.three', { kind: 'declined' }, 5);
  machines.authorized('a.four', 5);
  expect(described().map(({ session, user, refusal }) => [session, user, refusal?.kind])).toEqual([
    [2, 'b.two', undefined],
    [3, null, undefined],
    [3, null, undefined],
    [3, null, undefined],
    [3, 'a.three', 'declined'],
    [1, 'a.four', undefined],
  ]);
  machines.targetSent(prepareTarget(mkTargetLevel(25)), 6);
  machines.reportLevel();
  expect(reported('machine-level-changed')).toEqual([1, 2, 3]);
  machines.report(20_000);
  expect(reported('machine-measured')).toEqual([1, 2, 3]);
  machines.left({ kind: 'closed-by-machine' }, 20_000);
  expect(reported('machine-left')).toEqual([1, 2, 3]);
});

it('gets further names before it subscribes, too', () => {
  const { machines, described } = session();
  machines.authorized('a.one', 0);
  machines.authorized('a.two', 0);
  expect(described().map(({ session, stage }) => [session, stage])).toEqual([
    ...[1, 1, 2, 2].map((number) => [number, 'connected']),
  ]);
  machines.subscribed(null, 7);
  expect(described().map(({ session, stage }) => [session, stage])).toEqual([
    [1, 'authorized'],
    [2, 'authorized'],
  ]);
});

it('shows a name while the user is asked about it, and whether it may not mine', () => {
  const { machines, described } = session();
  described();
  machines.asking('a.One', 0);
  machines.authorized('a.One', 0);
  machines.asking('a.One', 0);
  machines.asking('a.two', 0);
  const asked = described().map(({ session, user, isAuthorized }) => [session, user, isAuthorized]);
  expect(asked).toEqual([
    [1, 'a.One', false],
    [1, 'a.One', true],
    [1, 'a.One', true],
    [2, null, false],
    [2, 'a.two', false],
  ]);
  machines.refused('a.Two', { kind: 'declined' }, 0);
  expect(['one', 'two', 'Two'].map((rig) => machines.isRefused(rig))).toEqual([false, true, false]);
});

it('has shares and a rate of all its machines together', () => {
  const { machines } = session();
  const rate = (): number => machines.hashRate(10_000).oneMinute.hashesPerSecond;
  machines.authorized('a.one', 0);
  machines.targetSent(TARGET, 0);
  expect([machines.hasShares, rate()]).toEqual([false, 0]);
  machines.authorized('a.two', 0);
  machines.ofRig('two').accepted(1000, false, 5_000);
  expect(machines.hasShares).toBe(true);
  expect(rate()).toBeCloseTo(100);
  machines.ofRig('one').accepted(2000, false, 5_000);
  expect(rate()).toBeCloseTo(300);
});
