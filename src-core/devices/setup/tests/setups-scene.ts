/** Work on the pools of a machine that answers as a test says, at a Stratum server that sees it at once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { err, ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import { NO_SHARES } from '../../../stratum/stratum-events.ts';
import type { StratumEvent } from '../../../stratum/stratum-events.ts';
import { collectedLog } from '../../../tests/collected-log.ts';
import type { DeviceControl, DeviceLogin, DevicePool } from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import type { DeviceEvent } from '../../device-events.ts';
import { createDeviceIo } from '../../drivers/device-io.ts';
import { openKnownDevices } from '../../known/known-devices.ts';
import { createRoster } from '../../known/roster.ts';
import { READING } from '../../watch/tests/made-up-reading.ts';
import { SETUP_TIMES } from '../setup-times.ts';
import type { SetupTimes } from '../setup-times.ts';
import { createSetups } from '../setups.ts';
import { createStratumView } from '../stratum-view.ts';

export const HOST = '192.168.1.40';
/** The address of this computer in the network of the machine, as a pool. */
export const OURS = 'stratum+tcp://192.168.1.20:1917';
export const pool = (name: string): DevicePool => ({
  ...{ url: `stratum+tcp://${name}:1`, user: name, password: 'p' },
});

interface SceneOptions {
  /** By default a new folder. */
  readonly folder?: string;
  readonly times?: Partial<SetupTimes>;
  readonly stratumPassword?: string | null;
  readonly isListening?: boolean;
  /** Whether the machine comes to the Stratum server with its new pools. */
  readonly comes?: boolean;
}

/** A KD5 at {@link HOST} with two pools, and what is done to it. */
export async function setupsScene(options: SceneOptions = {}) {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'heddle-setups-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const log = collectedLog();
  const io = createDeviceIo();
  onTestFinished(() => io.close());
  const known = openKnownDevices(folder, log.logger, 3_600_000);
  onTestFinished(() => known.close());
  const view = createStratumView();
  const kept = new Map<string, DeviceLogin>();
  const events: DeviceEvent[] = [];
  const ended: string[] = [];
  const ending = new AbortController();
  let shares = 0;
  const machine = {
    pools: [pool('a'), pool('b')] as readonly DevicePool[],
    reading: READING,
    isByHand: false,
    /** What it answers to the next calls, by their names, instead of what it would. */
    faults: {} as { pools?: DeviceError; setPools?: DeviceError },
    asked: [] as string[],
    /** Called before it answers. */
    onAsked: (what: string): Promise<void> | void => void what,
  };
  const unused = () => Promise.resolve(err<DeviceError>({ kind: 'unsupported' }));

  async function answer<T>(
    what: 'pools' | 'setPools',
    login: DeviceLogin,
    given: () => T,
  ): Promise<Result<T, DeviceError>> {
    machine.asked.push(`${what} ${login.password}`);
    await machine.onAsked(what);
    const fault = machine.faults[what];
    return fault === undefined ? ok(given()) : err(fault);
  }

  const control: DeviceControl = {
    ...{ actions: [], needsRestart: false, maxPools: 3, act: unused },
    ...{ reportedMac: () => null, reportedModel: () => null, reportedPower: () => null },
    ...{ powerPlans: unused, setPowerPlan: unused },
    pools: (login) => answer('pools', login, () => machine.pools),
    setPools: (login, pools) =>
      answer('setPools', login, () => {
        machine.pools = pools;
        return null;
      }),
  };
  const roster = createRoster({
    ...{ known, io, onEvent: (event) => events.push(event) },
    logins: {
      canKeep: () => true,
      get: (id) => kept.get(id) ?? null,
      keep: (id, login) => void kept.set(id, login),
      forget: (id) => void kept.delete(id),
    },
  });
  const listens = options.isListening ?? true;
  if (listens) view.take({ type: 'stratum-listening', host: '0.0.0.0', port: 1917 });
  const address = { address: '192.168.1.20', cidr: '192.168.1.20/24', netmask: '', mac: '' };
  // Only one that does not come is waited for to the end.
  const waits = options.comes === false ? { connectMs: 30 } : {};
  const setups = createSetups({
    roster: {
      ...roster,
      driver: () => ({
        read: () => Promise.resolve(ok(machine.reading)),
        control: machine.isByHand ? null : control,
      }),
    },
    view,
    config: () => ({
      ...{ stratumPort: 1917, stratumInterface: '*' },
      stratumPassword: options.stratumPassword ?? null,
    }),
    interfaces: () => ({ eth0: [{ ...address, family: 'IPv4', internal: false }] }),
    times: { ...SETUP_TIMES, lookEveryMs: 1, ...waits, ...options.times },
    logger: log.logger,
    onEvent(event) {
      events.push(event);
      if (event.type !== 'device-setup' || options.comes === false) return;
      const { step, worker } = event.setup;
      if (step === 'waiting-for-machine') comeTo(view.take, worker ?? '', shares);
      if (step === 'waiting-for-share') comeTo(view.take, worker ?? '', (shares += 1));
    },
    onEnded: (id) => ended.push(id),
    signal: ending.signal,
  });
  const identity = { family: 'goldshell', webPort: 80, firmware: null, mac: null } as const;
  return {
    ...{ setups, roster, known, kept, machine, events, ended, ending, log, view, folder },
    /** Takes a machine that was found; its id. */
    found: (host = HOST, model: string | null = 'Goldshell KD5') =>
      roster.identified({ ...identity, host, model }),
    /** All that was said of the work on a device. */
    said: (id: string) =>
      events.flatMap((event) =>
        event.type === 'device-setup' && event.id === id ? [event.setup] : [],
      ),
  };
}

/** The machine is let in, and so many of its shares were accepted. */
function comeTo(take: (event: StratumEvent) => void, rig: string, accepted: number): void {
  const none = { hashesPerSecond: 0, relativeError: null };
  setImmediate(() => {
    take({
      type: 'machine-changed',
      machine: {
        ...{ session: 1, address: HOST, port: 4000, stage: 'mining', agent: null, user: rig },
        ...{ rig, isAuthorized: true, refusal: null, difficultyNotice: null, nonce1: 7 },
      },
    });
    take({
      type: 'machine-measured',
      measurement: {
        ...{ session: 1, rig, shares: { ...NO_SHARES, accepted }, difficulty: 1e12, level: 12 },
        ...{ lastRefusal: null, lastRefusalAgeMs: null, isAllRefused: false, refusedLately: 0 },
        ...{ lastShareAgeMs: null, uptimeMs: 1_000 },
        hashRate: { oneMinute: none, tenMinutes: none, oneHour: none },
      },
    });
  });
}
