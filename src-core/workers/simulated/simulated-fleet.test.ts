import { expect, it, onTestFinished, vi } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { unwrap } from '../../result.ts';
import { serveHttp } from '../../tests/loopback-server.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import { closeAfterTest } from '../../node/tests/node-test.ts';
import { fleetOptions } from '../tests/fleet-options.ts';
import type { WorkerFleet } from '../fleet.ts';
import {
  openConstantDelayFleet,
  openOnDemandFleet,
  openSimulationFleet,
} from './simulated-fleet.ts';

const never = new AbortController().signal;
const namesOf = ({ plans }: WorkerFleet): readonly string[] => plans.map(({ name }) => name);

it('shares the configured hash rate among the loops that simulate it', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const options = fleetOptions({ threadCount: 4, hashRate: 1_000 });
  const fleet = openSimulationFleet(options);
  expect(namesOf(fleet)).toEqual([0, 1, 2, 3].map((index) => `Simulation ${index}`));
  expect(fleet.provesWork).toBe(false);
  const worker = fleet.plans[3]?.make();
  const search = worker?.solve(madeUpWork({ level: 256 }), never);
  vi.advanceTimersByTime(1_000);
  const { name } = worker ?? {};
  expect(options.events).toEqual([
    { type: 'engine-chosen', worker: name, engine: 'simulated' },
    { type: 'hashes-tried', worker: name, hashes: 250, elapsedMs: 1_000 },
  ]);
  await worker?.close();
  expect(await search).toMatchObject({ error: { kind: 'preempted' } });
  // Nothing was hashed since, and nothing goes on.
  expect([options.events.length, vi.getTimerCount()]).toEqual([2, 0]);
  await fleet.close();
});

it('lets each loop solve work at the configured pace', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const options = fleetOptions({ threadCount: 2, constantDelayBlockTime: 10 });
  const fleet = openConstantDelayFleet(options);
  expect(namesOf(fleet)).toEqual(['Constant delay 0', 'Constant delay 1']);
  expect(fleet.provesWork).toBe(false);
  const search = fleet.plans[1]?.make().solve(madeUpWork(), never);
  vi.advanceTimersByTime(500);
  expect(await search).toMatchObject({ ok: true });
  // The tag by which chainweb-mining-client tells its loops apart.
  expect(await options.logged()).toEqual(['debug Thread 11: solve time (seconds): 0.5']);
});

it('makes blocks that are asked for at its port, until it is closed', async () => {
  const options = fleetOptions(
    { threadCount: 2, onDemandInterface: '127.0.0.1', onDemandPort: 0 },
    { chains: () => [mkChainId(5)] },
  );
  const fleet = unwrap(await openOnDemandFleet(options));
  expect(namesOf(fleet)).toEqual(['On demand 0', 'On demand 1']);
  expect(fleet.provesWork).toBe(false);
  const [line = ''] = await options.logged();
  const [, host, port] = /listening for requests on (\S+) port (\d+)$/.exec(line) ?? [];
  expect([host, line.startsWith('info On-demand Server: ')]).toEqual(['127.0.0.1', true]);
  const search = fleet.plans[1]?.make().solve(madeUpWork({ chain: 5 }), never);
  const url = `http://127.0.0.1:${port}/make-blocks`;
  const ask = (body: string): Promise<Response> => fetch(url, { method: 'POST', body });
  expect((await ask('{"5": 1}')).status).toBe(200);
  expect(await search).toMatchObject({ ok: true });
  await fleet.close();
  await expect(ask('{"5": 1}')).rejects.toThrow('fetch failed');
});

it('builds on a parent once, until its block may be lost', async () => {
  const config = { threadCount: 2, onDemandInterface: '127.0.0.1', onDemandPort: 0 };
  const options = fleetOptions(config, { chains: () => [mkChainId(5)] });
  const fleet = closeAfterTest(unwrap(await openOnDemandFleet(options)));
  const port = /\d+$/.exec((await options.logged())[0] ?? '')?.[0];
  await fetch(`http://127.0.0.1:${port}/make-blocks`, { method: 'POST', body: '{"5": 9}' });
  const [first, second] = fleet.plans.map(({ make }) => make());
  const work = madeUpWork({ chain: 5 });
  expect(await first?.solve(work, never)).toMatchObject({ ok: true });
  const again = second?.solve(work, never);
  const later = new Promise((resolve) => setImmediate(() => resolve('later')));
  expect(await Promise.race([again, later])).toBe('later');
  await second?.close();
});

it('says that blocks were asked for on a chain that the network lacks', async () => {
  let chains: readonly ReturnType<typeof mkChainId>[] | null = null;
  const config = { onDemandInterface: '127.0.0.1', onDemandPort: 0 };
  const options = fleetOptions(config, { chains: () => chains });
  const fleet = closeAfterTest(unwrap(await openOnDemandFleet(options)));
  const port = /\d+$/.exec((await options.logged())[0] ?? '')?.[0];
  const url = `http://127.0.0.1:${port}/make-blocks`;
  await fetch(url, { method: 'POST', body: '{"77": 4}' });
  chains = [mkChainId(5)];
  const worker = fleet.plans[0]?.make();
  void worker?.solve(madeUpWork({ chain: 5 }), never);
  expect(await options.logged()).toContain(
    'warn On-demand Server: 4 blocks were asked for on chain 77, which this network lacks',
  );
  await worker?.close();
});

it('names the setting to change where blocks cannot be asked for', async () => {
  const { port } = closeAfterTest(await serveHttp(() => undefined));
  const opened = (onDemandInterface: string) =>
    openOnDemandFleet(fleetOptions({ onDemandInterface, onDemandPort: port }));
  expect(await opened('127.0.0.1')).toMatchObject({
    error: { kind: 'listen', server: 'on-demand', reason: 'in-use', setting: 'onDemandPort' },
  });
  expect(await opened('a b')).toMatchObject({
    error: { reason: 'bad-interface', setting: 'onDemandInterface' },
  });
});
