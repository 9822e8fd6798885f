import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { unwrap } from '../../result.ts';
import { freePort } from '../../tests/loopback-server.ts';
import { parseFaultOrder } from './fault-order.ts';
import { startFleet } from './fleet.ts';

// macOS has no other loopback address of its own, and the ports of machines are fixed.
describe.skipIf(process.platform === 'darwin')('a fleet', () => {
  it('has each kind in turn, at addresses in a row', async () => {
    const webPort = await freePort();
    const fleet = unwrap(await startFleet({ count: 5, firstHost: '127.0.82.9', webPort }));
    onTestFinished(() => fleet.close());
    expect(fleet.devices.map(({ kind, host, webPort: port }) => [kind, host, port])).toEqual([
      ['goldshell', '127.0.82.9', webPort],
      ['old-goldshell', '127.0.82.10', webPort],
      ['antminer', '127.0.82.11', webPort],
      ['ibelink', '127.0.82.12', null],
      ['goldshell', '127.0.82.13', webPort],
    ]);
    expect(fleet.webPort).toBe(webPort);
    expect(fleet.devices.map(({ faults }) => faults.rebootMs)).toEqual(Array(5).fill(3_000));
    const pools = fleet.devices.map((device) => device.pools());
    const old = { url: 'stratum+tcp://127.0.0.1:9', user: 'old', password: 'x' };
    const ours = { url: 'stratum+tcp://127.0.0.1:1917', password: 'x' };
    expect(pools).toEqual([
      ...[[old], [old], [old], [{ ...ours, user: 'ibelink.127-0-82-12' }], [old]],
    ]);
    expect(fleet.devices.map(({ mac }) => mac).at(-1)).toBe('02:00:00:00:52:0d');
  });

  it('is not there at all where one of its machines cannot start', async () => {
    const webPort = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => void other.listen(webPort, '127.0.83.2', resolve));
    const start = () => startFleet({ count: 2, firstHost: '127.0.83.1', webPort });
    expect(await start()).toEqual({
      ok: false,
      error: {
        ...{ host: '127.0.83.2', code: 'EADDRINUSE' },
        detail: expect.stringContaining('EADDRINUSE') as string,
      },
    });
    await new Promise((resolve) => other.close(resolve));
    const fleet = unwrap(await start());
    await fleet.close();
    // Nor is any there once it is closed.
    await unwrap(await start()).close();
  });
});

it.each(['', 'hot-chips@', 'hot-chips@123', '--slow', 'Slow', 'slow@2 x', 'x slow', 'slow@a'])(
  'there is no fault %j',
  (text) => {
    expect(parseFaultOrder(text)).toBeNull();
  },
);

it('a fault is typed for all machines or one, on or off', () => {
  const slow = { name: 'slow', machine: null, isOn: true };
  expect(parseFaultOrder(' slow ')).toEqual(slow);
  expect(parseFaultOrder('-slow@12')).toEqual({ ...slow, machine: 12, isOn: false });
});
