/**
 * `npm run bench -- workers [minutes]`: machines, a graphics card (in software where Dawn finds the driver of the
 * tests) and the processor mine together on a practice network, for ten minutes by default. Halfway the
 * processor is paused for a tenth of the time. The machines are in a process of their own and count their
 * hashes.
 */
import { availableParallelism, cpus } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { WorkerKind } from '../src-core/config/workers-of.ts';
import type { GroupSnapshot, MinerSnapshot } from '../src-core/state/snapshot-types.ts';
import { SearchedHeaders } from '../src-core/tests/searched-headers.ts';
import { startSoftwareGpu } from '../src-core/workers/gpu/tests/software-gpu.ts';
import { printCriterion } from './pow/criteria.ts';
import { BenchProcess } from './stratum/bench-process.ts';
import { ms, row, whole } from './stratum/figures.ts';
import type { MachinesOrder, MachinesReport } from './workers/machines-process.ts';
import { startMiningSet } from './workers/mining-set.ts';

const MINUTES = 10;
const KINDS: readonly WorkerKind[] = ['stratum', 'gpu', 'cpu'];
const MACHINES = { count: 8, dutyCycle: 0.04 };
/** Hashes of a share, as a power of two: low enough that chance is below 1 % after ten minutes. */
const SHARE_LEVEL = 12;
/** Rates of machines are those of the last minute: they are compared with what was counted in it. */
const WINDOW_MS = 60_000;
const SETTLING_MS = 75_000;
/** From here on chance does not decide. */
const LONG_MS = 120_000;
/** It waits from one work to the next. */
const MINES = /^(mining|waiting)$/;
const WITHIN = 0.02;
const DELAY_MS = 10;

/** A second of the run. */
interface Second {
  readonly total: number;
  readonly groups: ReadonlyMap<WorkerKind, GroupSnapshot>;
  readonly knownHashes: number;
  readonly atMs: number;
}

