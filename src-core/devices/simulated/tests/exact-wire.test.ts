/** What goes over the wire at a simulated machine, around its answers. */
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ask, startDevice, tcpAnswer } from './started-device.ts';
import type { SimulatedDevice } from '../start-simulated-device.ts';

/** All that comes on a connection to which these parts are written, each after the one before. */
function written({ host, cgminerPort }: SimulatedDevice, ...parts: readonly string[]) {
  return new Promise<string>((resolve) => {
    const socket = connect({ host, port: cgminerPort, noDelay: true });
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', (data) => (text += String(data)));
    socket.once('close', () => resolve(text));
    const write = (at: number): void => {
      const part = parts[at];
      if (part !== undefined) socket.write(part, () => setImmediate(write, at + 1));
    };
    write(0);
  });
}

describe('cgminer’s interface of a simulated machine', () => {
  it('answers one command with a NUL behind it, and ends', async () => {
    const device = await startDevice({ kind: 'goldshell' });
    const text = await tcpAnswer(device, { command: 'version' });
    expect(text.at(-1)).toBe('\0');
    const whenS = Math.floor(Date.now() / 1000);
    const answer = JSON.parse(text.slice(0, -1)) as { STATUS: { When: number }[] };
    expect(answer).toEqual({
      STATUS: [
        {
          ...{ STATUS: 'S', When: expect.any(Number) as number, Code: 9, Msg: 'version' },
          Description: 'intminer 5.4.2',
        },
      ],
      ...{ VERSION: [{ Intminer: '5.4.2', API: '3.7', Miner: 'intchains_qomo' }], id: 1 },
    });
    expect(Math.abs((answer.STATUS[0]?.When ?? 0) - whenS)).toBeLessThanOrEqual(2);
    expect(await tcpAnswer(device, { command: 'none' })).toMatch(
      /^\{"STATUS":\[\{"STATUS":"E","When":\d+,"Code":14,"Msg":"Invalid command","Description":"intminer 5\.4\.2"\}\],"id":1\}\0$/,
    );
    device.faults.notJson = true;
    expect(await tcpAnswer(device, { command: 'summary' })).toBe('Socket connect failed: busy\n');
  });

  it('takes a command in parts, with a NUL or none, and no longer one than any is', async () => {
    const device = await startDevice({ kind: 'goldshell' });
    expect(await written(device, '{"command":', '"version"}')).toContain('"Msg":"version"');
    expect(await written(device, '{"command":"version"}\0')).toContain('"Msg":"version"');
    const long = (length: number) => `{"command":"${'x'.repeat(length - 14)}"}`;
    expect(await written(device, long(1_024))).toContain('"Invalid command"');
    expect(await written(device, long(1_025))).toBe('');
    expect(device.traffic.requests.map(({ what }) => what.slice(0, 7))).toEqual([
      ...['version', 'version', 'xxxxxxx'],
    ]);
  });

  it.each(['null', '5', '{"command":5}', '{}'])('does not answer %s', async (text) => {
    const device = await startDevice({ kind: 'goldshell' });
    expect(await written(device, text, ' '.repeat(1_024))).toBe('');
    expect(device.traffic.requests).toEqual([]);
  });
});

describe('the web server of a simulated machine', () => {
  it('sends JSON or a page to any other page', async () => {
    const device = await startDevice({ kind: 'goldshell' });
    const status = await ask(device, 'GET', '/mcb/status?a=b');
    const type = (headers: Headers) => [
      headers.get('content-type'),
      headers.get('access-control-allow-origin'),
    ];
    expect(type(status.headers)).toEqual(['application/json', '*']);
    expect(type((await ask(device, 'GET', '/')).headers)).toEqual(['text/html', '*']);
    device.faults.notJson = true;
    const broken = await ask(device, 'GET', '/mcb/status');
    expect(type(broken.headers)).toEqual(['text/html', '*']);
    expect(broken.text).toBe(
      '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>',
    );
    expect(device.traffic.requests.map(({ what }) => what)).toEqual([
      ...['GET /mcb/status', 'GET /', 'GET /mcb/status'],
    ]);
    expect(device.traffic.requests.every(({ endMs }) => endMs !== null)).toBe(true);
    expect([...device.traffic.connections.values()]).toEqual([3]);
  });

  it('takes no body that is longer than any is', async () => {
    const device = await startDevice({ kind: 'old-goldshell' });
    const body = (length: number) => ({ body: 'x'.repeat(length - 2) });
    const put = (length: number) => ask(device, 'PUT', '/mcb/newpool', body(length));
    expect((await put(65_536)).json).toMatchObject({ code: 1 });
    await expect(put(65_537)).rejects.toThrow();
  });
});

it('a simulated machine is what it is started as, or what its kind is', async () => {
  const given = { model: 'M', firmware: 'F', mac: 'a', password: 'p' };
  const device = await startDevice({ kind: 'ibelink', ...given });
  expect(device).toMatchObject({
    kind: 'ibelink',
    webPort: null,
    model: 'M',
    mac: 'a',
    password: 'p',
  });
  expect(device.conf()).toBeNull();
  const usual = await startDevice({ kind: 'antminer' });
  expect(usual).toMatchObject({
    model: 'Antminer KA3',
    mac: '02:00:00:00:00:01',
    password: 'root',
  });
  expect(usual.pools()).toEqual([{ url: 'stratum+tcp://127.0.0.1:9', user: 'old', password: 'x' }]);
  expect(usual.conf()).toMatchObject({ 'miner-mode': 0 });
  const old = await startDevice({ kind: 'old-goldshell', mac: '02:00:00:00:00:02' });
  expect((await ask(old, 'GET', '/mcb/status')).json).toEqual({
    ...{ hardware: '10.20.SA', model: 'Goldshell-KD5', mcbversion: 'MCB_V2_0', firmware: '2.0.1' },
  });
  expect([old.hashes(), old.restarts(), old.power(), old.isBlinking()]).toEqual([
    0,
    0,
    'full',
    false,
  ]);
});
