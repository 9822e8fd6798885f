/** What is not known yet of the rates of machines that have just come. Pure; times are ms since the Unix epoch. */
import { sharesIn } from './machine-row.ts';
import type { MachineSnapshot, StratumSnapshot } from '../snapshot-types.ts';

/** An estimate comes within this time of the first accepted share: rigs are measured every 5 s. */
const ESTIMATE_MS = 10_000;
/** Machines that have had work for this long without an estimate are no reason to wait for the rate of the others. */
const FIRST_SHARES_MS = 30_000;

type Measured = Pick<
  MachineSnapshot,
  'isOnline' | 'workSinceMs' | 'shares' | 'hashRate' | 'lastShareAtMs'
>;

/** Whether a machine has sent nothing yet that its rate could be estimated from: 0 is no rate of it. */
export function awaitsRate({ shares, hashRate, lastShareAtMs }: Measured, nowMs: number): boolean {
  if (hashRate.oneHour.relativeError !== null) return false;
  if (sharesIn(shares) === 0) return true;
  return lastShareAtMs !== null && nowMs - lastShareAtMs < ESTIMATE_MS;
}

/** Whether all machines with work are such: where their rates add up to 0, it is none. */
export function allAwaitRates(
  { machines }: Pick<StratumSnapshot, 'machines'>,
  nowMs: number,
): boolean {
  const working = machines.filter(hasWork);
  return working.length > 0 && working.every((machine) => awaitsRate(machine, nowMs));
}

/**
 * Whether the rate of all machines says how fast they are: where most have just got their first work, the rates of the
 * first few would make a line that grows with each machine.
 */
export function haveRates({ machines }: Pick<StratumSnapshot, 'machines'>, nowMs: number): boolean {
  const working = machines.filter(hasWork);
  const awaited = working.filter((machine) => awaitsRate(machine, nowMs));
  const young = awaited.filter(({ workSinceMs }) => nowMs - (workSinceMs ?? 0) < FIRST_SHARES_MS);
  return young.length <= working.length - awaited.length;
}

function hasWork({ isOnline, workSinceMs }: Measured): boolean {
  return isOnline && workSinceMs !== null;
}
