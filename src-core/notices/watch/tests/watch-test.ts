/** A miner with made-up machines, looked at every second. */
import { DEFAULT_CONFIG } from '../../../config/miner-config.ts';
import { initialMinerState } from '../../../state/miner/miner-state.ts';
import { snapshotOf } from '../../../state/miner/snapshot.ts';
import type {
  GroupSnapshot,
  MachineSnapshot,
  MinerSnapshot,
} from '../../../state/snapshot-types.ts';
import { NO_RATE, NO_RATES } from '../../../stratum/rate-estimates.ts';
import type { NoticeFacts } from '../../notice.ts';
import type { WatchedEvent } from '../event-notices.ts';
import { afterEvent, afterLook, NEW_WATCH } from '../miner-watch.ts';
import type { MinerWatch } from '../miner-watch.ts';
import type { UsualRates } from '../rate-watch.ts';
import { missingOf } from '../missing-machines.ts';
import type { WorkedMachine } from '../missing-machines.ts';

const MINUTE = 60_000;
/** ms. */
export const HOUR = 60 * MINUTE;

/** A kind of worker that mines, with what differs. */
export const group = (
  given: Partial<GroupSnapshot> & Pick<GroupSnapshot, 'kind'>,
): GroupSnapshot => ({
  ...{
    state: 'mining',
    error: null,
    failure: null,
    retryAtMs: null,
    hashesPerSecond: 0,
    blocks: 0,
  },
  ...{ isRateKnown: true, workers: [], startedAtMs: null },
  ...given,
});

/** A machine that has mined, with what differs. */
export const machine = (given: Partial<MachineSnapshot>): MachineSnapshot => ({
  ...{ key: 'a@10.0.0.2', session: 1, isOnline: true, stage: 'mining', address: '10.0.0.2' },
  ...{ agent: null, user: 'k.a', rig: 'a', refusal: null, difficultyNotice: null },
  ...{ hashRate: NO_RATES, level: 40, difficulty: 2 ** 40 },
  shares: { accepted: 5, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 },
  ...{
    lastRefusal: null,
    isAllRefused: false,
    refusedLately: 0,
    lastShareAtMs: null,
    connectedAtMs: 0,
  },
  ...{ workSinceMs: 0, outdatedSinceMs: null, leftAtMs: null, leftReason: null },
  ...given,
});

/** A miner at work with these machines. */
export const snapshot = (
  atMs: number,
  given: Partial<MinerSnapshot>,
  machines: readonly MachineSnapshot[] | null = null,
): MinerSnapshot => ({
  ...snapshotOf(initialMinerState(), atMs),
  phase: 'mining',
  node: { url: 'http://node:1848/', latencyMs: 1 },
  stratum: machines && {
    ...{
      listening: { host: '::', port: 1917 },
      total: NO_RATES,
      rate: NO_RATE,
      online: 1,
      notShown: 0,
    },
    ...{ machines, asking: [], outdatedSinceMs: null },
  },
  ...given,
});

/** Looks every second from 1 s on; `at` says what is seen. Returns the notices, each with its second. */
export function play(
  seconds: number,
  at: (second: number) => MinerSnapshot | WatchedEvent,
  rules: Partial<typeof DEFAULT_CONFIG> = {},
  freeBytes: number | null = null,
  usualRate: UsualRates = () => null,
  worked: readonly WorkedMachine[] = [],
): readonly (readonly [number, NoticeFacts])[] {
  const reported: (readonly [number, NoticeFacts])[] = [];
  let watch: MinerWatch = { ...NEW_WATCH, missing: missingOf(worked) };
  for (let second = 1; second <= seconds; second += 1) {
    const seen = at(second);
    const after =
      'type' in seen
        ? afterEvent(watch, seen, { blocks: [] })
        : afterLook(watch, seen, { ...DEFAULT_CONFIG, ...rules }, { freeBytes, usualRate });
    watch = after.watch;
    reported.push(...after.notices.map((facts) => [second, facts] as const));
  }
  return reported;
}

/** What was reported, by kind alone. */
export const kinds = (
  reported: readonly (readonly [number, NoticeFacts])[],
): (readonly [number, string])[] => reported.map(([second, { kind }]) => [second, kind]);
