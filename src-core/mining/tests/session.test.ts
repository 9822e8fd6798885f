/** A session from start to stop: what it announces, logs, keeps and leaves open. */
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { practiceDataFile } from '../../practice/practice-files.ts';
import { startPracticeNode } from '../../practice/practice-node.ts';
import { unwrap } from '../../result.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { freePort, listenOnLoopback } from '../../tests/loopback-server.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { metricsOf } from './read-metrics.ts';
import { openSession } from './running-session.ts';

describe('a mining session', () => {
  it('mines from its start to its stop, and announces both once', async () => {
    const { session, node, types, until, logged } = await openSession();
    expect([session.isMining(), session.snapshot().phase]).toEqual([false, 'stopped']);
    const starting = session.start();
    expect(await starting).toEqual({ ok: true, value: null });
    expect(await session.start()).toEqual({ ok: true, value: null });
    await until('work-received');
    expect([session.isMining(), session.snapshot().phase]).toEqual([true, 'mining']);
    expect(session.snapshot()).toMatchObject({
      network: { versionName: 'scripted' },
      groups: [{ kind: 'on-demand', state: 'mining' }],
    });
    await node.until(() => node.streams.size === 1);
    expect(await session.stop()).toEqual([]);
    expect(await session.stop()).toEqual([]);
    expect([session.isMining(), session.snapshot().phase]).toEqual([false, 'stopped']);
    await node.until(() => node.streams.size === 0);
    const announced = types().filter((type) => type.startsWith('mining-'));
    expect(announced).toEqual(['mining-started', 'mining-stopping', 'mining-stopped']);
    const lines = await logged('info');
    expect(lines.filter((line) => line === 'mining has stopped')).toHaveLength(1);
    expect(lines).toContain(`mining with node http://${node.address} on network scripted`);
  });

  it('keeps what was decided about rigs while machines pause', async () => {
    const { session, until, types } = await openSession({
      ...{ worker: 'stratum', stratumInterface: '127.0.0.1', stratumPort: 0 },
      ...{ stratumAskFirst: true, stratumAllowedRigs: ['attic'] },
    });
    await session.start();
    session.askFirst(false);
    session.letIn('shed');
    expect(session.minedWith()).toMatchObject({
      ...{ stratumAskFirst: false, stratumAllowedRigs: ['attic', 'shed'] },
    });
    await session.pauseWorker('stratum');
    const from = types().length;
    await session.resumeWorker('stratum');
    const { port } = await until('stratum-listening', from);
    const answers = async (rig: string): Promise<unknown> => {
      const machine = await ScriptedMachine.connect(port);
      const { result } = await machine.request('mining.authorize', [`me.${rig}`, 'x']);
      await machine.leave();
      return result;
    };
    expect(await answers('attic')).toBe(true);
    expect(await answers('shed')).toBe(true);
    expect(await answers('barn')).toBeNull();
  });

  it('hands a block in, and follows it until the chain has another', async () => {
    const { session, node, history, until, findBlock } = await openSession();
    await session.start();
    await until('work-received');
    await findBlock();
    const { id } = await until('solution-accepted');
    expect(history.block(id)).toMatchObject({ state: 'accepted', height: 1, chain: 0 });
    node.grow();
    node.grow();
    node.tell('event:New Cut\n\n');
    expect(await until('block-orphaned')).toMatchObject({ id });
    expect(history.block(id)?.state).toBe('orphaned');
    await session.stop();
    expect(history.outbox.all()).toEqual([]);
  });

  it('says that a worker without hashes finds nothing for a node that checks them', async () => {
    const { session, node, until, findBlock } = await openSession();
    await session.start();
    await until('work-received');
    node.status = 400;
    await findBlock();
    expect(await until('worker-troubled')).toMatchObject({
      fault: { kind: 'pow-checked', lastWords: null },
    });
    expect(await until('solution-refused')).toMatchObject({ error: { status: 400 } });
  });

  it('says nothing of the worker where a node refuses a block for another reason', async () => {
    const { session, node, until, types, findBlock } = await openSession();
    await session.start();
    await until('work-received');
    node.status = 404;
    await findBlock();
    expect(await until('solution-refused')).toMatchObject({ error: { status: 404 } });
    await session.stop();
    expect(types()).not.toContain('worker-troubled');
  });

  it('makes blocks for the chains of the network, or for any where the node names none', async () => {
    const none = 'invalid request body: this network has no chain 7';
    for (const [namesChains, answer] of [
      [true, none],
      [false, '[]'],
    ] as const) {
      const { session, node, until, findBlock } = await openSession();
      node.namesChains = namesChains;
      await session.start();
      await until('work-received');
      expect(await findBlock(7)).toBe(answer);
      expect(await findBlock()).toBe('[]');
      expect(await until('solution-accepted')).toBeDefined();
    }
  });

  it('follows blocks of an earlier run', async () => {
    const { session, node, until, findBlock } = await openSession();
    await session.start();
    await until('work-received');
    await findBlock();
    const { id } = await until('solution-accepted');
    await session.stop();
    node.grow();
    node.grow();
    await session.start();
    expect(await until('block-orphaned')).toMatchObject({ id });
  });

  it('is sampled each second while it mines', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const { session, until, types } = await openSession();
    await session.start();
    await until('work-received');
    expect(types()).not.toContain('sampled');
    vi.advanceTimersByTime(1_000);
    const { sample } = await until('sampled');
    expect(sample).toMatchObject({ hashesPerSecond: expect.any(Number) });
    await session.stop();
    expect(types().at(-1)).toBe('mining-stopped');
  });

  it('does not start without a key, and leaves nothing open', async () => {
    const metricsPort = await freePort();
    const { session, types, now } = await openSession({ publicKey: '', metricsPort });
    expect(await session.start()).toEqual({
      ok: false,
      error: { kind: 'public-key', setting: 'publicKey', reason: 'missing', digits: 0 },
    });
    expect([session.isMining(), session.isPaused()]).toEqual([false, false]);
    expect(await metricsOf(metricsPort)).toBeNull();
    expect(types()).toEqual([]);
    now.config = { ...now.config, publicKey: 'ab'.repeat(32) };
    expect(await session.start()).toMatchObject({ ok: true });
  });

  it('does not start where its port is taken, and then does', async () => {
    const taken = await listenOnLoopback(createServer());
    const { session, types, logged } = await openSession({ onDemandPort: taken.port });
    expect(await session.start()).toMatchObject({
      ok: false,
      error: { kind: 'listen', reason: 'in-use', port: taken.port, setting: 'onDemandPort' },
    });
    expect([session.isMining(), types(), await logged('error')]).toEqual([false, [], []]);
    await taken.close();
    expect(await session.start()).toMatchObject({ ok: true });
  });

  it('calls all its listeners, until they are removed', async () => {
    const { session, types, logged } = await openSession();
    const heard: string[] = [];
    const remove = session.subscribe(({ type }) => {
      heard.push(type);
      throw new Error('made to break');
    });
    session.reportNotStarted('not-started');
    remove();
    session.reportNotStarted('not-started');
    // A notice tells the user of it.
    expect(heard).toEqual(['not-started', 'noticed']);
    expect(types().filter((type) => type === 'not-started')).toHaveLength(2);
    expect(await logged('error')).toEqual([
      expect.stringMatching(/^a listener of the miner failed on not-started: Error: made to break/),
      expect.stringMatching(/^a listener of the miner failed on noticed: Error: made to break/),
    ]);
  });
});

