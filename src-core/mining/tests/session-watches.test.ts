/** What a session notices and marks over time: the clock is set on, and each second is called by hand. */
import { expect, it, onTestFinished, vi } from 'vitest';
import type { MinerConfig } from '../../config/miner-config.ts';
import { NO_SHARES } from '../../stratum/stratum-events.ts';
import { movedClocks } from '../../tests/moved-clocks.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { rateNames } from '../session/worker-rates.ts';
import { openSession } from './running-session.ts';

/** A session for which no time passes but by `pass`, after which it looks once. */
async function inStillTime(wishes: Partial<MinerConfig> = {}) {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const opened = await openSession(wishes, { wakeClock: movedClocks().wakeClock });
  return {
    ...opened,
    pass(seconds: number) {
      vi.setSystemTime(Date.now() + (seconds - 1) * 1_000);
      vi.advanceTimersByTime(1_000);
    },
    notices: () => opened.events.flatMap((each) => (each.type === 'noticed' ? [each.notice] : [])),
  };
}

it('a node that is lost is marked, and notified of', async () => {
  const { session, node, until, pass, marks, notices } = await inStillTime();
  await session.start();
  await until('work-received');
  await node.until(() => node.streams.size === 1);
  node.status = 503;
  for (const stream of node.streams) stream.destroy();
  await until('node-failed');
  pass(1);
  expect(marks()).toEqual(['started']);
  pass(10);
  expect(marks()).toEqual(['started', 'node-lost']);
  expect(notices()).toEqual([]);
  pass(60);
  expect(notices()).toMatchObject([{ kind: 'node-lost', node: `http://${node.address}` }]);
});

it('rates far below those of the history are notified of: of machines, and of this computer', async () => {
  const { session, now, history, until, pass, notices } = await inStillTime({
    ...{ workers: ['cpu', 'stratum'], cpuThreads: 1, practice: true, practiceGraph: 'singleton' },
    ...{ stratumPort: 0, stratumInterface: '127.0.0.1', stratumDifficulty: 0 },
  });
  const cpu = rateNames(now.config).get('cpu') ?? '';
  for (let atMs = Date.now() - 2 * 3_600_000; atMs < Date.now(); atMs += 60_000) {
    const sample = { atMs, hashesPerSecond: 1e14, level: 0, shares: NO_SHARES };
    history.machineSamples.add([['barn@127.0.0.1', sample]]);
    history.workerRates.add(cpu, { atMs, hashesPerSecond: 1e15 });
    history.addSample({
      ...sample,
      hashesPerSecond: 1e13,
      difficulty: null,
      machines: 1,
      nodeShare: 1,
    });
  }
  await session.start();
  const { port } = await until('stratum-listening');
  const machine = await ScriptedMachine.start(port, 'account.barn');
  onTestFinished(() => machine.leave());
  const job = await machine.job();
  await machine.submit(job, machine.find(job), 'account.barn');
  // Each look asks the history for one rate.
  for (const seconds of [1, 1, 1, 1, 300, 300]) pass(seconds);
  const low = notices().flatMap((each) => (each.kind === 'rate-low' ? [each] : []));
  expect(low.map(({ machine: of, worker, usual }) => [of, worker, usual.toPrecision(1)])).toEqual([
    [null, 'cpu', '1e+15'],
    ['barn', null, '1e+14'],
  ]);
});
