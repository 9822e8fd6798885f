/** The whole core with machines: practice network, miner and Stratum server over real sockets. */
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { host, miningTest } from './mining-test.ts';
import { listenOnLoopback } from './loopback-server.ts';
import { ScriptedMachine } from './scripted-machine.ts';
import { minerConfigSchema } from '../config/miner-config.ts';
import { startMining } from '../mining/start-mining.ts';
import type { MinerSnapshot } from '../state/snapshot-types.ts';
import { logger, publicKey } from './mining-test.ts';

const { folder, history, practiceNode, mining } = miningTest();

const stratum = {
  worker: 'stratum',
  stratumInterface: '127.0.0.1',
  stratumPort: 0,
  stratumMinDifficulty: 0,
} as const;

describe('mining with machines', () => {
  it('hands their blocks in, and lists them with their shares', async () => {
    const node = await practiceNode(0, { firstDifficulty: 500 });
    const miner = await mining({ ...stratum, node: host(node), threadCount: 2 });
    const { stratum: server } = await miner.until((now) => (now.stratum?.listening?.port ?? 0) > 0);
    const machine = await ScriptedMachine.start(server?.listening?.port ?? 0, 'me.garage');
    // The node picks chains at random, so a job that came late may be for a chain whose block was
    // found meanwhile. Its share is stale or its block orphaned: a machine simply continues.
    let shares = 0;
    const solved = ({ blockCounts }: MinerSnapshot): number =>
      blockCounts.accepted + blockCounts.confirmed;
    while (solved(miner.snapshot()) < 5) {
      const answer = await machine.solve('me.garage');
      if (answer.result === true) shares += 1;
      else expect(answer.error?.[0]).toBe(21);
    }
    const now = miner.snapshot();
    expect(now.stratum?.machines).toMatchObject([
      { rig: 'garage', address: '127.0.0.1', isOnline: true },
    ]);
    expect(new Set(now.blocks.map(({ worker }) => worker))).toEqual(new Set(['garage']));
    const measured = await miner.until(
      (later) => (later.stratum?.machines[0]?.shares.accepted ?? 0) >= shares,
    );
    expect(measured.stratum?.machines[0]?.shares.blocks).toBeGreaterThanOrEqual(5);
    const best = history().bestShares(node.versionName);
    expect(best.machines).toEqual([best.ever]);
    expect(best.ever).toMatchObject({ machine: 'garage' });
    expect(best.ever!.difficulty).toBeGreaterThanOrEqual(best.ever!.blockDifficulty);
    await machine.leave();
    await miner.until((later) => later.stratum?.machines[0]?.leftAtMs !== null);
  });

  it('asks the user about a rig it does not know, and does as answered', async () => {
    const node = await practiceNode();
    const miner = await mining({
      ...stratum,
      node: host(node),
      stratumAskFirst: true,
      stratumAllowedRigs: ['Known'],
    });
    const { stratum: server } = await miner.until((now) => (now.stratum?.listening?.port ?? 0) > 0);
    const port = server?.listening?.port ?? 0;
    const known = await ScriptedMachine.connect(port);
    expect(await known.request('mining.authorize', ['me.known', 'x'])).toMatchObject({
      result: true,
    });
    const stranger = await ScriptedMachine.connect(port);
    const answer = stranger.request('mining.authorize', ['me.stranger', 'x']);
    const { stratum: asking } = await miner.until((now) => now.stratum?.asking.length === 1);
    expect(asking?.asking).toMatchObject([{ rig: 'stranger', address: '127.0.0.1' }]);
    // It is listed by its name while it waits.
    await miner.until(
      (now) => now.stratum?.machines.some(({ rig }) => rig === 'stranger') ?? false,
    );
    expect(miner.answerMachine(asking?.asking[0]?.question ?? -1, false)).toBe(true);
    expect(await answer).toMatchObject({ result: null, error: [24, expect.any(String), null] });
    expect(miner.snapshot().stratum?.asking).toEqual([]);
    expect(miner.answerMachine(4711, true)).toBe(false);
    await Promise.all([known.leave(), stranger.leave()]);
  });

  it('lets a rig in that the list kept out, once it connects again', async () => {
    const node = await practiceNode();
    const miner = await mining({ ...stratum, node: host(node), stratumAllowedRigs: ['known'] });
    const { stratum: server } = await miner.until((now) => (now.stratum?.listening?.port ?? 0) > 0);
    const port = server?.listening?.port ?? 0;
    const known = await ScriptedMachine.start(port, 'me.known');
    const stranger = await ScriptedMachine.connect(port);
    const refused = await stranger.request('mining.authorize', ['me.Stranger', 'x']);
    expect(refused).toMatchObject({ result: null, error: [24, expect.any(String), null] });
    miner.letIn('stranger');
    await stranger.closed;
    const letIn = await miner.until(({ stratum: now }) =>
      (now?.machines ?? []).some(({ leftReason }) => leftReason !== null),
    );
    expect(letIn.stratum?.machines.map(({ leftReason }) => leftReason)).toEqual([
      null,
      { kind: 'let-in' },
    ]);
    const again = await ScriptedMachine.start(port, 'me.Stranger');
    expect(again.jobs).not.toHaveLength(0);
    await Promise.all([known.leave(), again.leave()]);
  });

  it('lets every machine in at once: one that waits, one that was declined, and all that come', async () => {
    const node = await practiceNode();
    const miner = await mining({ ...stratum, node: host(node), stratumAskFirst: true });
    const { stratum: server } = await miner.until((now) => (now.stratum?.listening?.port ?? 0) > 0);
    const port = server?.listening?.port ?? 0;
    const declined = await ScriptedMachine.connect(port);
    const refusal = declined.request('mining.authorize', ['me.declined', 'x']);
    const { stratum: asking } = await miner.until((now) => now.stratum?.asking.length === 1);
    miner.answerMachine(asking?.asking[0]?.question ?? -1, false);
    expect(await refusal).toMatchObject({ result: null });
    const waiting = await ScriptedMachine.connect(port);
    const answer = waiting.request('mining.authorize', ['me.waiting', 'x']);
    await miner.until((now) => now.stratum?.asking.length === 1);
    miner.letAllIn();
    expect(await answer).toMatchObject({ result: true });
    await declined.closed;
    const again = await ScriptedMachine.start(port, 'me.declined');
    const other = await ScriptedMachine.start(port, 'me.other');
    expect([...again.jobs, ...other.jobs].length).toBeGreaterThan(1);
    expect(miner.snapshot().stratum?.asking).toEqual([]);
    await Promise.all([waiting.leave(), again.leave(), other.leave()]);
  });

  it('keeps to the list at once, refuses what waits for an answer, and asks again at once', async () => {
    const node = await practiceNode();
    const lists = { stratumAskFirst: true, stratumAllowedRigs: ['known'] };
    const miner = await mining({ ...stratum, node: host(node), ...lists });
    const { stratum: server } = await miner.until((now) => (now.stratum?.listening?.port ?? 0) > 0);
    const port = server?.listening?.port ?? 0;
    const known = await ScriptedMachine.start(port, 'me.known');
    const stranger = await ScriptedMachine.connect(port);
    const authorize = () => stranger.request('mining.authorize', ['me.stranger', 'x']);
    const answer = authorize();
    await miner.until((now) => now.stratum?.asking.length === 1);
    miner.askFirst(false);
    expect(await answer).toMatchObject({ result: null, error: [24, expect.any(String), null] });
    expect(miner.snapshot().stratum?.asking).toEqual([]);
    const refusals = () => miner.snapshot().stratum?.machines.map(({ refusal }) => refusal);
    expect(refusals()).toEqual([null, { kind: 'rig-not-listed', rig: 'stranger' }]);
    expect(await authorize()).toMatchObject({ result: null });
    miner.askFirst(true);
    const again = authorize();
    const { stratum: asking } = await miner.until((now) => now.stratum?.asking.length === 1);
    miner.answerMachine(asking?.asking[0]?.question ?? -1, true);
    expect(await again).toMatchObject({ result: true });
    await Promise.all([known.leave(), stranger.leave()]);
  });

  it('disconnects machines when no node has work for long, and accepts them when one has', async () => {
    const options = { firstDifficulty: 500 };
    const node = await practiceNode(0, options);
    const miner = await mining({ ...stratum, node: host(node), stratumNodeTimeout: 1 });
    const { stratum: server } = await miner.until((now) => (now.stratum?.listening?.port ?? 0) > 0);
    const port = server?.listening?.port ?? 0;
    const machine = await ScriptedMachine.start(port, 'me.garage');
    await node.kill();
    // Jobs continue at first, and a block is kept for the node.
    await miner.until(({ problems }) => problems.some(({ kind }) => kind === 'node'));
    const job = machine.jobs.at(-1) ?? (await machine.job());
    expect(await machine.submit(job, machine.find(job))).toMatchObject({ result: true });
    await machine.closed;
    const gone = await miner.until(
      ({ stratum: now }) => (now?.machines[0]?.leftReason ?? null) !== null,
    );
    expect(gone.stratum?.machines[0]?.leftReason).toEqual({ kind: 'no-node', ms: 1_000 });
    expect(gone.problems).toContainEqual(expect.objectContaining({ kind: 'stood-down' }));
    expect(gone.blockCounts.pending).toBe(1);
    const refused = await ScriptedMachine.connect(port);
    await refused.closed;
    expect(refused.received).toEqual([
      { id: null, result: null, error: [20, 'no node has work', null] },
    ]);

    await practiceNode(node.port, options);
    await miner.until(({ problems }) => problems.length === 0);
    const back = await ScriptedMachine.start(port, 'me.garage');
    await back.leave();
  });

  it('shows machines whose every share is refused as a problem, until a share is good', async () => {
    const node = await practiceNode(0, { firstDifficulty: 500 });
    const miner = await mining({ ...stratum, node: host(node) });
    const { stratum: server } = await miner.until((now) => (now.stratum?.listening?.port ?? 0) > 0);
    const machine = await ScriptedMachine.start(server?.listening?.port ?? 0, 'me.garage');
    const submitBad = async (): Promise<void> => {
      const job = machine.jobs.at(-1) ?? (await machine.job());
      const answer = await machine.submit(job, machine.findMiss(), 'me.garage');
      expect(answer).toMatchObject({ error: [23, expect.any(String), null] });
    };
    const sharesProblem = ({ problems }: MinerSnapshot) =>
      problems.find(({ kind }) => kind === 'shares');

    for (let count = 0; count < 4; count += 1) await submitBad();
    // Half a minute of refused shares is no chance; it is not waited for.
    const realNow = performance.now.bind(performance);
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => realNow() + 31_000);
    onTestFinished(() => clock.mockRestore());
    await submitBad();
    const refused = await miner.until((now) => sharesProblem(now) !== undefined);
    expect(sharesProblem(refused)).toMatchObject({
      machines: 1,
      names: ['garage'],
      refusal: { kind: 'low-difficulty' },
    });
    await miner.until((now) => now.stratum?.machines[0]?.isAllRefused === true);

    // A job may be replaced while it is searched: then its share is stale, and the next one counts.
    for (let isGood = false; !isGood;) {
      const job = machine.jobs.at(-1) ?? (await machine.job());
      const answer = await machine.submit(job, machine.find(job), 'me.garage');
      isGood = answer.result === true;
    }
    await miner.until((now) => sharesProblem(now) === undefined);
    await miner.until((now) => now.stratum?.machines[0]?.isAllRefused === false);
    await machine.leave();
  });

  it('keeps machines without a node when the timeout is 0', async () => {
    const node = await practiceNode();
    const miner = await mining({ ...stratum, node: host(node), stratumNodeTimeout: 0 });
    const { stratum: server } = await miner.until((now) => (now.stratum?.listening?.port ?? 0) > 0);
    const machine = await ScriptedMachine.start(server?.listening?.port ?? 0, 'me.garage');
    await node.kill();
    const failures = (): number => miner.events.filter(({ type }) => type === 'node-failed').length;
    await miner.until(() => failures() > 4);
    expect(miner.events.some(({ type }) => type === 'stratum-stood-down')).toBe(false);
    await machine.leave();
  });

  it('does not start on a port that is taken', async () => {
    const other = await listenOnLoopback(createServer());
    const started = await startMining({
      config: minerConfigSchema.parse({ publicKey, ...stratum, stratumPort: other.port }),
      dataDirectory: folder(),
      history: history(),
      logger,
      onEvent: () => undefined,
    });
    expect(started).toMatchObject({
      ok: false,
      error: { kind: 'listen', server: 'stratum', setting: 'stratumPort', port: other.port },
    });
    await other.close();
  });
});
