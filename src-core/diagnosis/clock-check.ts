/**
 * This computer's clock against the node's, by the `Date` of its answers. Blocks carry the node's time, and other nodes
 * take none from the future: the tolerance of consensus is zero.
 */
import type { MinerConfig } from '../config/miner-config.ts';
import { createNodeClient } from '../node/node-client.ts';
import type { CheckOf } from './checks.ts';
import { skipped } from './checks.ts';

const TIMEOUT_MS = 5_000;
/** `Date` is in whole seconds, rounded down. */
const DATE_STEP_MS = 1_000;
/** A difference that may come from a slow answer or an unsteady clock. */
const TOLERATED_MS = 3_000;
/** The time between two blocks of a chain: beyond it one of the two clocks makes blocks invalid, or old. */
const TOO_FAR_MS = 30_000;

/** Compares the clocks; `nowMs` is this computer's, ms since the Unix epoch. */
export async function checkClock(
  { node, useTls, insecure }: Pick<MinerConfig, 'node' | 'useTls' | 'insecure'>,
  nowMs: () => number,
): Promise<CheckOf<'clock'>> {
  const client = createNodeClient({ node, useTls, insecure, timeoutMs: TIMEOUT_MS });
  try {
    const askedMs = nowMs();
    const info = await client.info();
    const answeredMs = nowMs();
    if (!info.ok) return { kind: 'clock', ...skipped('earlier-check') };
    const { dateMs } = info.value;
    if (dateMs === null)
      return { kind: 'clock', ...skipped('unreadable', 'no Date in its answer') };
    const uncertaintyMs = (DATE_STEP_MS + answeredMs - askedMs) / 2;
    const offsetMs = (askedMs + answeredMs) / 2 - dateMs - DATE_STEP_MS / 2;
    const certainMs = Math.max(0, Math.abs(offsetMs) - uncertaintyMs);
    return { kind: 'clock', verdict: verdictOn(certainMs), node, offsetMs, uncertaintyMs };
  } finally {
    client.close();
  }
}

function verdictOn(certainMs: number): 'ok' | 'warn' | 'fail' {
  if (certainMs <= TOLERATED_MS) return 'ok';
  return certainMs < TOO_FAR_MS ? 'warn' : 'fail';
}
