import { describe, expect, it } from 'vitest';
import { noMachines, reduceMachines } from './machine-list.ts';
import { machinesOf } from './machine-snapshots.ts';
import type { MachineSnapshot, StratumSnapshot } from '../snapshot-types.ts';
import type { MachineDescription, StratumEvent } from '../../stratum/stratum-events.ts';

const rate = (hashesPerSecond: number) => ({ hashesPerSecond, relativeError: 0.1 });
const rates = (hashesPerSecond: number) => ({
  oneMinute: rate(hashesPerSecond),
  tenMinutes: rate(hashesPerSecond),
  oneHour: rate(hashesPerSecond),
});
const listening: StratumEvent = { type: 'stratum-listening', host: '0.0.0.0', port: 1917 };

function machine(session: number, changes: Partial<MachineDescription> = {}): StratumEvent {
  return {
    type: 'machine-changed',
    machine: {
      session,
      address: '192.168.1.31',
      port: 40_000 + session,
      stage: 'connected',
      agent: null,
      user: null,
      rig: null,
      isAuthorized: false,
      refusal: null,
      difficultyNotice: null,
      nonce1: null,
      ...changes,
    },
  };
}

function left(session: number): StratumEvent {
  return {
    type: 'machine-left',
    session,
    reason: { kind: 'closed-by-machine' },
    measurement: measurement(session),
  };
}

function measurement(session: number, hashesPerSecond = 0) {
  return {
    session,
    rig: 'garage',
    shares: { accepted: 3, blocks: 0, stale: 1, duplicate: 0, low: 0, invalid: 0 },
    lastRefusal: { kind: 'stale' } as const,
    lastRefusalAgeMs: 2_000,
    isAllRefused: false,
    refusedLately: 0,
    lastShareAgeMs: 500,
    hashRate: rates(hashesPerSecond),
    level: 44,
    difficulty: 2 ** 44,
    uptimeMs: 60_000,
  };
}

/** The list after events, each one second after the one before, seen `laterMs` after the last. */
function seen(events: readonly StratumEvent[], laterMs = 0): StratumSnapshot {
  let list = noMachines();
  let atMs = 100_000;
  for (const event of events) list = reduceMachines(list, event, (atMs += 1_000));
  const snapshot = machinesOf(list, atMs + laterMs);
  if (snapshot === null) throw new Error('no server');
  return snapshot;
}

const only = ({ machines }: StratumSnapshot): MachineSnapshot => {
  expect(machines).toHaveLength(1);
  return machines[0] as MachineSnapshot;
};

