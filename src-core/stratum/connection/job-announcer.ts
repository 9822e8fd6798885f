/**
 * Brings the newest job to every session. Many sessions are served in slices, so that shares are
 * judged in between; a job that comes meanwhile takes the place of the one before it.
 */
import type { IssuedJob } from '../jobs/job.ts';
import type { JobFeed } from './job-feed.ts';

/** Sessions written to in one go: about 3 ms. */
const SLICE = 512;

interface HasJobs {
  readonly jobs: JobFeed;
}

/** Holds at most one job that has not reached all sessions. */
export class JobAnnouncer {
  readonly #sessions: ReadonlySet<HasJobs>;
  #newest: IssuedJob | null = null;
  #rest: Iterator<HasJobs> | null = null;
  /** A newer job came during a round: those served before it need another. */
  #needsAnotherRound = false;

  constructor(sessions: ReadonlySet<HasJobs>) {
    this.#sessions = sessions;
  }

  /** Whether there is any session to send jobs to. */
  get hasSessions(): boolean {
    return this.#sessions.size > 0;
  }

  /** Sends a job to every session that has no later one. */
  announce(issued: IssuedJob): void {
    this.#newest = issued;
    if (this.#rest !== null) {
      this.#needsAnotherRound = true;
      return;
    }
    this.#rest = this.#sessions.values();
    this.#serveSlice();
  }

  #serveSlice(): void {
    const issued = this.#newest;
    const rest = this.#rest;
    if (issued === null || rest === null) return;
    const nowMs = performance.now();
    for (let left = SLICE; left > 0; left--) {
      const next = rest.next();
      if (next.done === true) {
        this.#endRound();
        return;
      }
      const { jobs } = next.value;
      if (!jobs.hasJob(issued.job.sequence)) jobs.announce(issued, nowMs);
    }
    setImmediate(() => this.#serveSlice());
  }

  #endRound(): void {
    this.#rest = null;
    if (!this.#needsAnotherRound) return;
    this.#needsAnotherRound = false;
    this.#rest = this.#sessions.values();
    setImmediate(() => this.#serveSlice());
  }
}
