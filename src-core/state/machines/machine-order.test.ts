/** Which machines are listed, in which order, and which are forgotten. */
import { describe, expect, it } from 'vitest';
import { NO_RATES } from '../../stratum/rate-estimates.ts';
import { NO_SHARES } from '../../stratum/stratum-events.ts';
import type { ApprovalEvent, StratumEvent } from '../../stratum/stratum-events.ts';
import { goneOf, noMachines, reduceMachines } from './machine-list.ts';
import type { MachineList } from './machine-list.ts';
import { FLAP_MS } from './machine-row.ts';
import { machinesOf } from './machine-snapshots.ts';

type Event = StratumEvent | ApprovalEvent;

const listening: Event = { type: 'stratum-listening', host: '0.0.0.0', port: 1917 };
const total: Event = { type: 'stratum-measured', sessions: 0, hashRate: NO_RATES };
const rate = { hashesPerSecond: 5, relativeError: 0.1 };
const RATES = { oneMinute: rate, tenMinutes: rate, oneHour: rate };

const came = (session: number, rig: string | null, changes: object = {}): Event => ({
  type: 'machine-changed',
  machine: {
    ...{ session, address: `10.0.0.${session}`, port: 1, agent: null, user: rig, rig },
    ...{ stage: 'connected', isAuthorized: false, refusal: null, difficultyNotice: null },
    ...{ nonce1: null, ...changes },
  },
});
const measurement = (session: number) => ({
  ...{ session, rig: null, shares: NO_SHARES, lastRefusal: null, lastRefusalAgeMs: null },
  ...{ isAllRefused: false, refusedLately: 0, lastShareAgeMs: null, hashRate: NO_RATES },
  ...{ level: null, difficulty: null, uptimeMs: 0 },
});
const left = (session: number): Event => ({
  ...{ type: 'machine-left', session, reason: { kind: 'closed-by-machine' } },
  measurement: measurement(session),
});

/** The list after events, one each millisecond. */
function after(...events: readonly Event[]): MachineList {
  return events.reduce((list, event, at) => reduceMachines(list, event, at + 1), noMachines());
}
const names = (list: MachineList): (string | null)[] => goneOf(list).map(({ rig }) => rig);

describe('machines that left', () => {
  it('are those with a name first, the latest before others', () => {
    const all = [came(1, 'a'), came(2, null), came(3, 'b'), came(4, 'c')];
    expect(names(after(...all, left(3), left(2), left(1)))).toEqual(['a', 'b', null]);
  });

  it('are forgotten by the hundred, those without a name and the earliest first', () => {
    const rigs = Array.from({ length: 601 }, (_, at) => at + 1);
    const gone = (count: number): MachineList =>
      after(
        listening,
        ...rigs.slice(0, count).map((session) => came(session, `r${session}`)),
        ...rigs.slice(0, count).map(left),
        total,
      );
    expect(gone(600).machines.size).toBe(600);
    const kept = gone(601);
    expect(kept.machines.size).toBe(500);
    expect([names(kept)[0], names(kept).at(-1)]).toEqual(['r601', 'r102']);
    // The screen has 500 in any case.
    expect(machinesOf(gone(600), 1e9)?.machines).toHaveLength(500);
  });

  it('stay where they left from when the server closes, and others leave then', () => {
    const list = after(listening, came(1, 'a'), came(2, 'b'), left(1), { type: 'stratum-closed' });
    expect(goneOf(list).map(({ rig, leftAtMs }) => [rig, leftAtMs])).toEqual([
      ['b', 5],
      ['a', 4],
    ]);
    expect([list.listening, list.sessions.size, list.born]).toEqual([null, 0, 2]);
  });

  it('count as online for 15 s', () => {
    const list = after(listening, came(1, 'a'), left(1));
    const isOnline = (nowMs: number) => machinesOf(list, nowMs)?.machines[0]?.isOnline;
    expect([isOnline(3 + FLAP_MS - 1), isOnline(3 + FLAP_MS)]).toEqual([true, false]);
    expect(machinesOf(list, 3 + FLAP_MS)?.online).toBe(0);
  });
});