describe('the list of machines', () => {
  it('is null where no server has listened', () => {
    expect(machinesOf(noMachines(), 0)).toBeNull();
  });

  it('has the port that it listens on before any machine has come', () => {
    expect(seen([listening])).toMatchObject({
      ...{ listening: { host: '0.0.0.0', port: 1917 }, machines: [], online: 0 },
    });
  });

  it('shows what a machine said, with ages as times', () => {
    const mining = { stage: 'mining', rig: 'garage', user: 'me.garage', agent: 'x/1' } as const;
    const measured: StratumEvent = { type: 'machine-measured', measurement: measurement(1, 5e12) };
    const one = only(seen([listening, machine(1), machine(1, mining), measured]));
    expect(one).toMatchObject({
      key: 'garage@192.168.1.31',
      isOnline: true,
      stage: 'mining',
      agent: 'x/1',
      level: 44,
      connectedAtMs: 102_000,
      lastShareAtMs: 103_500,
      lastRefusal: { refusal: { kind: 'stale' }, atMs: 102_000 },
    });
    expect(one.hashRate.oneMinute.hashesPerSecond).toBe(5e12);
  });

  it('keeps a machine that left, and does not flicker when it is back at once', () => {
    const gone = [listening, machine(1, { rig: 'garage' }), left(1)];
    expect(only(seen(gone)).isOnline).toBe(true);
    expect(only(seen(gone, 60_000))).toMatchObject({
      isOnline: false,
      leftAtMs: 103_000,
      leftReason: { kind: 'closed-by-machine' },
    });
    const back = only(seen([...gone, machine(2), machine(2, { rig: 'garage' })], 60_000));
    expect(back).toMatchObject({
      key: 'garage@192.168.1.31',
      session: 2,
      leftAtMs: null,
      lastRefusal: { refusal: { kind: 'stale' } },
    });
    // Its counts continue as well.
    expect(back.shares).toMatchObject({ accepted: 3, stale: 1 });
    const more: StratumEvent = { type: 'machine-measured', measurement: measurement(2) };
    const again = [...gone, machine(2), machine(2, { rig: 'garage' }), more];
    expect(only(seen(again)).shares).toMatchObject({ accepted: 6, stale: 2 });
  });

  it('lists two live connections of one rig apart', () => {
    const events = [listening, machine(1, { rig: 'garage' }), machine(1, { rig: 'garage' })];
    const second = [machine(2), machine(2, { rig: 'garage' })];
    const share: StratumEvent = { type: 'machine-measured', measurement: measurement(1) };
    const keys = seen([...events, ...second, share]).machines.map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
  });

  it('prefers the rig’s own rate, which outlasts its connections', () => {
    const measured: StratumEvent = { type: 'machine-measured', measurement: measurement(1, 1e9) };
    const rig: StratumEvent = {
      type: 'rig-measured',
      rig: 'garage',
      sessions: 1,
      hashRate: rates(5e12),
    };
    const one = only(seen([listening, machine(1, { rig: 'garage' }), rig, measured]));
    expect(one.hashRate.oneHour.hashesPerSecond).toBe(5e12);
  });

  it('marks all as gone when the server closes', () => {
    const closed = seen([listening, machine(1), { type: 'stratum-closed' }], 60_000);
    expect(closed.listening).toBeNull();
    expect(only(closed).isOnline).toBe(false);
  });

  it('is bounded', () => {
    const events: StratumEvent[] = [listening];
    for (let session = 1; session <= 700; session += 1) {
      events.push(machine(session, { address: `10.0.${session >> 8}.${session & 255}` }));
      events.push(left(session));
    }
    expect(seen(events).machines.length).toBeLessThanOrEqual(502);
  });

  it('shows a thousand of many machines, rigs before idle connections, and counts the others', () => {
    const events: StratumEvent[] = [listening];
    for (let session = 1; session <= 3_000; session += 1) {
      events.push(machine(session, { rig: `rig${session}`, stage: 'subscribed' }));
    }
    // Idle connections that sent nothing take no rig's place.
    for (let session = 3_001; session <= 5_000; session += 1) events.push(machine(session));
    const { machines, online, notShown } = seen(events);
    expect(machines).toHaveLength(1_000);
    expect(machines.every(({ rig }) => rig !== null)).toBe(true);
    expect({ online, notShown }).toEqual({ online: 3_000, notShown: 4_000 });
  });

  it('lists a rig that comes after a thousand idle connections', () => {
    const events: StratumEvent[] = [listening];
    for (let session = 1; session <= 1_500; session += 1) events.push(machine(session));
    events.push(machine(1_501, { rig: 'garage', stage: 'authorized' }));
    expect(seen(events).machines.map(({ rig }) => rig)).toContain('garage');
  });

  it('gives connections without a name new keys when mining starts again', () => {
    const again: StratumEvent[] = [{ type: 'stratum-closed' }, listening, machine(1)];
    const keys = seen([listening, machine(1), ...again]).machines.map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
  });

  it('lists machines that come after a restart of mining behind those from before it', () => {
    const before = [listening, machine(1), machine(2)];
    const { machines } = seen(
      [...before, { type: 'stratum-closed' }, listening, machine(1)],
      60_000,
    );
    expect(machines.map(({ isOnline }) => isOnline)).toEqual([false, false, true]);
  });

  it('forgets the rates of rigs that are no longer listed', () => {
    let list = reduceMachines(noMachines(), listening, 0);
    for (let rig = 0; rig < 500; rig += 1) {
      const reported: StratumEvent = {
        type: 'rig-measured',
        rig: `passer-by ${rig}`,
        sessions: 0,
        hashRate: rates(1),
      };
      list = reduceMachines(list, reported, rig);
    }
    const all: StratumEvent = { type: 'stratum-measured', sessions: 0, hashRate: rates(1) };
    expect(reduceMachines(list, all, 1_000).rigs.size).toBe(0);
  });
});