describe('kinds of workers of a session', () => {
  it('pause and resume while it mines', async () => {
    const { session, until, events } = await openSession();
    const state = (): string | undefined => session.snapshot().groups[0]?.state;
    await session.start();
    await until('work-received');
    await session.pauseWorker('on-demand');
    expect([session.isMining(), state()]).toEqual([true, 'paused']);
    await session.stop();
    await session.start();
    expect(state()).toBe('paused');
    const from = events.length;
    await session.resumeWorker('on-demand');
    await until('work-received', from);
    expect(state()).toBe('mining');
  });

  it('rest on battery, and announce why', async () => {
    const { session, onBattery, until, events } = await openSession({
      ...{ worker: 'cpu', threadCount: 1, pauseOnBattery: true },
    });
    await session.start();
    await until('mining-started');
    onBattery(true);
    await until('mining-stopped');
    expect(session.snapshot()).toMatchObject({ rests: [{ reason: 'battery' }], phase: 'stopped' });
    expect(session.isPaused()).toBe(true);
    const from = events.length;
    onBattery(false);
    await until('mining-started', from);
    expect(await until('paused')).toMatchObject({ reason: 'battery', atMs: expect.any(Number) });
  });

  it('announce that mining cannot resume, and close what was open', async () => {
    const metricsPort = await freePort();
    const { session, onBattery, until, now } = await openSession({
      ...{ worker: 'cpu', threadCount: 1, pauseOnBattery: true, metricsPort },
    });
    onBattery(true);
    await session.start();
    now.config = { ...now.config, publicKey: 'x' };
    onBattery(false);
    expect(await until('resume-failed')).toMatchObject({
      ...{ isTriedAgain: false, error: { kind: 'public-key' } },
    });
    await expect.poll(() => metricsOf(metricsPort)).toBeNull();
    expect([session.isMining(), session.isPaused()]).toEqual([false, false]);
  });
});

it('the practice chains are reset, but not while it mines', async () => {
  const { session, types, logged } = await openSession({
    ...{ practice: true, practiceGraph: 'singleton', worker: 'constant-delay' },
  });
  await session.start();
  expect(await session.resetPractice()).toEqual({ ok: false, error: { kind: 'mining' } });
  await session.stop();
  expect(types()).not.toContain('practice-reset');
  expect(await session.resetPractice()).toEqual({ ok: true, value: null });
  expect(types().at(-1)).toBe('practice-reset');
  expect(await logged('info')).toContain('the practice chains were reset');
  expect(session.snapshot()).toMatchObject({ tips: [], network: null });
});

it('the practice chains are not reset while another program has them', async () => {
  const { session, folder, types, logged } = await openSession();
  const dataFile = practiceDataFile(folder);
  const node = unwrap(
    await startPracticeNode({ port: 0, graph: 'singleton', dataFile }, collectedLog().logger),
  );
  onTestFinished(() => node.close());
  expect(await session.resetPractice()).toEqual({
    ...{
      ok: false,
      error: { kind: 'not-deleted', detail: expect.stringMatching(/has them open$/) },
    },
  });
  expect([types(), await logged('info')]).toEqual([[], []]);
});

it('questions of machines are answered only where they are open', async () => {
  const { session } = await openSession();
  expect(session.answerMachine(7, true)).toBe(false);
  session.letIn('rig');
  await session.start();
  expect(session.answerMachine(7, true)).toBe(false);
});
