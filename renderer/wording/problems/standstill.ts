/** Whether the network is at a standstill: its cut has not moved for much longer than it should take. */
import type { Translation } from '../../../messages/translation.ts';
import type { MinerSnapshot, NetworkInfo } from '../../../contract/screen-contract.ts';
import { isPractice } from '../../stores/blocks/practice-network.ts';
import { durationText } from '../figures/durations.ts';
import { timeOfDayText } from '../figures/moments.ts';

/** How many expected intervals may pass without a block before the network counts as standing still. */
const PATIENCE = 10;
/** The shortest such time: blocks of a young or slow network come irregularly. */
const SHORTEST_MS = 60_000;
/** For nodes that do not report their block delay. */
const UNKNOWN_DELAY_MS = 10 * 60_000;

/**
 * The expected time between two blocks of the whole network in ms: the delay of one chain divided
 * by the number of chains. Null where the node does not report it.
 */
export function expectedIntervalMs(network: NetworkInfo | null): number | null {
  if (network === null || network.blockDelayMicros === null) return null;
  return network.blockDelayMicros / 1000 / Math.max(1, network.graph.length);
}

/** Whether the network is at a standstill at `nowMs`, the time of the snapshot that `cutMovedAtMs` is from. */
export function standsStill(
  network: NetworkInfo | null,
  cutMovedAtMs: number | null,
  nowMs: number,
): boolean {
  if (cutMovedAtMs === null) return false;
  const interval = expectedIntervalMs(network);
  const limit = interval === null ? UNKNOWN_DELAY_MS : Math.max(SHORTEST_MS, interval * PATIENCE);
  return nowMs - cutMovedAtMs > limit;
}

/**
 * Whether that is a trouble of the network. A practice network has no blocks but those that are mined here, and its
 * work stays good; while the node in use fails, nothing is known of the network.
 */
export function standstillMatters({
  network,
  cutMovedAtMs,
  atMs,
  node,
  problems,
}: Pick<MinerSnapshot, 'network' | 'cutMovedAtMs' | 'atMs' | 'node' | 'problems'>): boolean {
  const isOwn = network !== null && isPractice(network.versionName);
  const isLost = problems.some((each) => each.kind === 'node' && each.node === node?.url);
  return !isOwn && !isLost && standsStill(network, cutMovedAtMs, atMs);
}

/** `The network is at a standstill: no new block for 12 min 4 s, since 14:03.` */
export function standstillText(
  translation: Translation,
  cutMovedAtMs: number,
  nowMs: number,
): string {
  return translation.t('problems.standstill', sinceThen(translation, cutMovedAtMs, nowMs));
}

/** `No new block seen for 12 min 4 s, since 14:03.`: the same where it is no trouble of the network. */
export function noBlockText(translation: Translation, cutMovedAtMs: number, nowMs: number): string {
  return translation.t('braid.still', sinceThen(translation, cutMovedAtMs, nowMs));
}

function sinceThen(translation: Translation, cutMovedAtMs: number, nowMs: number) {
  return {
    time: timeOfDayText(translation, cutMovedAtMs),
    duration: durationText(translation, (nowMs - cutMovedAtMs) / 1000),
  };
}
