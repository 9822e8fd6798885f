/** Blocks that machines find, from their share to the node. */
import { expect, it, onTestFinished, vi } from 'vitest';
import type { MinerConfig } from '../../config/miner-config.ts';
import type { History } from '../../history/history.ts';
import { freePort } from '../../tests/loopback-server.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { openSession } from './running-session.ts';

/** A session with a machine that has work. Every hash solves a block of the scripted node. */
async function withMachine(
  wishes: Partial<MinerConfig> = {},
  historyFor: (history: History) => History = (own) => own,
) {
  const stratumPort = await freePort();
  const settings = { worker: 'stratum', stratumPort, stratumInterface: '127.0.0.1' } as const;
  const opened = await openSession(
    { ...settings, stratumDifficulty: 0, ...wishes },
    { historyFor },
  );
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

/**
 * A machine's block of work that was replaced by other work on the same parent: no mining loop waits for it. The node
 * holds it.
 */
async function lateBlock(historyFor?: (history: History) => History) {
  const opened = await withMachine({ threadCount: 1 }, historyFor);
  const { machine, node, until, events } = opened;
  node.holdsSolutions = true;
  const job = await machine.job();
  await node.until(() => node.streams.size === 1);
  const from = events.length;
  node.tell('event:New Cut\n\n');
  await until('work-received', from);
  void machine.submit(job, machine.find(job), 'account.barn').catch(() => 'it is disconnected');
  await node.until(() => node.asked.some((path) => path.endsWith('/mining/solved')));
  return { ...opened, id: (await until('solution-found', from)).id };
}

it('is handed in too where its work was replaced by other work on the same block', async () => {
  const { node, id, history, until } = await lateBlock();
  node.answerSolutions();
  expect(await until('solution-accepted')).toMatchObject({ id });
  expect(history.block(id)).toMatchObject({ worker: 'barn', state: 'accepted', height: 1 });
});

it('is awaited at a stop, as the node may answer', async () => {
  const { node, id, session, history, until, types } = await lateBlock();
  const stopping = session.stop();
  await until('stratum-closed');
  node.answerSolutions();
  expect(await stopping).toEqual([]);
  expect(history.block(id)?.state).toBe('accepted');
  expect(types().indexOf('solution-accepted')).toBeLessThan(types().indexOf('mining-stopped'));
  expect(history.outbox.all()).toEqual([]);
});

it('is kept where a bug prevents that its answer is taken, which the stop reports', async () => {
  const { node, session, history, until } = await lateBlock((own) => ({
    ...own,
    record(event) {
      if (event.type === 'solution-accepted') throw new Error('a bug');
      own.record(event);
    },
  }));
  const stopping = session.stop();
  await until('stratum-closed');
  node.answerSolutions();
  expect(await stopping).toEqual([{ part: 'outbox', detail: 'a bug' }]);
  expect(history.outbox.all()).toHaveLength(1);
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
