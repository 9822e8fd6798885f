import { expect, it } from 'vitest';
import { err, ok } from '../../result.ts';
import type { DeviceControl, DeviceDriver, DevicePool } from '../device.ts';
import { newDevice } from '../known/known-device.ts';
import type { KnownDevice } from '../known/known-device.ts';
import { READING } from '../watch/tests/made-up-reading.ts';
import { makePlans } from './make-plan.ts';
import type { StratumMachine } from './stratum-view.ts';

const OURS = 'stratum+tcp://192.168.1.20:1917';
const pool = (name: string): DevicePool => ({
  ...{ url: `stratum+tcp://${name}:1`, user: `u\u200b-${name}`, password: 'secret' },
});
const shown = (name: string) => ({ url: `stratum+tcp://${name}:1`, user: `u-${name}` });
const POOLS = ['a', 'b', 'c'].map(pool);

/** A machine that was found at 192.168.1.<last>. */
function device(last: number, worker: string | null = null): KnownDevice {
  const identity = { host: `192.168.1.${last}`, webPort: 80, model: 'Goldshell KD5' } as const;
  const known = newDevice(
    `m${last}`,
    { ...identity, family: 'goldshell', firmware: null, mac: null },
    0,
  );
  return { ...known, configured: worker === null ? null : { url: OURS, worker } };
}

const mining = (last: number, rig: string | null): StratumMachine => ({
  ...{ session: last, address: `192.168.1.${last}`, rig, isAdmitted: true, refusal: null },
  ...{ accepted: 1, refused: 0, difficulty: 1 },
});

interface Scene {
  /** Those that are known beside those that plans are for. */
  readonly others?: readonly KnownDevice[];
  readonly machines?: readonly StratumMachine[];
  /** Null for one that is set up by hand. */
  readonly control?: Partial<DeviceControl> | null;
  readonly reported?: DeviceDriver['read'];
  readonly isBusy?: boolean;
  readonly hasLogin?: boolean;
  readonly hasServer?: boolean;
}

async function plans(devices: readonly KnownDevice[], scene: Scene = {}) {
  const { others = [], machines = [], isBusy = false, hasServer = true } = scene;
  const none = () => Promise.resolve(err({ kind: 'timeout', limitMs: 1 } as const));
  const control = { maxPools: 3, pools: none, ...scene.control } as unknown as DeviceControl;
  return makePlans(devices, {
    roster: {
      list: () => [...devices, ...others],
      driver: () => ({
        read: scene.reported ?? none,
        control: scene.control === null ? null : control,
      }),
    },
    view: { machines: () => machines },
    ownPoolFacts: () =>
      Promise.resolve({
        ...{ interfaces: {}, routed: '192.168.1.20', port: 1917, listenAt: '*' },
        listening: hasServer ? { host: '0.0.0.0', port: 1917 } : null,
      }),
    isBusy: () => isBusy,
    isOwn: (_device, url) => url === OURS,
    login: () => (scene.hasLogin === true ? { user: null, password: 'p' } : null),
    signal: new AbortController().signal,
  });
}

const reading = (names: readonly string[]) => () =>
  Promise.resolve(
    ok({
      ...READING,
      pools: names.map((name) => ({ ...pool(name), isActive: false, isAlive: true })),
    }),
  );

it('shows the pools in its settings where there is a login', async () => {
  const pools = () => Promise.resolve(ok([{ ...pool('x'), url: OURS }, ...POOLS]));
  const [plan] = await plans([device(7)], { control: { pools }, hasLogin: true });
  expect(plan).toEqual({
    ...{ id: 'm7', url: OURS, worker: 'kd5-7', obstacle: null, noWay: null },
    poolsNow: [{ url: OURS, user: 'u-x' }, ...['a', 'b', 'c'].map(shown)],
    // As many as it has room for behind ours.
    fallbacks: ['a', 'b'].map(shown),
  });
});

it.each<[string, Scene]>([
  ['there is no login', { hasLogin: false, control: { pools: () => Promise.resolve(ok(POOLS)) } }],
  ['they cannot be read', { hasLogin: true }],
  ['it is set up by hand', { hasLogin: true, control: null }],
])('shows the pools that it reports where %s', async (_, scene) => {
  const [plan] = await plans([device(7)], { ...scene, reported: reading(['d']) });
  expect(plan?.poolsNow).toEqual([shown('d')]);
  const isByHand = scene.control === null;
  expect(plan?.fallbacks).toEqual(isByHand ? [] : [shown('d')]);
  expect(plan?.obstacle).toBe(isByHand ? 'by-hand' : null);
});

it('shows none where it reports none, or is not read', async () => {
  for (const scene of [{}, { reported: reading([]) }, { isBusy: true, reported: reading(['d']) }]) {
    const [plan] = await plans([device(7)], scene);
    expect([plan?.poolsNow, plan?.fallbacks]).toEqual([null, null]);
  }
});

it('says first what the user can do nothing about', async () => {
  const obstacles = async (scene: Scene) => {
    const [plan] = await plans([device(7)], { ...scene, hasServer: false });
    return [plan?.obstacle, plan?.noWay];
  };
  expect(await obstacles({ control: null, isBusy: true })).toEqual(['by-hand', 'no-server']);
  expect(await obstacles({ isBusy: true })).toEqual(['busy', 'no-server']);
  expect(await obstacles({})).toEqual(['no-server', 'no-server']);
});

const workers = async (devices: readonly KnownDevice[], scene: Scene = {}) =>
  (await plans(devices, scene)).map(({ worker }) => worker);

it.each<[string, KnownDevice, Scene, string]>([
  ['made of its model and address', device(7), {}, 'kd5-7'],
  ['that it was configured with', device(7, 'Cellar'), {}, 'Cellar'],
  ['that it mines under', device(7), { machines: [mining(7, 'Attic')] }, 'Attic'],
  [
    'that it was configured with first',
    device(7, 'Cellar'),
    { machines: [mining(7, 'x')] },
    'Cellar',
  ],
  [
    'of its own where two mine at its address',
    device(7),
    { machines: [mining(7, 'a'), mining(7, 'b')] },
    'kd5-7',
  ],
  ['of its own where it mines under none', device(7), { machines: [mining(7, '')] }, 'kd5-7'],
  ['of its own where its name is not known', device(7), { machines: [mining(7, null)] }, 'kd5-7'],
  [
    'with a number where another mines under it',
    device(7, 'Cellar'),
    { machines: [mining(8, 'CELLAR')] },
    'Cellar-2',
  ],
  [
    'with a number where another was given it',
    device(7),
    { others: [device(8, 'KD5-7')] },
    'kd5-7-2',
  ],
  ['without one where the other was not', device(7), { others: [device(8)] }, 'kd5-7'],
])('proposes a name %s', async (_, machine, scene, name) => {
  expect(await workers([machine], scene)).toEqual([name]);
});

it('proposes no name twice', async () => {
  const two = [device(7), { ...device(8), host: '10.0.0.7' }, device(9, 'KD5-7')];
  expect(await workers(two)).toEqual(['kd5-7-2', 'kd5-7-3', 'KD5-7']);
  const last = [{ ...device(9), host: '10.0.0.7' }, device(7)];
  expect(await workers(last)).toEqual(['kd5-7', 'kd5-7-2']);
});
