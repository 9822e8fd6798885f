/** The clock that decides when a session rests, moved by hand. */
import type { RestClock } from '../../rests/rests.ts';

/** Hours to mine in that never come: the clock stands at noon of a Monday. */
export const NEVER = 'tue 00:00-24:00';

/** It looks at nothing by itself: `looks` has what would be done every second, until the session is closed. */
export function restClock(): { readonly clock: RestClock; readonly looks: Set<() => void> } {
  const looks = new Set<() => void>();
  const monday = new Date(2026, 0, 5, 12).getTime();
  return {
    looks,
    clock: {
      nowMs: () => monday,
      every(act) {
        looks.add(act);
        return () => looks.delete(act);
      },
    },
  };
}
