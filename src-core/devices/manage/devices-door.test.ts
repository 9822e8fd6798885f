/** The devices of a program, at machines that answer in memory. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { unwrap } from '../../result.ts';
import type { MachineStage } from '../../stratum/stratum-events.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import type { DeviceEvent } from '../device-events.ts';
import { answeringMachine } from '../drivers/tests/answering-machine.ts';
import type { AnsweringMachine } from '../drivers/tests/answering-machine.ts';
import { NO_LOGINS } from '../known/no-logins.ts';
import { createDevices } from './create-devices.ts';

const HOST = '192.168.1.40';
const board = (rate: number, clock = 500) => ({ 'MHS 20s': rate, clock });
const devs = (...boards: object[]) => JSON.stringify({ DEVS: boards });
const KD2: AnsweringMachine['answers'] = {
  'GET /mcb/status': '{"model":"Goldshell-KD2"}',
  '4028 summary': '{"SUMMARY":[{"MHS 20s":6000000,"Elapsed":9000}]}',
  '4028 devs': devs(board(5), board(5)),
};

async function scene(more: { readsFound?: boolean; identifies?: boolean } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-door-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const machine = answeringMachine({ ...KD2 });
  const events: DeviceEvent[] = [];
  const waiting = new Set<() => void>();
  const info = { netmask: '', family: 'IPv4', mac: '', internal: false } as const;
  const state = { identifyMachines: more.identifies ?? false };
  const devices = createDevices({
    ...{ folder, logins: NO_LOGINS, logger: collectedLog().logger, io: machine.io },
    config: () => ({
      ...{ stratumPort: 1917, stratumInterface: '*', stratumPassword: null, watchMachines: 0 },
      identifyMachines: state.identifyMachines,
    }),
    interfaces: () => ({ eth0: [{ ...info, address: '192.168.1.20', cidr: '192.168.1.20/24' }] }),
    onEvent(event) {
      events.push(event);
      for (const look of [...waiting]) look();
    },
    followMs: 3_600_000,
    ...(more.readsFound !== undefined && { readsFound: more.readsFound }),
  });
  onTestFinished(() => devices.close());
  /** Resolves with the next event of this kind. */
  const next = (type: DeviceEvent['type']): Promise<DeviceEvent> =>
    new Promise((resolve) => {
      const from = events.length;
      const look = (): void => {
        const event = events.slice(from).find((each) => each.type === type);
        if (event === undefined) return;
        waiting.delete(look);
        resolve(event);
      };
      waiting.add(look);
    });
  const find = async (host = HOST): Promise<void> => unwrap(devices.find([host])).ended;
  const last = () =>
    events.flatMap((event) => (event.type === 'device-known' ? event.device : [])).at(-1);
  return { devices, machine, events, next, find, last, state };
}

const talking = (stage: MachineStage, address = HOST, isAuthorized = true) => ({
  type: 'machine-changed' as const,
  machine: {
    ...{ session: 1, address, port: 4000, stage, agent: null, user: 'cellar', rig: 'cellar' },
    ...{ isAuthorized, refusal: null, difficultyNotice: null, nonce1: 7 },
  },
});

it('find a machine, read it at once, and know how many boards it has', async () => {
  const { devices, find, next, machine, events } = await scene();
  const read = next('device-read');
  const found = find();
  expect(devices.find([HOST])).toEqual({ ok: false, error: { kind: 'searching' } });
  await found;
  expect(await read).toMatchObject({ id: HOST, watts: 830, reading: { boards: { length: 2 } } });
  const seen = async (...boards: object[]) => {
    machine.answers['4028 devs'] = devs(...boards);
    for (let time = 0; time < 2; time += 1) await devices.read(HOST);
    const event = events.at(-1);
    return event?.type === 'device-read' ? event.complaints : event;
  };
  const missing = { kind: 'board-missing', boards: 2, expected: 3 };
  expect(await seen(board(5), board(5))).toEqual([]);
  expect(await seen(board(5), board(5), board(5))).toEqual([]);
  expect(await seen(board(5), board(0), board(5))).toMatchObject([{ ...missing, missing: [2] }]);
  expect(events.filter(({ type }) => type === 'device-search').length).toBeGreaterThan(1);
  // It is over: another may begin.
  await find();
});

it('do not read what they find where a command alone is to be carried out', async () => {
  const { find, events, machine } = await scene({ readsFound: false });
  await find();
  expect(events.some(({ type }) => type === 'device-read')).toBe(false);
  expect(machine.asked).toEqual(['GET /mcb/status', 'rest']);
});

it('know that a machine can be woken that says that it sleeps', async () => {
  const { devices, find, last, machine } = await scene({ readsFound: false });
  await find();
  await devices.read(HOST);
  expect(last()?.actions).not.toContain('wake');
  machine.answers['4028 devs'] = devs(board(0, 0));
  await devices.read(HOST);
  expect(last()?.actions).toContain('wake');
});

it('keep watts and forget machines as the user says', async () => {
  const { devices, find, last, events } = await scene({ readsFound: false });
  await find();
  devices.setWatts(HOST, 777);
  expect(last()?.watts).toBe(777);
  devices.setWatts(HOST, null);
  expect(last()?.watts).toBeNull();
  devices.forgetLogin(HOST);
  expect(last()?.hasPassword).toBe(false);
  devices.forget(HOST);
  expect(events.at(-1)).toEqual({ type: 'device-forgotten', id: HOST, mergedInto: null });
  const before = events.length;
  await devices.read(HOST);
  expect(events).toHaveLength(before);
});

it('offer the networks of this computer, and refuse others', async () => {
  const { devices, events } = await scene();
  expect(devices.searchRanges()).toMatchObject([{ range: '192.168.1.0/24', addresses: 253 }]);
  expect(devices.find(['8.8.8.8'])).toMatchObject({ error: { reason: 'not-private' } });
  devices.cancelFinding();
  expect(events).toEqual([]);
});

it('ask who talks Stratum what it is, once it has said something, where that is allowed', async () => {
  const { devices, next, machine, state } = await scene({ readsFound: false, identifies: true });
  devices.take(talking('connected'));
  expect(machine.asked).toEqual([]);
  const known = next('device-known');
  devices.take(talking('subscribed'));
  expect(await known).toMatchObject({ device: { host: HOST, family: 'goldshell' } });
  const asked = machine.asked.length;
  // It is known already.
  devices.take(talking('mining'));
  state.identifyMachines = false;
  devices.take(talking('mining', '192.168.1.41'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(machine.asked).toHaveLength(asked);
  state.identifyMachines = true;
  const other = next('device-known');
  devices.configChanged();
  expect(await other).toMatchObject({ device: { host: '192.168.1.41' } });
});
