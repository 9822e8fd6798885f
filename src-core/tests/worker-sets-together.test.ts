/** Machines, a graphics card in software and the processor at once: a minute of `npm run bench -- workers`, without times. */
import { expect, it } from 'vitest';
import type { MinerConfig } from '../config/miner-config.ts';
import type { WorkerKind } from '../config/workers-of.ts';
import type { MinerSnapshot } from '../state/snapshot-types.ts';
import { HAS_SOFTWARE_GPU, startSoftwareGpu } from '../workers/gpu/tests/software-gpu.ts';
import { host, miningTest } from './mining-test.ts';
import { ScriptedMachine } from './scripted-machine.ts';
import { SearchedHeaders } from './searched-headers.ts';

const { history, practiceNode, mining } = miningTest();

const kinds: readonly WorkerKind[] = [
  'stratum',
  ...(HAS_SOFTWARE_GPU ? (['gpu'] as const) : []),
  'cpu',
];
const set = {
  workers: [...kinds],
  allowSoftwareGpu: true,
  cpuDutyCycle: 0.05,
  cpuThreads: 2,
  threadCount: 2,
  stratumInterface: '127.0.0.1',
  stratumPort: 0,
  stratumMinDifficulty: 0,
} satisfies Partial<MinerConfig>;

it('search no header twice, add up, and keep mining while one of them is paused', async () => {
  const searched = new SearchedHeaders();
  const solvers = new Set<string>();
  const { outbox } = history();
  const put = outbox.put.bind(outbox);
  outbox.put = (entry) => {
    const isMachine = entry.worker.startsWith('Stratum');
    solvers.add(isMachine ? 'machine' : entry.worker);
    if (!isMachine) searched.add(entry.worker, entry.bytes);
    put(entry);
  };
  const node = await practiceNode(0, { firstDifficulty: 20_000 });
  const miner = await mining({ ...set, node: host(node) }, undefined, startSoftwareGpu());
  const { stratum } = await miner.until((now) => (now.stratum?.listening ?? null) !== null);
  const machine = await ScriptedMachine.start(stratum?.listening?.port ?? 0, 'a.rig');
  let isLost = false;
  void machine.closed.then(() => (isLost = true));
  const solve = async (): Promise<void> => {
    for (;;) await machine.solve('a.rig');
  };
  // Its connection ends with the test.
  void solve().catch(() => undefined);

  /** Waits until all of these have found a block. */
  async function untilSolved(...names: readonly string[]): Promise<MinerSnapshot> {
    solvers.clear();
    return miner.until(() => names.every((name) => solvers.has(name)));
  }
  const others = ['machine', ...(HAS_SOFTWARE_GPU ? ['GPU 0'] : [])];
  const before = await untilSolved(...others, 'CPU 0', 'CPU 1');
  expect(before.groups.map(({ kind }) => kind)).toEqual(kinds);

  await miner.hold(new Map([['cpu', 'paused']]));
  const paused = await untilSolved(...others);
  expect([...solvers].filter((name) => name.startsWith('CPU'))).toEqual([]);
  const started = (now: MinerSnapshot): unknown =>
    now.groups.flatMap(({ kind, startedAtMs }) => (kind === 'cpu' ? [] : [[kind, startedAtMs]]));
  expect(started(paused)).toEqual(started(before));
  await miner.hold(new Map());
  const after = await untilSolved(...others, 'CPU 0', 'CPU 1');
  expect(started(after)).toEqual(started(before));

  for (const now of [before, paused, after]) {
    const sum = now.groups.reduce((total, { hashesPerSecond }) => total + hashesPerSecond, 0);
    expect(now.hashesPerSecond).toBeCloseTo(sum, 3);
    expect(sum).toBeGreaterThan(0);
  }
  for (const { id, header } of machine.jobs) searched.add('machines', header, id);
  expect(searched.collisions).toEqual([]);
  expect([...searched.counts().keys()].sort()).toEqual(
    [...others.slice(1), 'CPU 0', 'CPU 1', 'machines'].sort(),
  );
  expect([isLost, miner.events.filter(({ type }) => type === 'worker-failed')]).toEqual([
    false,
    [],
  ]);
}, 60_000);
