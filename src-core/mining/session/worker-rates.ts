/** The usual hash rate of kinds of workers on this computer, as the history knows it. */
import { createHash } from 'node:crypto';
import type { MinerConfig } from '../../config/miner-config.ts';
import { usesThisComputer, workersOf } from '../../config/workers-of.ts';
import type { WorkerKind } from '../../config/workers-of.ts';

/** What decides how fast each is. */
const SETTINGS: Readonly<Partial<Record<WorkerKind, readonly (keyof MinerConfig)[]>>> = {
  cpu: ['cpuThreads', 'cpuDutyCycle'],
  gpu: ['gpuIntensity', 'allowSoftwareGpu'],
  external: ['externalWorkerCommand', 'externalWorkerCommands', 'externalWorkerEnvironment'],
};

/** By kind: the name that history keeps its rate under. */
export type RateNames = ReadonlyMap<WorkerKind, string>;

/** The names with a configuration: with other settings a kind has another usual rate, and so another name. */
export function rateNames(config: MinerConfig): RateNames {
  // The speed of one depends on what runs beside it.
  const kinds = workersOf(config).filter(usesThisComputer);
  const settings = kinds.map((kind) => SETTINGS[kind]?.map((key) => config[key]));
  // Commands may have secrets.
  const print = createHash('sha256')
    .update(JSON.stringify([kinds, settings]))
    .digest('base64url');
  return new Map(kinds.map((kind) => [kind, `${kind} ${print.slice(0, 12)}`]));
}
