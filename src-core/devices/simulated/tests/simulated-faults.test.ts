import { describe, expect, it } from 'vitest';
import { SIMULATED_KINDS } from '../machine/kinds.ts';
import { orderFault, parseFaultOrder } from '../fault-order.ts';
import { FAULT_NAMES, noFaults } from '../machine/faults.ts';
import {
  ask,
  digestAsk,
  goldshellToken,
  startDevice,
  tcpAnswer,
  tcpAsk,
} from './started-device.ts';

const OLD = [1, 2, 3].map((port) => ({
  url: `stratum+tcp://127.0.0.1:${port}`,
  user: 'old',
  password: 'x',
}));
const NEW = [7, 8].map((port) => ({
  url: `stratum+tcp://127.0.0.1:${port}`,
  user: 'new',
  pass: 'x',
}));
const ports = (pools: readonly { readonly url: string }[]): string[] =>
  pools.map(({ url }) => url.slice(-1));

describe('faults', () => {
  it('refuses every n-th request that carries a good token', async () => {
    const device = await startDevice({ kind: 'goldshell' });
    const headers = await goldshellToken(device);
    device.faults.sporadic401 = 3;
    const statuses: number[] = [];
    for (let count = 0; count < 6; count++) {
      statuses.push((await ask(device, 'GET', '/mcb/pools', { headers })).status);
    }
    expect(statuses).toEqual([200, 200, 401, 200, 200, 401]);
    device.faults.sporadic401 = 0;
    expect((await ask(device, 'GET', '/mcb/pools', { headers })).status).toBe(200);
  });

  it('crashes on two requests at once, and counts them', async () => {
    const device = await startDevice({
      kind: 'goldshell',
      faults: { isFragile: true, crashMs: 400, delayMs: 100 },
    });
    const answers = await Promise.allSettled([
      ask(device, 'GET', '/mcb/status'),
      ask(device, 'GET', '/mcb/status'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(device.traffic.mostAtOnce).toBe(2);
    const back = async (): Promise<number> =>
      (await ask(device, 'GET', '/mcb/status').catch(() => ({ status: 0 }))).status;
    await expect.poll(back, { timeout: 10_000 }).toBe(200);
  });

  it('crashes on too many requests in a second', async () => {
    const device = await startDevice({
      kind: 'goldshell',
      faults: { isFragile: true, crashMs: 400 },
    });
    const asking = async (): Promise<void> => {
      for (let count = 0; count < 200; count++) await ask(device, 'GET', '/mcb/status');
    };
    await expect(asking()).rejects.toThrow();
    expect(device.traffic.mostAtOnce).toBe(1);
    expect(device.traffic.requests.length).toBeGreaterThan(15);
  });

  it('answers with HTML, with a NUL behind, or with broken readings', async () => {
    const device = await startDevice({ kind: 'goldshell', faults: { notJson: true } });
    expect((await ask(device, 'GET', '/mcb/status')).text).toContain('<html>');
    expect(await tcpAnswer(device, { command: 'summary' })).not.toContain('{');
    Object.assign(device.faults, { notJson: false, nulEnded: true, brokenStats: true });
    expect((await ask(device, 'GET', '/mcb/status')).text).toMatch(/^\{.*\}\0$/);
    await expect(tcpAsk(device, 'stats')).rejects.toThrow('JSON');
    device.faults.brokenStats = false;
    expect((await tcpAsk(device, 'stats')).STATS).toHaveLength(2);
  });

  it.each([
    ['before', ['1', '2', '3']],
    ['half', ['7', '2', '3']],
  ] as const)('cuts a write %s way', async (cutWrite, left) => {
    const goldshell = await startDevice({ kind: 'goldshell', pools: OLD, faults: { cutWrite } });
    const headers = await goldshellToken(goldshell);
    await expect(ask(goldshell, 'PUT', '/mcb/pools', { headers, body: NEW })).rejects.toThrow();
    expect(ports(goldshell.pools())).toEqual(left);
    const antminer = await startDevice({ kind: 'antminer', pools: OLD, faults: { cutWrite } });
    const conf = { ...antminer.conf(), pools: NEW };
    await expect(
      digestAsk(antminer, 'POST', '/cgi-bin/set_miner_conf.cgi', conf),
    ).rejects.toThrow();
    expect(ports(antminer.pools())).toEqual(left);
  });

  it.each(SIMULATED_KINDS)('%s counts what reaches it', async (kind) => {
    const device = await startDevice({ kind });
    await tcpAsk(device, 'summary');
    await tcpAsk(device, 'devs');
    const { traffic, cgminerPort } = device;
    expect(traffic.connections.get(cgminerPort)).toBe(2);
    expect(traffic.requests.map(({ what }) => what)).toEqual(['summary', 'devs']);
    expect(traffic.mostAtOnceInAll).toBe(1);
    expect(traffic.mostAtOnce).toBe(0);
    const [first, second] = traffic.requests;
    const gapMs = (second?.startMs ?? 0) - (first?.endMs ?? 0);
    expect(traffic.rounds(gapMs + 1)).toHaveLength(1);
    expect(traffic.rounds(gapMs)).toHaveLength(2);
  });

  it('are typed by name, for one machine or all, and taken back', () => {
    const machines = [{ faults: noFaults() }, { faults: noFaults() }];
    for (const name of FAULT_NAMES) {
      expect(parseFaultOrder(name)).toEqual({ name, machine: null, isOn: true });
    }
    expect(parseFaultOrder('hot')).toBeNull();
    const order = (text: string): number => orderFault(machines, parseFaultOrder(text)!);
    expect(order('hot-chips@2')).toBe(1);
    expect(machines.map(({ faults }) => faults.hotChips)).toEqual([false, true]);
    expect(order('slow-reboot')).toBe(2);
    expect(order('-slow-reboot@1')).toBe(1);
    expect(machines.map(({ faults }) => faults.rebootMs)).toEqual([noFaults().rebootMs, 20_000]);
    expect(order('slow@3')).toBe(0);
  });
});
