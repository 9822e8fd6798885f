/** What the server's own timers run in: an exception there would end the program. */
import type { Logger } from '../../logging/logger.ts';
import { detailOf } from '../../system/thrown-reason.ts';
import { heldBackText } from '../notice-limiter.ts';
import type { NoticeLimiter } from '../notice-limiter.ts';

/** Runs `action`. What it throws is logged as the failure of `what`, and the server continues. */
export type Guard = (what: string, action: () => void) => void;

/** @param notices limits how often the same failure is logged */
export function guardFor(logger: Logger, notices: NoticeLimiter): Guard {
  return (what, action) => {
    try {
      action();
    } catch (error) {
      const heldBack = notices.report(`${what} failed`, performance.now());
      if (heldBack === null) return;
      logger.error(`${what} failed: ${detailOf(error)}${heldBackText(heldBack)}`);
    }
  };
}
