/** How many marks the machines of each address may make in an hour. Pure: time is an argument. */
import { peerNetwork } from '../../listening/peer-network.ts';

export interface MarksAnHour {
  /** Begin of the hour. */
  readonly sinceMs: number;
  /** Marks that may still be made. */
  readonly left: number;
  /** Marks made, by network: see peer-network.ts. */
  readonly madeBy: ReadonlyMap<string, number>;
}

/** Two farms that lose their power and are back take a few hundred each. */
const MARKS_AN_HOUR = 800;
const HOUR_MS = 3_600_000;

/** An hour that begins at `sinceMs`, in which no mark was made. */
export function newHour(sinceMs: number): MarksAnHour {
  return { sinceMs, left: MARKS_AN_HOUR, madeBy: new Map() };
}

/**
 * The marks that are made at `atMs` of those found, and what is left after them. No address makes more marks
 * than it leaves to the others, so that machines which come and leave under ever new names hide no other's.
 */
export function marksMade<Found extends { readonly address: string }>(
  before: MarksAnHour,
  found: readonly Found[],
  atMs: number,
): { readonly hour: MarksAnHour; readonly made: readonly Found[] } {
  const hour = Math.abs(atMs - before.sinceMs) < HOUR_MS ? before : newHour(atMs);
  const madeBy = new Map(hour.madeBy);
  let { left } = hour;
  const made = found.filter(({ address }) => {
    const network = peerNetwork(address);
    const its = madeBy.get(network) ?? 0;
    if (its >= left) return false;
    madeBy.set(network, its + 1);
    left -= 1;
    return true;
  });
  return { hour: { ...hour, left, madeBy }, made };
}
