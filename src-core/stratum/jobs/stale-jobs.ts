/** Jobs whose shares come too late: their chain has moved on. */
import type { Job } from './job.ts';

/** How long a superseded job is still known, so that its late shares are called stale. */
export const STALE_MEMORY_MS = 60_000;

/** Whether shares of a job are stale: there is work on a newer block of its chain, or it was dropped early. */
export function isStale(job: Job): boolean {
  return job.isRetired || job.offer.lineage.supersededAtMs !== null;
}