describe('the list', () => {
  it('has machines in the order in which they came, and counts those that have spoken', () => {
    const subscribed = { stage: 'subscribed' } as const;
    const list = after(listening, came(1, null), came(2, 'b'), came(3, null, subscribed));
    const shown = machinesOf(list, 10);
    expect(shown?.machines.map(({ session }) => session)).toEqual([1, 2, 3]);
    expect([shown?.online, shown?.notShown]).toEqual([2, 0]);
  });

  it('has the level that the next jobs of a machine are sent with', () => {
    const change = { type: 'machine-level-changed', session: 1, level: 40, difficulty: 9 } as const;
    expect(machinesOf(after(listening, came(1, 'a'), change), 9)?.machines[0]).toMatchObject({
      ...{ level: 40, difficulty: 9 },
    });
  });

  it('has the questions of machines until they are answered', () => {
    const asks = (question: number) =>
      ({ type: 'machine-asks', question, rig: 'a', address: '10.0.0.1', agent: 'x' }) as const;
    const answered = { type: 'machine-answered', question: 1, isAllowed: true } as unknown as Event;
    expect(after(asks(1), asks(2)).asking).toEqual([
      { question: 1, rig: 'a', address: '10.0.0.1', agent: 'x', sinceMs: 1 },
      { question: 2, rig: 'a', address: '10.0.0.1', agent: 'x', sinceMs: 2 },
    ]);
    expect(after(asks(1), asks(2), answered).asking.map(({ question }) => question)).toEqual([2]);
  });

  it('has no place for news of a connection that is not listed', () => {
    const list = after(listening, came(1, 'a'));
    const measured: Event = { type: 'machine-measured', measurement: measurement(9) };
    const level = { type: 'machine-level-changed', session: 9, level: 1, difficulty: 2 } as const;
    for (const event of [measured, level, left(9)]) {
      const next = reduceMachines(list, event, 9);
      expect([...next.machines.values()]).toEqual([...list.machines.values()]);
      expect(next.sessions.size).toBe(1);
    }
  });

  it('has the rate of a rig where it has one connection, and their own where it has more', () => {
    const rig = { type: 'rig-measured', rig: 'a', sessions: 1, hashRate: RATES } as const;
    const ratesAt = (nowMs: number, ...events: readonly Event[]) =>
      machinesOf(after(listening, rig, ...events), nowMs)?.machines.map(
        ({ hashRate }) => hashRate.oneHour.hashesPerSecond,
      );
    expect(ratesAt(10, came(1, 'a'))).toEqual([5]);
    expect(ratesAt(10, came(1, 'a'), came(2, 'a'))).toEqual([0, 0]);
    // One that has been gone for a while is none of them.
    expect(ratesAt(1e6, came(1, 'a'), came(2, 'a'), left(1))).toEqual([5, 5]);
    expect(ratesAt(10, came(1, null))).toEqual([0]);
  });

  it('forgets the rates of rigs that are not listed once there are a hundred more than machines', () => {
    const passersBy = (count: number): Event[] =>
      Array.from({ length: count }, (_, at) => ({
        ...{ type: 'rig-measured', rig: `passer-by ${at}`, sessions: 0, hashRate: RATES },
      }));
    const named: Event = { type: 'rig-measured', rig: 'a', sessions: 1, hashRate: RATES };
    const byAddress: Event = { ...named, rig: '10.0.0.2' };
    const events = [listening, came(1, 'a'), came(2, null), named, byAddress];
    expect(after(...events, ...passersBy(100), total).rigs.size).toBe(102);
    const tidied = after(...events, ...passersBy(101), total);
    expect([...tidied.rigs.keys()].sort()).toEqual(['10.0.0.2', 'a']);
  });
});

describe('connections of one name that wait for its place', () => {
  const at = { address: '10.0.0.9' };
  const share = (session: number): Event => ({
    type: 'machine-measured',
    measurement: { ...measurement(session), shares: { ...NO_SHARES, accepted: 1 } },
  });
  // The first one is heard last, so that no other can be it.
  const three = [...[1, 2, 3].map((session) => came(session, 'a', at)), share(1)];

  it('wait once each, however often they are measured', () => {
    const measured = [share(2), share(3), share(2), share(3)];
    expect(after(...three, ...measured).twins).toEqual(new Map([['a@10.0.0.9', [2, 3]]]));
  });

  it('get it in turn, and those that left do not', () => {
    const sessionAt = (list: MachineList) => list.machines.get('a@10.0.0.9')?.session;
    const next = after(...three, left(1));
    expect([sessionAt(next), next.twins.get('a@10.0.0.9')]).toEqual([2, [3]]);
    const skipped = after(...three, left(2), left(1));
    expect([sessionAt(skipped), skipped.sessions.get(3)]).toEqual([3, 'a@10.0.0.9']);
    const none = after(...three, left(2), left(3), left(1));
    expect([none.twins.size, none.sessions.size]).toEqual([0, 0]);
  });

  it('have keys of their own until then', () => {
    const list = after(...three);
    expect([...list.machines.keys()].sort()).toEqual([
      ...['10.0.0.9#2-2', '10.0.0.9#3-3', 'a@10.0.0.9'],
    ]);
    expect(list.born).toBe(3);
  });
});
