/** What a server does at intervals: visits its sessions, reports figures, forgets old jobs. */
import { RefusedWatch } from '../shares/refused-watch.ts';
import type { Guard } from './guard.ts';
import type { SessionHost } from './session-host.ts';

const VISIT_INTERVAL_MS = 250;
/** Parts in which sessions are visited, one each interval: every session every 2 s. */
const VISIT_PARTS = 8;
const FIGURES_INTERVAL_MS = 1_000;
const FORGET_INTERVAL_MS = 5_000;

interface Visited {
  visit(nowMs: number): void;
}

/** Starts the rounds. Returns what ends them. */
export function startRounds(
  { board, rigs, nonces, refusedRuns, logger, emit }: SessionHost,
  sessions: ReadonlySet<Visited>,
  guard: Guard,
): () => void {
  const refusedWatch = new RefusedWatch(refusedRuns, emit, logger);
  const visitSome = visitInParts(sessions);
  const every = (ms: number, what: string, action: (nowMs: number) => void): NodeJS.Timeout =>
    setInterval(() => guard(what, () => action(performance.now())), ms);
  const intervals = [
    every(VISIT_INTERVAL_MS, 'looking after sessions', visitSome),
    every(FIGURES_INTERVAL_MS, 'reporting hash rates', (atMs) =>
      rigs.report(emit, nonces.inUse, atMs),
    ),
    every(FIGURES_INTERVAL_MS, 'looking for refused shares', (atMs) => refusedWatch.look(atMs)),
    every(FORGET_INTERVAL_MS, 'forgetting old jobs', (atMs) => board.forgetOld(atMs)),
  ];
  return () => {
    for (const interval of intervals) clearInterval(interval);
  };
}

/** Each call visits the next of `VISIT_PARTS` parts of the sessions. */
function visitInParts(sessions: ReadonlySet<Visited>): (nowMs: number) => void {
  let visiting: Iterator<Visited> | null = null;
  return (nowMs) => {
    visiting ??= sessions.values();
    for (let left = Math.ceil(sessions.size / VISIT_PARTS); left > 0; left--) {
      const next = visiting.next();
      if (next.done === true) {
        visiting = null;
        break;
      }
      next.value.visit(nowMs);
    }
  };
}
