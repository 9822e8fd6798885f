import { useEffect, useRef, useState } from 'react';
import type { Knot } from './braid-layout.ts';
import { newOwnKnot, ownHashes } from './knot-moment.ts';

/** How long the light travels: see `lit` in braid.module.css. */
const MOMENT_MS = 2_600;
/** Where own blocks come every few seconds, as on a practice network, most pass without it. */
const PAUSE_MS = 30_000;
/** Blocks of a while ago come with the first snapshot. */
const NEWS_MS = 60_000;

/** The own block that has just tied into the braid; null at most times. */
export function useKnotMoment(knots: readonly Knot[]): Knot | null {
  const known = useRef<ReadonlySet<string> | null>(null);
  const lastAtMs = useRef(-Infinity);
  const [moment, setMoment] = useState<Knot | null>(null);

  useEffect(() => {
    // Blocks that were there when the page opened are no news.
    const fresh = known.current === null ? null : newOwnKnot(knots, known.current);
    const isNews = fresh !== null && Date.now() - fresh.createdAtMs < NEWS_MS;
    known.current = ownHashes(knots);
    const nowMs = performance.now();
    if (!isNews || nowMs - lastAtMs.current < PAUSE_MS) return;
    lastAtMs.current = nowMs;
    setMoment(fresh);
  }, [knots]);

  useEffect(() => {
    if (moment === null) return undefined;
    const timer = setTimeout(() => setMoment(null), MOMENT_MS);
    return () => clearTimeout(timer);
  }, [moment]);
  return moment;
}