/** Prints a row for each kind, and whether they mined as if each were alone. */
export async function runWorkersBench([minutes]: readonly string[]): Promise<void> {
  const durationMs = 60_000 * Number(minutes ?? MINUTES);
  console.log(
    `Node ${process.version}; ${cpus()[0]?.model ?? ''}, ${availableParallelism()} cores`,
  );
  const isLong = durationMs >= LONG_MS;
  const searched = new SearchedHeaders();
  const solvedBy = new Map<string, number>();
  const set = await startMiningSet(
    {
      workers: [...KINDS],
      cpuThreads: 1,
      allowSoftwareGpu: true,
      gpuIntensity: 0.5,
      stratumInterface: '127.0.0.1',
      stratumPort: 0,
      stratumDifficulty: SHARE_LEVEL,
      stratumMinDifficulty: SHARE_LEVEL,
      threadCount: 2,
    },
    startSoftwareGpu(),
    ({ worker, bytes }) => {
      const owner = /^(CPU|GPU) /.test(worker) ? worker : 'machines';
      solvedBy.set(owner, (solvedBy.get(owner) ?? 0) + 1);
      // Theirs are among the jobs.
      if (owner !== 'machines') searched.add(owner, bytes);
    },
  );
  const { stratum } = await set.until(({ stratum: now }) => (now?.listening ?? null) !== null);
  const machines = new BenchProcess('../workers/machines-process.ts', null);
  const order: MachinesOrder = { ...MACHINES, port: stratum?.listening?.port ?? 0 };
  await machines.ask('start', order);
  await set.until((now) => KINDS.every((kind) => groupOf(now, kind)?.state === 'mining'));

  const seconds: Second[] = [];
  let report = await machines.ask<MachinesReport>('report');
  const idle = new BenchProcess('../workers/idle-process.ts', null);
  await idle.ask('start');
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  async function mineUntil(endMs: number): Promise<void> {
    while (performance.now() < endMs) {
      await setTimeout(1_000);
      report = await machines.ask<MachinesReport>('report');
      for (const [id, header] of report.jobs) {
        searched.add('machines', Buffer.from(header, 'hex'), id);
      }
      const now = set.snapshot();
      seconds.push({
        total: now.hashesPerSecond,
        groups: new Map(now.groups.map((group) => [group.kind, group])),
        knownHashes: report.hashes,
        atMs: performance.now(),
      });
    }
  }

  const startMs = performance.now();
  await mineUntil(startMs + 0.45 * durationMs);
  const before = seconds.at(-1)?.groups;
  const jobsBefore = searched.counts().get('machines') ?? 0;
  await set.hold(new Map([['cpu', 'paused']]));
  const atPause = new Map(solvedBy);
  const pausedFrom = seconds.length;
  await mineUntil(startMs + 0.55 * durationMs);
  const paused = seconds.slice(pausedFrom);
  const during = new Map(solvedBy);
  const jobsDuring = (searched.counts().get('machines') ?? 0) - jobsBefore;
  await set.hold(new Map());
  await mineUntil(startMs + durationMs);
  delay.disable();
  const idleDelays = await idle.ask<readonly number[]>('stop');
  const end = set.snapshot();
  await machines.ask('stop');
  await set.stop();
  await machines.end();
  await idle.end();

  console.log(`\n${durationMs / 60_000} minutes, the processor paused for a tenth of them`);
  row('', 'mean rate, H/s', 'blocks', 'headers seen');
  for (const kind of KINDS) {
    const owner = kind === 'stratum' ? 'machines' : `${kind.toUpperCase()} 0`;
    row(
      kind,
      whole(mean(seconds.map(({ groups }) => groups.get(kind)?.hashesPerSecond ?? 0))),
      whole(solvedBy.get(owner) ?? 0),
      whole(searched.counts().get(owner) ?? 0),
    );
  }
  const delays = [50, 99, 100].map((part) => delay.percentile(part) / 1e6);
  row('event loop p50, p99, max', ...delays.map(ms));
  row('that of an idle process', ...idleDelays.map(ms));
  row('shares accepted, refused', whole(report.accepted), whole(report.refused));

  console.log('');
  for (const collision of searched.collisions.slice(0, 5)) console.log(`  ${collision}`);
  judge('no header is searched by two workers', searched.collisions.length === 0);
  const sums = seconds.map(({ total, groups }) =>
    apart(total, sumOf([...groups.values()].map((group) => group.hashesPerSecond))),
  );
  judgeShare('largest difference of the total from the sum of the kinds', Math.max(...sums));
  if (isLong) judgeMachines(seconds);
  else console.log('         the pause and the rate of machines: in runs of 2 min and more');
  const others = KINDS.filter((kind) => kind !== 'cpu');
  const isUntouched = others.every(
    (kind) =>
      groupOf(end, kind)?.startedAtMs === before?.get(kind)?.startedAtMs &&
      paused.every(({ groups }) => MINES.test(groups.get(kind)?.state ?? '')),
  );
  judge('a pause of the processor leaves the others mining, none begins again', isUntouched);
  judge('no machine loses its connection', report.lost === 0);
  if (isLong) judge('machines get new work during the pause', jobsDuring > 0);
  if (isLong) judge('the card finds blocks during the pause', grew(during, atPause, 'GPU 0'));
  judge('the processor finds none during the pause', !grew(during, atPause, 'CPU 0'));
  judge('it finds blocks again afterwards', grew(solvedBy, during, 'CPU 0'));
  judge('no worker fails', set.failures() === 0);
  printCriterion('event-loop p99', delay.percentile(99) / 1e6, DELAY_MS, 'ms');
}

/** By what the machines themselves counted. */
function judgeMachines(seconds: readonly Second[]): void {
  const settled = seconds.filter(({ atMs }) => atMs - seconds[0]!.atMs > SETTLING_MS);
  const known = mean(settled.map((second) => countedRate(seconds, second)));
  const shown = mean(settled.map(({ groups }) => groups.get('stratum')?.hashesPerSecond ?? 0));
  row('machines: counted, shown, H/s', whole(known), whole(shown));
  judgeShare('shown rate of the machines from what they hashed', apart(shown, known));
}

function countedRate(seconds: readonly Second[], { atMs, knownHashes }: Second): number {
  const first = seconds.find((each) => atMs - each.atMs <= WINDOW_MS)!;
  return ((knownHashes - first.knownHashes) * 1000) / (atMs - first.atMs);
}

function groupOf({ groups }: MinerSnapshot, kind: WorkerKind): GroupSnapshot | undefined {
  return groups.find((group) => group.kind === kind);
}

function grew(
  now: ReadonlyMap<string, number>,
  then: ReadonlyMap<string, number>,
  owner: string,
): boolean {
  return (now.get(owner) ?? 0) > (then.get(owner) ?? 0);
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0);
const mean = (values: readonly number[]): number => sumOf(values) / values.length;
/** The difference as a part of `of`. */
const apart = (value: number, of: number): number =>
  of === 0 && value === 0 ? 0 : Math.abs(value - of) / of;

function judge(what: string, isMet: boolean): void {
  console.log(`${isMet ? 'met    ' : 'NOT MET'}  ${what}`);
}

function judgeShare(what: string, difference: number): void {
  judge(
    `${what}: ${(100 * difference).toFixed(2)} % (at most ${100 * WITHIN} %)`,
    difference <= WITHIN,
  );
}
