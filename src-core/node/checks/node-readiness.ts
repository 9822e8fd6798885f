/** What a node still needs before it can be mined on, step by step, for a user who sets one up. */
import { minerAccount, parsePublicKey } from '../../chainweb/account.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { createNodeClient } from '../node-client.ts';
import type { NodeClient } from '../node-client.ts';
import type { NodeError } from '../node-errors.ts';
import type { NetworkInfo } from '../node-events.ts';

/** `waiting`: it cannot be known before an earlier step is done, or (`no-key`) without a key. */
export type ReadinessStep =
  | { readonly state: 'done' }
  | { readonly state: 'failed'; readonly error: NodeError }
  | { readonly state: 'waiting'; readonly reason: 'earlier-step' | 'no-key' };

/** Where the node's copy of the chains stands. */
interface SyncPosition {
  /** Of its highest chain. */
  readonly height: number;
  /** Age of its newest block: high while the node catches up, or while the network has no miners. */
  readonly newestAgeMs: number;
  /** Whether that is recent enough to mine. */
  readonly isRecent: boolean;
}

export interface NodeReadiness {
  readonly network: NetworkInfo | null;
  readonly position: SyncPosition | null;
  /** In this order; each later one needs `reachable`. */
  readonly steps: {
    readonly reachable: ReadinessStep;
    /** Done when the node has reported its position, recent or not. */
    readonly position: ReadinessStep;
    readonly mining: ReadinessStep;
    readonly key: ReadinessStep;
  };
}

type NodeSettings = Pick<MinerConfig, 'node' | 'useTls' | 'insecure' | 'publicKey' | 'account'>;

const TIMEOUT_MS = 5_000;
/** The newest block may be this many block times old: one in 20,000 blocks comes later by chance. */
const RECENT_BLOCK_TIMES = 10;
/** 30 s on every public network; for nodes that do not report it. */
const USUAL_BLOCK_DELAY_MS = 30_000;

const DONE: ReadinessStep = { state: 'done' };
const LATER: ReadinessStep = { state: 'waiting', reason: 'earlier-step' };

/** Asks the node of these settings for everything that mining needs. Changes nothing there. */
export async function nodeReadiness(
  settings: NodeSettings,
  nowMs: () => number = Date.now,
): Promise<NodeReadiness> {
  const { node, useTls, insecure } = settings;
  const client = createNodeClient({ node, useTls, insecure, timeoutMs: TIMEOUT_MS });
  try {
    const info = await client.info();
    if (!info.ok) {
      const reachable = failed(info.error);
      const steps = { reachable, position: LATER, mining: LATER, key: LATER };
      return { network: null, position: null, steps };
    }
    const { network } = info.value;
    const [position, work] = await Promise.all([
      positionOf(client, network, nowMs),
      workSteps(client, network, settings),
    ]);
    return {
      network,
      position: position.ok ? position.value : null,
      steps: { reachable: DONE, position: position.ok ? DONE : failed(position.error), ...work },
    };
  } finally {
    client.close();
  }
}

async function positionOf(
  client: NodeClient,
  { versionName, blockDelayMicros }: NetworkInfo,
  nowMs: () => number,
): Promise<Result<SyncPosition, NodeError>> {
  const cut = await client.cut(versionName);
  if (!cut.ok) return cut;
  const [first, ...others] = cut.value;
  if (first === undefined) {
    return err({ kind: 'nonsense-answer', detail: 'the cut names no chain' });
  }
  const tip = others.reduce(
    (highest, each) => (each.height > highest.height ? each : highest),
    first,
  );
  const range = { from: tip.height, to: tip.height };
  const headers = await client.ancestors(versionName, tip, range);
  if (!headers.ok) return headers;
  const created = headers.value[0]?.header.creationTimeMicros ?? 0n;
  const newestAgeMs = Math.max(0, nowMs() - Number(created / 1000n));
  const delayMs = blockDelayMicros === null ? USUAL_BLOCK_DELAY_MS : blockDelayMicros / 1000;
  const isRecent = newestAgeMs <= RECENT_BLOCK_TIMES * delayMs;
  return ok({ height: tip.height, newestAgeMs, isRecent });
}

/** Whether mining is on, and for this key: a node that refuses the key (403) does mine. */
async function workSteps(
  client: NodeClient,
  { versionName }: NetworkInfo,
  { publicKey, account }: NodeSettings,
): Promise<{ readonly mining: ReadinessStep; readonly key: ReadinessStep }> {
  const key = parsePublicKey(publicKey);
  if (!key.ok) {
    const noKey: ReadinessStep = { state: 'waiting', reason: 'no-key' };
    return { mining: noKey, key: noKey };
  }
  const work = await client.work(versionName, minerAccount(key.value, account));
  if (work.ok) return { mining: DONE, key: DONE };
  if (work.error.status === 403) return { mining: DONE, key: failed(work.error) };
  return { mining: failed(work.error), key: LATER };
}

function failed(error: NodeError): ReadinessStep {
  return { state: 'failed', error };
}
