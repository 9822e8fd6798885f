import { expect, it, onTestFinished } from 'vitest';
import type { MinerConfig } from '../../config/miner-config.ts';
import { unwrap } from '../../result.ts';
import { closeAfterTest } from '../../node/tests/node-test.ts';
import { serveHttp } from '../../tests/loopback-server.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { fleetOptions } from '../tests/fleet-options.ts';
import { openStratumFleet } from './stratum-fleet.ts';

const never = new AbortController().signal;

/** A fleet on a free port, and what it reports. */
async function opened(config: Partial<MinerConfig> = {}) {
  const options = fleetOptions({
    ...{ stratumInterface: '127.0.0.1', stratumPort: 0, threadCount: 2, ...config },
  });
  const fleet = closeAfterTest(unwrap(await openStratumFleet(options)));
  const listening = options.events.find(({ type }) => type === 'stratum-listening');
  const port = listening?.type === 'stratum-listening' ? listening.port : 0;
  return { ...options, fleet, port };
}

/** What a rig is answered when it wants to mine: true, or null where it may not. */
async function answerTo(port: number, rig: string, password = 'x'): Promise<unknown> {
  const machine = await ScriptedMachine.connect(port);
  onTestFinished(() => void machine.socket.destroy());
  await machine.subscribe();
  const { result } = await machine.request('mining.authorize', [rig, password]);
  return result;
}

it('has loops whose work machines solve, each solution with its loop', async () => {
  const { fleet, port, solutions, logged } = await opened({ stratumDifficulty: 'block' });
  expect(fleet.plans.map(({ name }) => name)).toEqual(['Stratum 0', 'Stratum 1']);
  expect(fleet.provesWork).toBe(true);
  const search = fleet.plans[1]?.make().solve(madeUpWork({ level: 4 }), never);
  const machine = await ScriptedMachine.start(port, 'any');
  onTestFinished(() => void machine.socket.destroy());
  const job = await machine.job();
  await machine.submit(job, machine.find(job));
  expect(await search).toMatchObject({ ok: true });
  expect(solutions.map(([worker]) => worker)).toEqual(['Stratum 1']);
  expect((await logged())[0]).toMatch(/^info Stratum Server: /);
});

it('reports the hashes that machines prove as those of its loops', async () => {
  const openedAtMs = performance.now();
  const { fleet, port, events } = await opened({ stratumDifficulty: 'block' });
  void fleet.plans[0]?.make().solve(madeUpWork({ level: 4 }), never);
  const machine = await ScriptedMachine.start(port, 'any');
  onTestFinished(() => void machine.socket.destroy());
  const job = await machine.job();
  await machine.submit(job, machine.find(job));
  const proven = () =>
    events.flatMap((event, at) =>
      event.type === 'stratum-measured' && event.hashRate.oneMinute.hashesPerSecond > 0 ? [at] : [],
    );
  await expect.poll(proven, { timeout: 10_000 }).not.toEqual([]);
  const [measured, ...tried] = events.slice(proven()[0]).slice(0, 3);
  expect(tried).toHaveLength(2);
  const rate = measured?.type === 'stratum-measured' ? measured.hashRate.oneMinute : null;
  for (const [lane, event] of tried.entries()) {
    if (event.type !== 'hashes-tried') throw new Error(event.type);
    expect(event.worker).toBe(`Stratum ${lane}`);
    // The figures come every second.
    expect(event.elapsedMs).toBeGreaterThan(100);
    expect(event.elapsedMs).toBeLessThan(performance.now() - openedAtMs);
    // Of two loops.
    expect((2 * event.hashes * 1_000) / event.elapsedMs).toBeCloseTo(rate?.hashesPerSecond ?? -1);
  }
});

it('lets every machine mine where no rule is set', async () => {
  const { fleet, port } = await opened();
  expect(await answerTo(port, 'any')).toBe(true);
  // And those that give no name.
  void fleet.plans[0]?.make().solve(madeUpWork({ level: 60 }), never);
  const machine = await ScriptedMachine.start(port);
  machine.socket.destroy();
});

it('lets listed rigs mine, and those that the user lets in later', async () => {
  const { fleet, port } = await opened({ stratumAllowedRigs: ['Shed'] });
  expect([await answerTo(port, 'shed'), await answerTo(port, 'attic')]).toEqual([true, null]);
  const refused = await ScriptedMachine.connect(port);
  await refused.subscribe();
  await refused.request('mining.authorize', ['attic', 'x']);
  fleet.letIn?.('Attic');
  // It connects again by itself.
  await refused.closed;
  expect(await answerTo(port, 'attic')).toBe(true);
});

it('lets rigs mine that know the password', async () => {
  const { port } = await opened({ stratumPassword: 'sesame' });
  expect(await answerTo(port, 'any', 'sesame')).toBe(true);
  expect(await answerTo(port, 'any', 'x')).toBeNull();
});

it('asks the user about rigs that are not listed', async () => {
  const { fleet, port, events } = await opened({
    ...{ stratumAskFirst: true, stratumAllowedRigs: ['Shed'] },
  });
  const questions = () =>
    events.flatMap((event) => (event.type === 'machine-asks' ? [event.question] : []));
  expect(await answerTo(port, 'shed')).toBe(true);
  expect(questions()).toEqual([]);
  const accepted = answerTo(port, 'attic');
  await expect.poll(questions, { timeout: 10_000 }).toHaveLength(1);
  expect(fleet.answerMachine?.(questions()[0] ?? 0, true)).toBe(true);
  expect(await accepted).toBe(true);
  void answerTo(port, 'barn').catch(() => undefined);
  await expect.poll(questions, { timeout: 10_000 }).toHaveLength(2);
  // Its questions end with it.
  await fleet.close();
  expect(fleet.answerMachine?.(questions()[1] ?? 0, true)).toBe(false);
});

it('names the setting to change where it cannot open', async () => {
  const stratumInterface = '127.0.0.1';
  const { port } = closeAfterTest(await serveHttp(() => undefined));
  expect(
    await openStratumFleet(fleetOptions({ stratumInterface, stratumPort: port })),
  ).toMatchObject({
    error: { kind: 'listen', server: 'stratum', reason: 'in-use', setting: 'stratumPort' },
  });
  const elsewhere = fleetOptions({ stratumInterface: 'a b', stratumPort: 0 });
  expect(await openStratumFleet(elsewhere)).toMatchObject({
    error: { reason: 'bad-interface', setting: 'stratumInterface' },
  });
  const odd = fleetOptions({ stratumInterface, stratumDifficulty: 'period:0' });
  expect(await openStratumFleet(odd)).toEqual({
    ok: false,
    error: { kind: 'stratum-difficulty', setting: 'stratumDifficulty', value: 'period:0' },
  });
});
