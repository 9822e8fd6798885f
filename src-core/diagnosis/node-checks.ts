/** A node: is it reachable, does it follow its network, does it mine for this account? */
import { minerAccount, parsePublicKey } from '../chainweb/account.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import { nodeReadiness } from '../node/checks/node-readiness.ts';
import type { NodeReadiness } from '../node/checks/node-readiness.ts';
import type { CheckOf } from './checks.ts';
import { skipped } from './checks.ts';
import { cutMoves } from './cut-movement.ts';

interface NodeToCheck {
  /** `host:port`. */
  readonly node: string;
  readonly isFallback: boolean;
  readonly config: MinerConfig;
  /** The node's clock as far as it is known, ms since the Unix epoch. */
  readonly nowMs: () => number;
  /** How long a node whose newest block is old is watched for new ones, ms. */
  readonly watchMs: number;
}

/** The three checks of a node, in the order in which they depend on each other. */
export async function nodeChecks(
  given: NodeToCheck,
): Promise<readonly [CheckOf<'node'>, CheckOf<'sync'>, CheckOf<'account'>]> {
  const { node, config, nowMs } = given;
  const readiness = await nodeReadiness({ ...config, node }, nowMs);
  return [reachable(given, readiness), await synced(given, readiness), account(given, readiness)];
}

function reachable(
  { node, isFallback }: NodeToCheck,
  { steps, network }: NodeReadiness,
): CheckOf<'node'> {
  const error = steps.reachable.state === 'failed' ? steps.reachable.error : null;
  return {
    kind: 'node',
    verdict: error === null ? 'ok' : failing(isFallback),
    node,
    isFallback,
    error,
    network: network?.versionName ?? null,
    nodeVersion: network?.nodeVersion ?? null,
  };
}

async function synced(
  { node, isFallback, config, watchMs }: NodeToCheck,
  { steps, network, position }: NodeReadiness,
): Promise<CheckOf<'sync'>> {
  const about = { kind: 'sync', node, isFallback } as const;
  if (steps.position.state === 'waiting' || network === null) {
    return { ...about, ...skipped('earlier-check') };
  }
  const error = steps.position.state === 'failed' ? steps.position.error : null;
  if (position === null) {
    const unknown = { state: null, height: null, newestAgeMs: null };
    return { ...about, verdict: failing(isFallback), ...unknown, error };
  }
  const { height, newestAgeMs, isRecent } = position;
  const found = { ...about, height, newestAgeMs, error };
  if (isRecent) return { ...found, verdict: 'ok', state: 'current' };
  const moves = await cutMoves({ ...config, node }, network.versionName, watchMs);
  if (moves) return { ...found, verdict: 'warn', state: 'catching-up' };
  return { ...found, verdict: failing(isFallback), state: 'standing-still' };
}

function account(
  { node, isFallback, config }: NodeToCheck,
  { steps }: NodeReadiness,
): CheckOf<'account'> {
  const about = { kind: 'account', node, isFallback } as const;
  const key = parsePublicKey(config.publicKey);
  // What is wrong with the key is wrong for every node: the first one says so.
  if (!key.ok && isFallback) return { ...about, ...skipped('earlier-check') };
  if (!key.ok)
    return { ...about, verdict: 'fail', account: null, keyFault: key.error, error: null };
  const paid = minerAccount(key.value, config.account).account;
  const failed = [steps.mining, steps.key].find(({ state }) => state === 'failed');
  if (failed?.state === 'failed') {
    const verdict = failing(isFallback);
    return { ...about, verdict, account: paid, keyFault: null, error: failed.error };
  }
  if (steps.key.state === 'waiting') return { ...about, ...skipped('earlier-check') };
  return { ...about, verdict: 'ok', account: paid, keyFault: null, error: null };
}

/** Mining continues without a fallback. */
function failing(isFallback: boolean): 'warn' | 'fail' {
  return isFallback ? 'warn' : 'fail';
}
