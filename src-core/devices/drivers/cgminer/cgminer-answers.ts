/** What the answers to cgminer's commands have in common over all makers. */
import type { DeviceReading, PoolState } from '../../device.ts';
import { POOL_TEXT_LIMIT, textOf } from '../../machine-text.ts';
import { countOf, fieldsIn, rateNamed, sectionOf } from './cgminer-fields.ts';
import type { Fields } from './cgminer-json.ts';

/** Windows of a rate, the shortest first. */
export const SHORT_WINDOWS = ['20s', '5s', '10s', '15s', '30s', '1m', 'rolling'] as const;
const AVERAGE_WINDOW = ['av'] as const;

type Totals = Omit<DeviceReading, 'atMs' | 'boards' | 'fans' | 'pools' | 'isAsleep'>;

/** The answer to `summary`: a machine as a whole. */
export function totalsOf(answer: Fields | null): Totals {
  const summary = sectionOf(answer, 'SUMMARY');
  return {
    hashesPerSecond: rateNamed(summary, SHORT_WINDOWS),
    averageHashesPerSecond: rateNamed(summary, AVERAGE_WINDOW),
    hardwareErrors: countOf(summary['Hardware Errors']),
    hardwareErrorShare: shareOf(summary['Device Hardware%']),
    accepted: countOf(summary['Accepted']),
    rejected: countOf(summary['Rejected']),
    uptimeSeconds: countOf(summary['Elapsed']),
  };
}

/** A percentage as a part, 0 … 1. */
function shareOf(percent: unknown): number | null {
  const number = countOf(percent);
  return number === null || number > 100 ? null : number / 100;
}

/** The answer to `pools`, the preferred pool first. */
export function poolStatesOf(answer: Fields | null): readonly PoolState[] {
  const pools = fieldsIn(answer?.['POOLS'])
    .map((pool, index) => ({ pool, priority: countOf(pool['Priority']) ?? index }))
    .sort((a, b) => a.priority - b.priority)
    .map(({ pool }) => pool)
    .filter((pool) => textOf(pool['URL'], POOL_TEXT_LIMIT) !== null);
  const active = activePool(pools);
  return pools.map((pool) => ({
    url: textOf(pool['URL'], POOL_TEXT_LIMIT) ?? '',
    user: textOf(pool['User'], POOL_TEXT_LIMIT) ?? '',
    isActive: pool === active,
    isAlive: pool['Status'] === 'Alive',
  }));
}

/**
 * The pool that is hashed for. Several may be connected (`Stratum Active`), also one that was left: of
 * these it is the one that got the newest share.
 */
function activePool(pools: readonly Fields[]): Fields | null {
  const connected = pools.filter((pool) => isTrue(pool['Stratum Active']));
  if (connected.length <= 1) return connected[0] ?? null;
  return connected.reduce((newest, pool) =>
    lastShareMs(pool) > lastShareMs(newest) ? pool : newest,
  );
}

function lastShareMs(pool: Fields): number {
  const reported = pool['Last Share Time'];
  if (typeof reported !== 'string') return countOf(reported) ?? 0;
  // Antminer writes how long ago it was: `0:00:12`.
  const ago = /^(?:(\d+) days? )?(\d+):(\d+):(\d+)$/.exec(reported.slice(0, 32));
  if (ago === null) return countOf(reported) ?? 0;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = ago
    .slice(1)
    .map((part) => Number(part || 0));
  return -(((days * 24 + hours) * 60 + minutes) * 60 + seconds);
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === 'Y';
}
