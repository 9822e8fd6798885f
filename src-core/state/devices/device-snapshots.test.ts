import { expect, it } from 'vitest';
import type { MinerEvent } from '../miner-events.ts';
import { initialMinerState, reduceMiner } from '../miner/miner-state.ts';
import { snapshotOf } from '../miner/snapshot.ts';
import type { DeviceSnapshot } from '../snapshot-types.ts';

const HOUR_MS = 3_600_000;
const HOST = '192.168.1.30';
const DEVICE = {
  id: 'a',
  host: HOST,
  family: 'goldshell',
  model: 'Goldshell KD-BOX II',
  watts: null,
  nameplate: { hashesPerSecond: 5e12, watts: 400 },
};
const READING = { hashesPerSecond: 5e12, uptimeSeconds: 7_200, pools: [], isAsleep: false };
const COMPLAINT = { kind: 'fan-stopped', fans: [1] };
const KNOWN = { type: 'device-known', device: DEVICE, atMs: 0 };
const READ = {
  type: 'device-read',
  id: 'a',
  reading: READING,
  complaints: [COMPLAINT],
  atMs: HOUR_MS,
};
const SILENT = {
  type: 'device-silent',
  id: 'a',
  error: { kind: 'timeout', limitMs: 1 },
  atMs: HOUR_MS,
};

/** A machine at the Stratum server and what its shares of an hour prove. */
function mining(session: number, address: string, hashesPerSecond: number): object[] {
  const estimate = { hashesPerSecond, relativeError: 0.01 };
  const shares = { accepted: 900, blocks: 0, stale: 100, duplicate: 0, low: 0, invalid: 0 };
  const measurement = {
    session,
    rig: `rig${session}`,
    shares,
    hashRate: { oneMinute: estimate, tenMinutes: estimate, oneHour: estimate },
    lastRefusal: null,
    lastRefusalAgeMs: null,
    lastShareAgeMs: 0,
    isAllRefused: false,
    refusedLately: 0,
    level: 40,
    difficulty: 2 ** 40,
    uptimeMs: HOUR_MS,
  };
  const machine = { session, address, stage: 'mining', rig: `rig${session}`, agent: null };
  return [
    { type: 'machine-changed', machine, atMs: 0 },
    { type: 'machine-measured', measurement, atMs: HOUR_MS },
  ];
}

function deviceAfter(...events: readonly object[]): DeviceSnapshot | undefined {
  const listening = { type: 'stratum-listening', host: '::', port: 1917, atMs: 0 };
  let state = initialMinerState();
  for (const event of [listening, ...events]) state = reduceMiner(state, event as MinerEvent);
  return snapshotOf(state, HOUR_MS).devices[0];
}

it('puts the rate of a machine beside the one that its shares prove, by its address', () => {
  expect(deviceAfter(KNOWN, READ, ...mining(1, HOST, 4e12))?.difference).toEqual({
    kind: 'rejects',
    ours: 4e12,
    theirs: 5e12,
    share: 0.1,
  });
  expect(deviceAfter(KNOWN, READ, ...mining(1, HOST, 4.9e12))?.difference).toBeNull();
  expect(deviceAfter(KNOWN, READ, ...mining(1, '192.168.1.31', 4e12))?.difference).toBeNull();
});

it('takes several connections of a machine together', () => {
  const halves = [...mining(1, HOST, 2.5e12), ...mining(2, HOST, 2.5e12)];
  expect(deviceAfter(KNOWN, READ, ...halves)?.difference).toBeNull();
});

it('compares no time before the machine started, as long as its oldest connection is', () => {
  const young = { ...READ, reading: { ...READING, uptimeSeconds: 300 } };
  const connected = (session: number, secondsAgo: number) => {
    const [came, measured] = mining(session, HOST, 2e12);
    return [{ ...came, atMs: HOUR_MS - secondsAgo * 1_000 }, measured!];
  };
  expect(deviceAfter(KNOWN, young, ...connected(1, 200))?.difference).not.toBeNull();
  expect(deviceAfter(KNOWN, young, ...connected(1, 400))?.difference).toBeNull();
  const both = [...connected(1, 400), ...connected(2, 200)];
  expect(deviceAfter(KNOWN, young, ...both)?.difference).toBeNull();
});

it('explains what is missing with the shares of all connections, once it was read', () => {
  const both = [...mining(1, HOST, 2e12), ...mining(2, HOST, 2e12)];
  const rejects = { kind: 'rejects', ours: 4e12, theirs: 5e12, share: 0.1 };
  expect(deviceAfter(KNOWN, READ, ...both)?.difference).toEqual(rejects);
  expect(deviceAfter(KNOWN, ...both)?.difference).toBeNull();
});

it('has what a machine draws, and no efficiency while it cannot be read', () => {
  const power = { watts: 400, source: 'nameplate' };
  expect(deviceAfter(KNOWN, READ)?.power).toEqual({ ...power, joulesPerTerahash: 80 });
  expect(deviceAfter(KNOWN, READ, SILENT)?.power).toEqual({ ...power, joulesPerTerahash: null });
});

it('compares and complains of nothing that may be over while it cannot be read', () => {
  const events = [KNOWN, READ, ...mining(1, HOST, 4e12), SILENT];
  expect(deviceAfter(...events)).toMatchObject({ complaints: [], difference: null });
  let state = initialMinerState();
  for (const event of events) state = reduceMiner(state, event as MinerEvent);
  expect(snapshotOf(state, HOUR_MS).problems).toEqual([]);
});

it('names machines of one model apart in what is wrong with them', () => {
  const other = { ...DEVICE, id: 'b', host: '192.168.1.31' };
  const names = (...events: readonly object[]): readonly string[] => {
    let state = initialMinerState();
    for (const event of events) state = reduceMiner(state, event as MinerEvent);
    const { problems } = snapshotOf(state, HOUR_MS);
    return problems.flatMap((problem) => (problem.kind === 'device' ? [problem.name] : []));
  };
  const both = [KNOWN, READ, { ...KNOWN, device: other }, { ...READ, id: 'b' }];
  expect(names(...both)).toEqual([
    'Goldshell KD-BOX II (192.168.1.30)',
    'Goldshell KD-BOX II (192.168.1.31)',
  ]);
  const listening = { type: 'stratum-listening', host: '::', port: 1917, atMs: 0 };
  expect(names(listening, ...both, ...mining(1, HOST, 5e12))).toEqual([
    'rig1',
    'Goldshell KD-BOX II (192.168.1.31)',
  ]);
  const nameless = { ...DEVICE, model: null };
  expect(names({ ...KNOWN, device: nameless }, READ)).toEqual([HOST]);
});
