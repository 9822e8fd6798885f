/** A line now and then about how mining goes, for the terminal and the log. */
import { errorText } from '../../mining/groups/group-error-text.ts';
import { hashRateText } from '../../logging/hash-rate-text.ts';
import type { Logger } from '../../logging/logger.ts';
import { restsText } from '../../rests/rest-sentences.ts';
import type { MinerSnapshot } from '../../state/snapshot-types.ts';

/** Calls `act` every `everyMs` until the returned function is called. */
type Every = (act: () => void, everyMs: number) => () => void;

/**
 * Logs a summary at level Info every `everySeconds`, the first after that time; none where it is 0.
 * Returns a function that ends this.
 */
export function logSummaries(
  snapshot: () => MinerSnapshot,
  logger: Logger,
  everySeconds: number,
  every: Every = everyTimer,
): () => void {
  if (everySeconds === 0) return () => undefined;
  const foundBefore = foundBlocks(snapshot());
  return every(() => logger.info(summaryText(snapshot(), foundBefore)), everySeconds * 1000);
}

/**
 * For example `mining at 1.53 TH/s with 3 machines; 412 shares accepted, 2 rejected; 1 block found, 1 on
 * its way to the node; node http://127.0.0.1:1848`. Shares are those of the machines that are listed. Where several
 * kinds of workers are set, it says what each does.
 * @param foundBefore blocks that earlier runs found
 */
export function summaryText(now: MinerSnapshot, foundBefore = 0): string {
  return [
    rateText(now),
    groupsText(now),
    sharesText(now),
    blocksText(now, foundBefore),
    nodeText(now),
  ]
    .filter((part) => part !== null)
    .join('; ');
}

/** Own blocks since the history began. */
function foundBlocks({ blockCounts }: MinerSnapshot): number {
  return Object.values(blockCounts).reduce((sum, count) => sum + count, 0);
}

function rateText(now: MinerSnapshot): string {
  const { phase, rests, stratum } = now;
  if (phase === 'stopped' && rests.length > 0) return `paused (${restsText(rests)})`;
  const what = phase === 'waiting' ? 'waiting to mine' : phase;
  const machines = stratum === null ? '' : ` with ${counted(stratum.online, 'machine')}`;
  return `${what} at ${hashRateText(now.hashesPerSecondMinute)}${machines}`;
}

/** For example `stratum mining at 1.53 TH/s, cpu paused (on battery)`; null where there is one kind. */
function groupsText({ groups, rests }: MinerSnapshot): string | null {
  if (groups.length < 2) return null;
  return groups
    .map(({ kind, state, error, hashesPerSecond }) => {
      if (state === 'mining') return `${kind} mining at ${hashRateText(hashesPerSecond)}`;
      if (state === 'resting') return `${kind} paused (${restsText(rests)})`;
      return error === null ? `${kind} ${state}` : `${kind} failed (${errorText(error)})`;
    })
    .join(', ');
}

function sharesText({ stratum }: MinerSnapshot): string | null {
  if (stratum === null) return null;
  let [accepted, rejected] = [0, 0];
  for (const { shares } of stratum.machines) {
    accepted += shares.accepted;
    rejected += shares.stale + shares.duplicate + shares.low + shares.invalid;
  }
  return `${counted(accepted, 'share')} accepted, ${rejected} rejected`;
}

function blocksText(now: MinerSnapshot, foundBefore: number): string {
  const { pending, uncertain } = now.blockCounts;
  const found = `${counted(Math.max(0, foundBlocks(now) - foundBefore), 'block')} found`;
  const open = pending + uncertain;
  return open === 0
    ? found
    : `${found}, ${open} on ${open === 1 ? 'its' : 'their'} way to the node`;
}

function nodeText({ node, problems }: MinerSnapshot): string {
  if (problems.some(({ kind }) => kind === 'node')) return 'the node does not answer';
  return node === null ? 'no node yet' : `node ${node.url.replace(/\/$/, '')}`;
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

function everyTimer(act: () => void, everyMs: number): () => void {
  const timer = setInterval(act, everyMs);
  return () => clearInterval(timer);
}
