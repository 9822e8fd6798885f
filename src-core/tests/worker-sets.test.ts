/** Sets of workers in the whole core: machines at the Stratum server and the processor, at the same time. */
import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { decodeWorkHeader } from '../chainweb/work-header.ts';
import { minerConfigSchema } from '../config/miner-config.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import { createMiningSession } from '../mining/mining-session.ts';
import { unwrap } from '../result.ts';
import type { GroupSnapshot, MinerSnapshot } from '../state/snapshot-types.ts';
import { listenOnLoopback } from './loopback-server.ts';
import { host, logger, miningTest, publicKey } from './mining-test.ts';
import type { Mining } from './mining-test.ts';
import { HandClock } from './hand-clock.ts';
import { ScriptedMachine } from './scripted-machine.ts';

const { folder, history, practiceNode, mining } = miningTest();

const set = {
  workers: ['stratum', 'cpu'],
  stratumInterface: '127.0.0.1',
  stratumPort: 0,
  stratumMinDifficulty: 0,
  threadCount: 2,
} satisfies Partial<MinerConfig>;

function group({ groups }: MinerSnapshot, kind: GroupSnapshot['kind']): GroupSnapshot {
  const found = groups.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`${kind} is not in the set`);
  return found;
}

const port = ({ stratum }: MinerSnapshot): number => stratum?.listening?.port ?? 0;

/** A machine that submits solutions of its newest job until it leaves. */
async function solvingMachine(miner: Mining): Promise<ScriptedMachine> {
  const machine = await ScriptedMachine.start(
    port(await miner.until((now) => port(now) > 0)),
    'a.rig',
  );
  const solve = async (): Promise<void> => {
    for (;;) await machine.solve('a.rig');
  };
  // Its connection ends with the test.
  void solve().catch(() => undefined);
  return machine;
}

it('finds accepted blocks with machines and the processor, in headers that never coincide', async () => {
  const node = await practiceNode(0, { firstDifficulty: 2_000 });
  const miner = await mining({ ...set, node: host(node) });
  const machine = await solvingMachine(miner);
  const accepted = (now: MinerSnapshot, isOwn: (worker: string) => boolean): boolean =>
    now.blocks.some(({ worker, state }) => isOwn(worker) && /accepted|confirmed/.test(state));
  const now = await miner.until(
    (later) =>
      accepted(later, (worker) => worker === 'rig') &&
      accepted(later, (worker) => worker.startsWith('CPU')),
  );
  expect(now.groups.map(({ kind, workers }) => [kind, workers])).toEqual([
    ['stratum', ['Stratum 0', 'Stratum 1']],
    ['cpu', ['CPU 0', 'CPU 1']],
  ]);
  for (const { blocks, state, error } of now.groups) {
    expect(blocks).toBeGreaterThan(0);
    expect([state, error]).not.toContain('failed');
  }
  expect(now.workers.map(({ kind }) => kind)).toEqual(['stratum', 'stratum', 'cpu', 'cpu']);
  // Machines have the even times, so that the processor has the odd ones.
  const times = machine.jobs.map(
    ({ header }) => unwrap(decodeWorkHeader(header)).creationTimeMicros % 2n,
  );
  expect(new Set(times)).toEqual(new Set([0n]));
}, 60_000);

it('pauses a kind, and lets the others keep mining', async () => {
  const node = await practiceNode(0, { firstDifficulty: 2_000 });
  const miner = await mining({ ...set, node: host(node) });
  const machine = await ScriptedMachine.start(port(await miner.until((now) => port(now) > 0)));
  await miner.until((now) => group(now, 'cpu').state === 'mining');

  await miner.hold(new Map([['cpu', 'paused']]));
  const paused = group(miner.snapshot(), 'cpu');
  expect(paused).toMatchObject({ state: 'paused', workers: [], startedAtMs: null });
  const count = machine.jobs.length;
  await machine.job(count);
  expect(group(miner.snapshot(), 'stratum')).toMatchObject({ state: 'mining' });

  await miner.hold(new Map([['stratum', 'paused']]));
  await machine.closed;
  const { blocks } = await miner.until((now) => group(now, 'cpu').state === 'mining');
  await miner.until((now) => now.blocks.length > blocks.length);
  expect(port(miner.snapshot())).toBe(0);

  await miner.hold(new Map());
  const again = await miner.until((now) => port(now) > 0);
  await ScriptedMachine.start(port(again));
}, 60_000);

it('tries a kind again that cannot be opened, while others mine', async () => {
  const node = await practiceNode(0, { firstDifficulty: 2_000 });
  const other = await listenOnLoopback(createServer());
  const clock = new HandClock();
  const taken = { ...set, stratumPort: other.port, node: host(node) };
  const miner = await mining(taken, (ms, act) => clock.after(ms, act));
  const failed = group(miner.snapshot(), 'stratum');
  expect(failed).toMatchObject({ state: 'failed', error: { kind: 'listen', reason: 'in-use' } });
  const mines = await miner.until((now) => now.blocks.length > 0);
  expect(mines.problems).toMatchObject([{ kind: 'group', workers: 'stratum' }]);
  clock.pass(10_000);
  await miner.until(() => clock.waiting === 1);
  await other.close();
  clock.pass(29_000);
  expect(group(miner.snapshot(), 'stratum').state).toBe('failed');
  clock.pass(1_000);
  const works = await miner.until((now) => group(now, 'stratum').state === 'mining');
  expect(works.problems).toEqual([]);
  expect(port(works)).toBe(other.port);
}, 60_000);

it('does not start where no kind can be opened', async () => {
  const other = await listenOnLoopback(createServer());
  const node = await practiceNode();
  const config = { ...set, workers: ['stratum'], stratumPort: other.port, node: host(node) };
  const both = { ...config, workers: ['external', 'stratum'], externalWorkerCommand: ' ' };
  for (const each of [config, both] as Partial<MinerConfig>[]) {
    await expect(mining(each)).rejects.toThrow(/in-use|no-command/);
  }
  await other.close();
}, 60_000);

it('lets the processor alone rest on battery, and mines with it anyway when started again', async () => {
  const config = minerConfigSchema.parse({
    ...set,
    ...{ publicKey, practice: true, practiceGraph: 'singleton', pauseOnBattery: true },
  });
  let changed = (): void => undefined;
  let isOnBattery = true;
  const session = createMiningSession({
    config: () => config,
    dataDirectory: folder(),
    history: history(),
    supply: { isOnBattery: () => isOnBattery, listen: (listener) => (changed = listener) },
    version: '0',
    logger,
  });
  onTestFinished(async () => void (await session.close()));
  const states = (): string[] => session.snapshot().groups.map(({ state }) => state);
  const until = (fits: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (fits()) resolve();
      };
      onTestFinished(session.subscribe(look));
      look();
    });

  await session.start();
  await until(() => states().join() === 'mining,resting');
  expect(session.isPaused()).toBe(false);
  expect(session.snapshot().rests).toMatchObject([{ reason: 'battery', kinds: ['cpu'] }]);
  await session.start();
  await until(() => states().join() === 'mining,mining');
  expect(session.snapshot().rests).toEqual([]);

  isOnBattery = false;
  changed();
  isOnBattery = true;
  changed();
  await until(() => states().join() === 'mining,resting');
  await session.pauseWorker('stratum');
  expect(states()).toEqual(['paused', 'resting']);
  isOnBattery = false;
  changed();
  await until(() => states().join() === 'paused,mining');

  await session.stop();
  await session.start();
  await until(() => states().join() === 'paused,mining');
  await session.resumeWorker('stratum');
  await until(() => states().join() === 'mining,mining');
}, 60_000);
