import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { closeAfterTest } from '../node/tests/node-test.ts';
import { unwrap } from '../result.ts';
import { LOCK_FILE, takeDataLock } from '../system/data-lock.ts';
import { listenOnLoopback } from '../tests/loopback-server.ts';
import { ownInterfaces } from './port-check.ts';
import { checkIn, checksOf, dataFolder } from './tests/diagnosed-computer.ts';

let folder = '';
beforeEach(() => {
  folder = dataFolder();
});

describe('the Stratum port', () => {
  const practising = { practice: true } as const;

  it('is taken by a program that is no Stratum server', async () => {
    const other = closeAfterTest(
      await listenOnLoopback(
        createServer((socket) => {
          socket.on('error', () => undefined).end('HTTP/1.1 400 Bad\r\n\r\n');
        }),
      ),
    );
    const checks = await checksOf(folder, { ...practising, stratumPort: other.port });
    expect(checkIn(checks, 'port')).toMatchObject({ verdict: 'fail', state: 'taken' });
  });

  it('is served by the Heddle that has the data folder, or by another Stratum server', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () =>
        socket.write('{"id":1,"result":null,"error":[20,"Unknown method",null]}\n'),
      );
    });
    const { port } = closeAfterTest(await listenOnLoopback(server));
    const changes = { ...practising, stratumPort: port };
    expect(checkIn(await checksOf(folder, changes), 'port')).toMatchObject({
      verdict: 'warn',
      state: 'stratum',
    });
    const release = unwrap(takeDataLock(join(folder, LOCK_FILE), 'app'));
    const held = checkIn(await checksOf(folder, changes), 'port');
    release();
    expect(held).toMatchObject({ verdict: 'ok', state: 'heddle' });
  });

  it('cannot be opened at an address that this computer lacks', async () => {
    const checks = await checksOf(folder, { ...practising, stratumInterface: '192.0.2.77' });
    expect(checkIn(checks, 'port')).toMatchObject({
      ...{ verdict: 'fail', state: 'refused', addresses: [] },
    });
  });

  it('is of use where one of several addresses answers', async () => {
    const checks = await checksOf(folder, practising, {
      interfaces: [
        { address: '127.0.77.1', interfaceName: 'eth0' },
        { address: '127.0.0.1', interfaceName: 'lo' },
      ],
    });
    expect(checkIn(checks, 'port')).toMatchObject({
      ...{ verdict: 'ok', addresses: [{ answers: false }, { answers: true }] },
    });
  });

  it('is asked at the IPv4 addresses of this computer in networks', () => {
    const all = Object.entries(networkInterfaces()).flatMap(([interfaceName, infos = []]) =>
      infos.map((info) => ({ ...info, interfaceName })),
    );
    const isOwn = (family: string, isInternal: boolean): boolean =>
      family === 'IPv4' && !isInternal;
    const own = all.filter(({ family, internal }) => isOwn(family, internal));
    expect(ownInterfaces()).toEqual(
      own.map(({ address, interfaceName }) => ({ address, interfaceName })),
    );
  });

  it('is of no use when it answers at no address in a network', async () => {
    const checks = await checksOf(folder, practising, {
      interfaces: [{ address: '127.0.77.1', interfaceName: 'eth0' }],
    });
    expect(checkIn(checks, 'port')).toMatchObject({
      verdict: 'warn',
      addresses: [{ address: '127.0.77.1', answers: false }],
    });
  });
});
