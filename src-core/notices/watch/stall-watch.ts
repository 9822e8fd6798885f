/** The network stands still: its cut has not moved for much longer than it should take. */
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import type { NoticeFacts } from '../notice.ts';

export interface StallWatch {
  /** The cut's last move when a standstill was reported; null when none was. */
  readonly toldMovedAtMs: number | null;
}

export const MOVES: StallWatch = { toldMovedAtMs: null };

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
  if (cutMovedAtMs === null || isHidden || cutMovedAtMs === before.toldMovedAtMs) {
    return { watch: before, notices: [] };
  }
  if (atMs - cutMovedAtMs <= stallLimit({ network })) return { watch: before, notices: [] };
  const versionName = network?.versionName ?? null;
  return {
    watch: { toldMovedAtMs: cutMovedAtMs },
    notices: [{ kind: 'network-stalled', versionName, sinceMs: cutMovedAtMs }],
  };
}

/** Time without a block that is longer than chance explains, ms. */
function stallLimit({ network }: Pick<MinerSnapshot, 'network'>): number {
  if (network === null || network.blockDelayMicros === null) return UNKNOWN_DELAY_MS;
  const interval = network.blockDelayMicros / 1000 / Math.max(1, network.graph.length);
  return Math.max(SHORTEST_MS, interval * PATIENCE);
}
