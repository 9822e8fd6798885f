/** What is measured for charts, as points, and steps of charts as samples. */
import type {
  ChartSample,
  DeviceSample,
  MachineSample,
  MachineSnapshot,
} from '../../state/snapshot-types.ts';
import { textOrNull } from '../../storage/sqlite-values.ts';
import type { Blob } from '../../storage/sqlite-values.ts';
import type { MachineSeen } from '../machines-seen.ts';
import type { ColumnOf, PointKind, PointValue } from './point-kinds.ts';
import { partsOf, partValues } from './part-samples.ts';
import type { StepRow } from './point-table.ts';
import type { Span, Steps } from './point-tables.ts';
import { partsOfStep } from './stored-parts.ts';

type ShareCounts = MachineSnapshot['shares'];

/** The miner at a moment; of a step, means and sums. */
export interface TotalSample extends ChartSample {
  /** Machines online at the Stratum server. */
  readonly machines: number;
  /** The part of the time in which a node had work, 0 … 1. */
  readonly nodeShare: number;
  /** Since the moment before; of a step, all in it. */
  readonly shares: ShareCounts;
}

/** A machine at a moment; of a step, means, sums, and its last level. */
export interface MachineShareSample extends MachineSample {
  readonly shares: ShareCounts;
}

/** A machine's sample with the machine's key. */
type KeyedSample = readonly [key: string, sample: MachineShareSample];

/** A step of a chart: a sample, and the time that it stands for. */
export type ChartStep<Sample> = Sample & { readonly spanMs: number };

/** Samples of machines at the Stratum server. Times are ms since the Unix epoch. */
export interface MachineSamples {
  /** Stores one sample for each machine, by its key; written with the next `addSample`. */
  add(samples: readonly KeyedSample[]): void;
  /** One machine's samples, like `History.samples`. */
  of(key: string, fromMs: number, toMs: number, points: number): ChartStep<MachineShareSample>[];
  /** The machines of the last day in which there was any, in no particular order. */
  seen(): readonly MachineSeen[];
}

/** What devices read of themselves. */
export interface DeviceSamples {
  /** Stores what a device with this id has read of itself. */
  add(id: string, sample: DeviceSample): void;
  /** One device's samples, like `History.samples`. */
  of(id: string, fromMs: number, toMs: number, points: number): ChartStep<DeviceSample>[];
}

/** What kinds of workers on this computer hash, by a name: see `workerRateName` of the mining session. */
export interface WorkerRates {
  /** Stores a rate, hashes per second; written with the next `addSample`. */
  add(name: string, sample: RateSample): void;
  /** The rates of a name, like `History.samples`. */
  of(name: string, fromMs: number, toMs: number, points: number): ChartStep<RateSample>[];
}

interface RateSample {
  readonly atMs: number;
  readonly hashesPerSecond: number;
}

type ValuesOf<Kind extends PointKind> = Readonly<Record<ColumnOf<Kind>, PointValue>>;

/** The columns of a sample of all workers and machines together. */
export function totalValues(sample: TotalSample): ValuesOf<'total'> {
  const { hashesPerSecond, difficulty, machines, nodeShare, shares } = sample;
  return { rate: hashesPerSecond, difficulty, machines, node: nodeShare, ...shares };
}

/** The columns of a rate alone. */
export function rateValues({ hashesPerSecond }: RateSample): ValuesOf<'total'> {
  const shares = { accepted: 0, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };
  return { rate: hashesPerSecond, difficulty: null, machines: null, node: null, ...shares };
}

/** The columns of a sample of a machine at the Stratum server. */
export function machineValues(sample: MachineShareSample): ValuesOf<'machine'> {
  const { hashesPerSecond, level, shares } = sample;
  return { rate: hashesPerSecond, level, ...shares };
}

/** The columns of what a machine has read of itself. */
export function deviceValues(sample: DeviceSample): ValuesOf<'device'> {
  return {
    hardware_errors: sample.hardwareErrors,
    uptime: sample.uptimeSeconds,
    accepted: sample.accepted,
    rejected: sample.rejected,
    pool: sample.activePool,
    parts: partValues(sample),
  };
}

/** Points of the total as steps of a chart. */
export function totalSteps(steps: Steps, span: Span): ChartStep<TotalSample>[] {
  return samplesOf(steps, span, (row) => ({
    hashesPerSecond: known(row.rate),
    difficulty: known(row.difficulty),
    machines: known(row.machines) ?? 0,
    nodeShare: known(row.node) ?? 1,
    shares: sharesIn(row),
  }));
}

/** Points of a rate alone as steps of a chart. */
export function rateSteps(steps: Steps, span: Span): ChartStep<RateSample>[] {
  return samplesOf(steps, span, (row) => ({ hashesPerSecond: known(row.rate) ?? 0 }));
}

/** Points of a machine at the Stratum server as steps of a chart. */
export function machineSteps(steps: Steps, span: Span): ChartStep<MachineShareSample>[] {
  return samplesOf(steps, span, (row) => ({
    hashesPerSecond: known(row.rate),
    level: known(row.level),
    shares: sharesIn(row),
  }));
}

/** @throws DamagedValue when the address of a pool is damaged */
export function deviceSteps(steps: Steps, span: Span): ChartStep<DeviceSample>[] {
  return samplesOf(steps, span, (row) => ({
    ...partsOf(partsOfStep(textOrNull((row.parts ?? null) as Blob | null) ?? '')),
    hardwareErrors: known(row.hardware_errors),
    uptimeSeconds: known(row.uptime),
    accepted: known(row.accepted),
    rejected: known(row.rejected),
    activePool: textOrNull((row.pool ?? null) as Blob | null),
  }));
}

/** Steps at the middle of their points, but within the chart. */
function samplesOf<Sample>(
  { seconds, rows }: Steps,
  { fromMs, toMs }: Span,
  sampleOf: (row: StepRow) => Sample,
): (ChartStep<Sample> & { readonly atMs: number })[] {
  return rows.map((row) => ({
    atMs: Math.min(toMs, Math.max(fromMs, Math.round(row.middle * 1000))),
    spanMs: 1000 * Math.max(seconds, row.longest),
    ...sampleOf(row),
  }));
}

/** A number that a damaged file may have made impossible. */
function known(value: number | Blob | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function sharesIn(row: StepRow): ShareCounts {
  const count = (column: ColumnOf<'machine'>): number => known(row[column]) ?? 0;
  return {
    accepted: count('accepted'),
    blocks: count('blocks'),
    stale: count('stale'),
    duplicate: count('duplicate'),
    low: count('low'),
    invalid: count('invalid'),
  };
}
