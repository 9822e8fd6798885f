/** Searches over real loopback addresses. */
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../tests/loopback-server.ts';
import { devicesTest, placeOf, simulated } from '../tests/devices-test.ts';

/** Counts the connections to a port of some addresses. */
async function countingListeners(hosts: readonly string[], port: number) {
  const connected: string[] = [];
  for (const host of hosts) {
    const server = createServer((socket) => {
      connected.push(host);
      socket.destroy();
    });
    await new Promise<void>((resolve) => void server.listen(port, host, resolve));
    onTestFinished(() => new Promise((resolve) => void server.close(() => resolve())));
  }
  return connected;
}

// macOS has no other loopback address of its own.
describe.skipIf(process.platform === 'darwin')('a search', () => {
  it('asks the addresses of its range and no other', async () => {
    const test = await devicesTest({ hasServer: false });
    const port = await freePort();
    const hosts = ['127.24.0.1', '127.24.0.2', '127.24.0.3', '127.24.0.4', '127.24.0.5'];
    const connected = await countingListeners(hosts, port);
    await test.found([`127.24.0.2-4:${port}`]);
    expect([...new Set(connected)].sort()).toEqual(['127.24.0.2', '127.24.0.3', '127.24.0.4']);
    const last = test.events.at(-1);
    expect(last).toMatchObject({
      type: 'device-search',
      search: { isRunning: false, isCancelled: false, asked: 3, addresses: 3 },
    });
  });

  it('touches nothing when one of its ranges is refused', async () => {
    const test = await devicesTest({ hasServer: false });
    const port = await freePort();
    const connected = await countingListeners(['127.24.1.1'], port);
    const begun = test.devices.find([`127.24.1.1:${port}`, '8.8.8.0/24']);
    expect(begun).toMatchObject({
      ok: false,
      error: { text: '8.8.8.0/24', reason: 'not-private' },
    });
    expect(connected).toEqual([]);
    expect(test.events).toEqual([]);
  });

  it('finds machines, each once, and refuses a second search meanwhile', async () => {
    const test = await devicesTest({ hasServer: false });
    const machine = await simulated({ kind: 'goldshell', host: '127.24.2.1' });
    const begun = test.found([placeOf(machine)]);
    expect(test.devices.find(['127.24.2.2'])).toMatchObject({ error: { kind: 'searching' } });
    const [id] = await begun;
    expect(await test.found([placeOf(machine)])).toEqual([id]);
    expect(test.events).toContainEqual(
      expect.objectContaining({
        type: 'device-known',
        device: expect.objectContaining({
          id,
          family: 'goldshell',
          model: 'Goldshell KD-BOX II',
          canConfigure: true,
          nameplate: { hashesPerSecond: 5e12, watts: 400 },
        }),
      }),
    );
  });

  it('ends at once when it is cancelled', async () => {
    const test = await devicesTest({ hasServer: false });
    const port = await freePort();
    // Takes connections and never answers.
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => void server.listen(port, '127.24.3.1', resolve));
    onTestFinished(() => void server.close());
    const begun = test.devices.find([`127.24.3.1:${port}`]);
    test.devices.cancelFinding();
    await (begun.ok ? begun.value.ended : Promise.reject(new Error('refused')));
    expect(test.events.at(-1)).toMatchObject({
      search: { isRunning: false, isCancelled: true, asked: 0 },
    });
  });
});
