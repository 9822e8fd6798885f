import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { closeAfterTest } from '../node/tests/node-test.ts';
import { freePort, listenOnLoopback } from '../tests/loopback-server.ts';
import type { OwnMiner } from './own-miner.ts';
import { checkPort } from './port-check.ts';

const HERE = { address: '127.0.0.1', interfaceName: 'lo' };
const AWAY = { address: '127.0.77.1', interfaceName: 'eth0' };
const STOPPED: OwnMiner = { isMining: false, groups: [], stratumPort: null, machines: [] };

async function checked(
  stratumPort: number,
  more: { own?: OwnMiner | null; isHeld?: boolean; interfaces?: (typeof HERE)[] } = {},
) {
  const config = { stratumPort, stratumInterface: '127.0.0.1' };
  return checkPort({ config, own: null, isHeld: false, interfaces: [HERE], ...more });
}

/** The port of a Stratum server, which counts its requests. */
async function stratumPort() {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      asked.push(String(data));
      socket.write('{"id":1,"result":null,"error":[20,"Unknown method",null]}\n');
    });
  });
  return { port: closeAfterTest(await listenOnLoopback(server)).port, asked };
}

it('is free again after it was looked at', async () => {
  const port = await freePort();
  const about = { kind: 'port', port, interfaceName: '127.0.0.1' };
  for (let time = 0; time < 2; time += 1) {
    expect(await checked(port, { own: STOPPED })).toEqual({
      ...{ ...about, verdict: 'ok', state: 'free', detail: null },
      addresses: [{ ...HERE, answers: true }],
    });
  }
  expect(await checked(port, { interfaces: [] })).toMatchObject({ verdict: 'warn', addresses: [] });
});

it('is that of a Heddle only where another one than this has the folder', async () => {
  const { port, asked } = await stratumPort();
  const about = { kind: 'port', port, interfaceName: '127.0.0.1', detail: null };
  const addresses = [{ ...HERE, answers: true }];
  const heddle = { ...about, verdict: 'ok', state: 'heddle', addresses };
  expect(await checked(port, { isHeld: true })).toEqual(heddle);
  const stratum = { ...about, verdict: 'warn', state: 'stratum', addresses };
  expect(await checked(port, { isHeld: true, own: STOPPED })).toEqual(stratum);
  expect(await checked(port, { own: STOPPED })).toEqual(stratum);
  expect(asked).toEqual(Array(3).fill('{"id":1,"method":"heddle.diagnosis","params":[]}\n'));
});

it('is asked at this computer where none of its addresses in networks answers', async () => {
  const { port } = await stratumPort();
  expect(await checked(port, { interfaces: [AWAY] })).toMatchObject({
    ...{ verdict: 'warn', state: 'stratum', addresses: [{ ...AWAY, answers: false }] },
  });
  expect(await checked(port, { interfaces: [AWAY], isHeld: true })).toMatchObject({
    ...{ verdict: 'warn', state: 'heddle' },
  });
  expect((await checked(port, { interfaces: [AWAY, HERE], isHeld: true })).verdict).toBe('ok');
});

// macOS has no other loopback address of its own.
it.skipIf(process.platform === 'darwin')('is asked at the address that answers', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).on('data', () => socket.write('{"id":1,"error":null}\n'));
  });
  const host = '127.0.77.2';
  await new Promise<void>((resolve) => void server.listen(0, host, resolve));
  closeAfterTest(server);
  const { port } = server.address() as AddressInfo;
  const config = { stratumPort: port, stratumInterface: host };
  const interfaces = [AWAY, { address: host, interfaceName: 'eth1' }];
  const found = await checkPort({ config, own: null, isHeld: false, interfaces });
  expect(found).toMatchObject({ state: 'stratum' });
});

it('is that of the own server, wherever it is set to be', async () => {
  const { port, asked } = await stratumPort();
  const own = { ...STOPPED, isMining: true, stratumPort: port };
  expect(await checked(1, { own, isHeld: true, interfaces: [AWAY, HERE] })).toEqual({
    ...{ kind: 'port', port, interfaceName: '127.0.0.1', verdict: 'ok', state: 'heddle' },
    ...{
      detail: null,
      addresses: [
        { ...AWAY, answers: false },
        { ...HERE, answers: true },
      ],
    },
  });
  expect((await checked(1, { own, interfaces: [AWAY] })).verdict).toBe('warn');
  expect(asked).toEqual([]);
});

it('says why it cannot be opened', async () => {
  const config = { stratumPort: 1917, stratumInterface: '192.0.2.77' };
  const refused = await checkPort({ config, own: null, isHeld: false, interfaces: [HERE] });
  expect(refused).toEqual({
    ...{ kind: 'port', port: 1917, interfaceName: '192.0.2.77', verdict: 'fail', state: 'refused' },
    ...{ detail: expect.stringContaining('EADDRNOTAVAIL') as unknown, addresses: [] },
  });
});
