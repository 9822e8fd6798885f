/** The network stands still: its cut has not moved for much longer than it should take. */
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import { isPracticeNetwork } from '../notice.ts';
import type { NoticeFacts } from '../notice.ts';

export interface StallWatch {
  /** The cut's last move that was seen; null before the first. */
  readonly movedAtMs: number | null;
  /** Time that was seen to pass since then, ms: not that of a sleeping computer, nor a step of its clock. */
  readonly stillMs: number;
  readonly isReported: boolean;
  /** Of the last look. */
  readonly atMs: number;
}

export const MOVES: StallWatch = { movedAtMs: null, stillMs: 0, isReported: false, atMs: 0 };

/** Two looks are at most this far apart. */
const LOOKS_MS = 10_000;
/** Expected intervals between two blocks of the network that may pass. */
const PATIENCE = 10;
/** Blocks of a young or slow network come irregularly, and a restart of the node takes a while. */
const SHORTEST_MS = 5 * 60_000;
/** For nodes that do not report their block delay. */
const UNKNOWN_DELAY_MS = 10 * 60_000;

/** After a look at the network while mining. */
export function watchStall(
  before: StallWatch,
  {
    network,
    cutMovedAtMs,
    node,
    problems,
    atMs,
  }: Pick<MinerSnapshot, 'network' | 'cutMovedAtMs' | 'node' | 'problems' | 'atMs'>,
): { readonly watch: StallWatch; readonly notices: readonly NoticeFacts[] } {
  // A node that does not answer hides the network; that has a notice of its own.
  const isHidden =
    node === null ||
    problems.some((problem) => problem.kind === 'node' && problem.node === node.url);
  if (cutMovedAtMs === null || isHidden) return { watch: { ...before, atMs }, notices: [] };

  const isNew = cutMovedAtMs !== before.movedAtMs;
  const { stillMs: seenMs, isReported } = isNew ? MOVES : before;
  const passedMs = atMs - (isNew ? cutMovedAtMs : before.atMs);
  const stillMs = seenMs + Math.min(LOOKS_MS, Math.max(0, passedMs));
  const watch = { movedAtMs: cutMovedAtMs, stillMs, isReported, atMs };
  if (isReported || stillMs <= stallLimit({ network })) return { watch, notices: [] };
  const versionName = network?.versionName ?? null;
  // It has no blocks but those that are mined here.
  if (versionName !== null && isPracticeNetwork(versionName)) return { watch, notices: [] };
  return {
    watch: { ...watch, isReported: true },
    notices: [{ kind: 'network-stalled', versionName, sinceMs: atMs - stillMs }],
  };
}

/** Time without a block that is longer than chance explains, ms. */
function stallLimit({ network }: Pick<MinerSnapshot, 'network'>): number {
  if (network === null || network.blockDelayMicros === null) return UNKNOWN_DELAY_MS;
  const interval = network.blockDelayMicros / 1000 / Math.max(1, network.graph.length);
  return Math.max(SHORTEST_MS, interval * PATIENCE);
}
