/** Blocks that machines find, from their share to the node. */
import { expect, it, onTestFinished, vi } from 'vitest';
import type { MinerConfig } from '../../config/miner-config.ts';
import { freePort } from '../../tests/loopback-server.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { openSession } from './running-session.ts';

/** A session with a machine that has work. Every hash solves a block of the scripted node. */
async function withMachine(wishes: Partial<MinerConfig> = {}) {
  const stratumPort = await freePort();
  const opened = await openSession({
    ...{ worker: 'stratum', stratumPort, stratumInterface: '127.0.0.1' },
    ...{ stratumDifficulty: 0, ...wishes },
  });
  await opened.session.start();
  const machine = await ScriptedMachine.start(stratumPort, 'account.barn');
  onTestFinished(() => machine.leave());
  return { ...opened, machine };
}

it('is handed in, kept, and shown as the block of its rig', async () => {
  const { machine, session, history, until, logged } = await withMachine();
  const job = await machine.job();
  expect(await machine.submit(job, machine.find(job), 'account.barn')).toMatchObject({
    result: true,
  });
  const { id } = await until('solution-accepted');
  expect(history.block(id)).toMatchObject({ worker: 'barn', state: 'accepted', height: 1 });
  expect(session.snapshot().stratum).toMatchObject({ online: 1 });
  await session.stop();
  expect(history.outbox.all()).toEqual([]);
  expect(await logged('error')).toEqual([]);
});

it('machines are sent away while no node has work, for as long as is set', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { node, machine, types, until } = await withMachine({ stratumNodeTimeout: 1 });
  node.status = 503;
  for (const stream of node.streams) stream.destroy();
  await until('node-failed');
  vi.advanceTimersByTime(999);
  expect(types()).not.toContain('stratum-stood-down');
  vi.advanceTimersByTime(1);
  await machine.closed;
  const { reason } = await until('machine-left');
  expect(reason).toEqual({ kind: 'no-node', ms: 1_000 });
});
